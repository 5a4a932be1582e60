/** Whose a stack is and for whom, beside the starter ones that are everybody's; and what the shelf of the catalogue shows of them. */
export const stackOfSomebody = {
  name: '0420-stack-of-somebody',
  sql: `
alter table stack
  -- Who made it; null: the starter catalogue.
  add column creator_id uuid,
  add column visibility text not null default 'public' check (visibility in ('public', 'organization')),
  drop constraint stack_code_check,
  add constraint stack_code_check check (code ~ '^[A-Z]{2,4}(-[A-Z]{1,3}|-[0-9]{1,5})?$');

create view shelf_stack as
  select s.code, s.place, v.words, array(select (m ->> 'achievementId')::uuid from jsonb_array_elements(v.rule -> 'members') m) as members
  from stack s join stack_version v using (code, version)
  where s.place is not null and s.visibility = 'public';
grant select on shelf_stack to cairn_app, cairn_public;

-- What is kept in memory of the shelf is read again when a stack on it changes.
create function sec.restamp() returns trigger language plpgsql set search_path = public as $$
begin
  update catalog_state set stamp = gen_random_uuid();
  return null;
end $$;
create trigger restamp_new after insert on stack for each row execute function sec.restamp();
create trigger restamp after update on stack for each row when (old.* is distinct from new.*) execute function sec.restamp();
`,
}
