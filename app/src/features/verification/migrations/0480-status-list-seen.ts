/** The newest status list of each address whose signature held: an older one in its place is not believed (03-credentials.md 6.3). */
export const statusListSeen = {
  name: '0480-status-list-seen',
  sql: `
create table status_list_seen (
  url text primary key check (char_length(url) <= 2000),
  -- What the newest list says it holds from.
  valid_from timestamptz not null,
  seen_at timestamptz not null,
  -- When an older one last came in its place and those who run the site were told.
  refused_at timestamptz
);
create index status_list_seen_at on status_list_seen (seen_at);
create index status_list_refused on status_list_seen (refused_at) where refused_at is not null;
select sec.operational_table('status_list_seen');
grant select, insert, update, delete on status_list_seen to cairn_app;
`,
}
