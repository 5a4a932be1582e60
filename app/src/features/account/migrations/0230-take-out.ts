/** What a person asked to take along, and until when the file is kept (08-trust.md 5.4). */
export const takeOut = {
  // Databases know it by this name.
  name: '0230-own-data',
  sql: `
create table privacy_export (
  id uuid primary key,
  person_id uuid not null references person,
  asked_at timestamptz not null,
  made_at timestamptz,
  blob_key text,
  bytes bigint,
  expires_at timestamptz,
  check ((made_at is null) = (blob_key is null) and (made_at is null) = (bytes is null) and (made_at is null) = (expires_at is null))
);
create unique index privacy_export_open on privacy_export (person_id) where made_at is null;
create index privacy_export_expiry on privacy_export (expires_at);
select sec.person_table('privacy_export');

create function sec.exports_due(at timestamptz, most int) returns table (person_id uuid, id uuid) language sql stable security definer set search_path = public as $$
  select person_id, id from privacy_export where expires_at <= at or (made_at is null and asked_at <= at - interval '7 days')
  order by asked_at limit most;
$$;
revoke all on function sec.exports_due(timestamptz, int) from public;
grant execute on function sec.exports_due(timestamptz, int) to cairn_gate;
`,
}
