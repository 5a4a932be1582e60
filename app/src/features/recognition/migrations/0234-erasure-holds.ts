/** What keeps a person from being erased now, and in which organization (08-trust.md 5.4). */
export const erasureHolds = {
  name: '0234-erasure-holds',
  sql: `
create function sec.erasure_holds() returns table (because text, organization text) language sql stable security definer set search_path = public as $$
  select distinct 'recognition', o.name from recognition r join organization o using (tenant_id)
    where r.educator_id = sec.person() and r.state in ('pending_approval', 'reversing')
  union all
  -- An organization without an administrator could never be put right from its own pages.
  select 'administrator', o.name from role_grant g join organization o using (tenant_id)
    where g.person_id = sec.person() and g.role = 'organizationAdmin' and g.ended_at is null
      and not exists (select from role_grant other where other.tenant_id = g.tenant_id and other.role = g.role and other.ended_at is null and other.person_id <> g.person_id)
  order by 1, 2;
$$;
revoke all on function sec.erasure_holds() from public;
grant execute on function sec.erasure_holds() to cairn_app;
`,
}
