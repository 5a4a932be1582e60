/** Competency frameworks: published, global, written by the import at start. */
export const framework = {
  name: '0025-framework',
  sql: `
create table framework (
  id text primary key,
  version text not null,
  title text not null,
  license text not null,
  redistributable boolean not null,
  body jsonb not null,
  imported_at timestamptz not null
);
select sec.global_table('framework');
`,
}
