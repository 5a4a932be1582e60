/** Stacks are global, as the micro-credentials in them: the import at start writes them, nobody else. */
export const stack = {
  name: '0310-stack',
  sql: `
create table stack (
  code text primary key check (code ~ '^[A-Z]{2,4}(-[A-Z])?$'),
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  place int not null,
  words jsonb not null,
  rule jsonb not null
);
select sec.global_table('stack');
`,
}
