/** Made up for practice, global as the catalogue beside it: the import at start writes it, nobody else. */
export const scoring = {
  name: '0440-scoring',
  sql: `
-- Q26: for each criterion, work that meets it beside work that almost does.
create table achievement_example (
  code text primary key check (code ~ '^[A-Z]{1,4}[0-9]{1,3}$'),
  version text not null check (version ~ '^(0|[1-9][0-9]*)[.](0|[1-9][0-9]*)[.](0|[1-9][0-9]*)$'),
  criteria jsonb not null,
  digest text not null
);
select sec.global_table('achievement_example');

create table scoring_set (
  code text primary key check (code ~ '^[A-Z]{1,4}[0-9]{1,3}$'),
  version text not null check (version ~ '^(0|[1-9][0-9]*)[.](0|[1-9][0-9]*)[.](0|[1-9][0-9]*)$'),
  portfolios jsonb not null,
  digest text not null
);
select sec.global_table('scoring_set');

-- Apart from the portfolios: what shows the one never reads the other.
create table scoring_key (
  code text primary key references scoring_set,
  portfolios jsonb not null
);
select sec.global_table('scoring_key');
`,
}
