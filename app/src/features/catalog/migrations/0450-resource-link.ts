/** When the addresses of public resources were last looked at, and since when one does not open (06-catalogue.md 3.1, rule U1). */
export const resourceLink = {
  name: '0450-resource-link',
  sql: `
create table resource_link (
  url text primary key check (char_length(url) <= 2000),
  checked_at timestamptz not null,
  -- Times in a row that it did not open.
  failures int not null check (failures >= 0),
  failing_since timestamptz,
  check ((failures = 0) = (failing_since is null))
);
create index resource_link_broken on resource_link (url) where failures >= 2;
select sec.operational_table('resource_link');
grant select, insert, update, delete on resource_link to cairn_app;

-- What the pages of the catalogue say to everybody.
create view closed_link as select url, failures, failing_since from resource_link where failures >= 2;
grant select on closed_link to cairn_app, cairn_public;
`,
}
