/** Who awards what is read again when it changes, not at every search: a state has a thousand organizations with every entry. */
export const offeringState = {
  name: '0500-offering-state',
  sql: `
create table offering_state (
  one boolean primary key default true check (one),
  stamp uuid not null
);
select sec.global_table('offering_state');
insert into offering_state (stamp) values (gen_random_uuid());

create function sec.mark_offering() returns trigger language plpgsql security definer set search_path = public as $$
begin
  update offering_state set stamp = gen_random_uuid();
  return null;
end $$;
revoke all on function sec.mark_offering() from public;
create trigger offering_marked after insert or update or delete on offering
  for each statement execute function sec.mark_offering();
create trigger offerer_marked after update of slug, name, demo or delete on organization
  for each statement execute function sec.mark_offering();
`,
}
