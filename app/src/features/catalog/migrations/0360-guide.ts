/** Guides are global, as the catalogue beside them: the import at start writes them, nobody else. */
export const guide = {
  name: '0360-guide',
  sql: `
create table guide (
  slug text not null check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  language text not null check (language in ('en', 'es')),
  place int not null,
  title text not null,
  lead text not null,
  changed_on text not null check (changed_on ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'),
  blocks jsonb not null,
  cited text[] not null,
  digest text not null,
  primary key (slug, language)
);
select sec.global_table('guide');
`,
}
