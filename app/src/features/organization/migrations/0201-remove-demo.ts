/** Removing the demonstration says whether there was anything to remove. */
export const removedOrNot = {
  name: '0201-remove-demo',
  sql: `
drop function sec.remove_demo(timestamptz);
create function sec.remove_demo(at timestamptz) returns boolean language plpgsql volatile security definer set search_path = public as $$
declare ended bigint; closed bigint;
begin
  update person set disabled_at = at where demo and disabled_at is null;
  get diagnostics ended = row_count;
  update session set ended_at = at where ended_at is null and person_id in (select id from person where demo);
  update offering set ended_at = at where ended_at is null and tenant_id in (select tenant_id from organization where demo);
  get diagnostics closed = row_count;
  return ended + closed > 0;
end $$;
revoke all on function sec.remove_demo(timestamptz) from public;
grant execute on function sec.remove_demo(timestamptz) to cairn_app;
`,
}
