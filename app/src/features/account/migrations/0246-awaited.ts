/** An administrator named on the console is one by name alone until the address is proven. */
export const awaited = {
  name: '0246-awaited',
  sql: `
-- Who founded the site in a browser is not among them: they prove their address there or not at all.
create function sec.person_awaited(address citext) returns uuid language sql stable security definer set search_path = public as $$
  select e.person_id from person_email e join person p on p.id = e.person_id
  where e.email = address and e.verified_at is null and p.platform_admin and p.disabled_at is null
    and not exists (select from passkey k where k.person_id = p.id) and not exists (select from identity i where i.person_id = p.id)
    and not exists (select from session s where s.person_id = p.id)
    and not exists (select from installation f where f.key = 'setup.claim' and f.value ->> 'personId' = p.id::text)
  order by e.created_at limit 1;
$$;
revoke all on function sec.person_awaited(citext) from public;
grant execute on function sec.person_awaited(citext) to cairn_app;
`,
}
