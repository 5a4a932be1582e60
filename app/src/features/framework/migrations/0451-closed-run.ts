/** Runs of eight words of frameworks that may not be passed on, as hashes: an entry that repeats one is told so, and nobody reads the framework by it (06-catalogue.md 3.1, rule X1). */
export const closedRun = {
  name: '0451-closed-run',
  sql: `
create table closed_run (
  framework_id uuid not null,
  run bigint not null,
  primary key (framework_id, run)
);
create index closed_run_by on closed_run (run);
select sec.operational_table('closed_run');
grant select, insert, delete on closed_run to cairn_app;
`,
}
