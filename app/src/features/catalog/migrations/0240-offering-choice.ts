/** Whether an organization awards every entry, also those that join the catalogue later. Who chose all at set-up and took nothing back since meant it so. */
export const offeringChoice = {
  name: '0240-offering-choice',
  sql: `
create table offering_choice (
  tenant_id uuid primary key references organization,
  every_entry boolean not null,
  chosen_at timestamptz not null
);
select sec.tenant_table('offering_choice');
insert into offering_choice (tenant_id, every_entry, chosen_at)
select p.tenant_id, true, p.at from (
  select distinct on (tenant_id) tenant_id, at, body from log_entry where type = 'organization.cataloguePromised' order by tenant_id, id desc) p
where p.body ->> 'offer' = 'all'
  and not exists (select from offering f where f.tenant_id = p.tenant_id and f.ended_at is not null);
create function sec.offering_every_entry() returns table (tenant_id uuid) language sql stable security definer set search_path = public as $$
  select c.tenant_id from offering_choice c
  where c.every_entry and exists (select from offering f where f.tenant_id = c.tenant_id and f.ended_at is null);
$$;
revoke all on function sec.offering_every_entry() from public;
grant execute on function sec.offering_every_entry() to cairn_gate;
`,
}
