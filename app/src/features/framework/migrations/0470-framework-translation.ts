/** What the labels and statements of a framework are in other languages: for reading. What is signed and handed on stays its own. */
export const frameworkTranslation = {
  name: '0470-framework-translation',
  sql: `
create table framework_translation (
  framework_id text not null references framework,
  language text not null check (language ~ '^[a-z]{2,3}$'),
  body jsonb not null,
  primary key (framework_id, language)
);
select sec.global_table('framework_translation');
`,
}
