/** For those who run the site: organizations where something was raised that nobody may look at; numbers alone. */
export const unseenFlags = {
  name: '0270-unseen-flags',
  sql: `
create function sec.unseen_flags() returns table (slug text, name text, email text, portfolios bigint, mine boolean)
language sql stable security definer set search_path = public as $$
  select o.slug, o.name, o.email, count(distinct f.submission_id), a.mine
  from review_flag f
  join submission s on s.tenant_id = f.tenant_id and s.id = f.submission_id
  join organization o on o.tenant_id = f.tenant_id
  cross join lateral (
    select exists (select from role_grant g where g.tenant_id = f.tenant_id and g.role = 'organizationAdmin' and g.ended_at is null
        and g.person_id = sec.person()) as mine,
      exists (select from role_grant g where g.tenant_id = f.tenant_id and g.role = 'organizationAdmin' and g.ended_at is null
        and g.person_id <> s.learner_id) as anybody
  ) a
  where f.settled_at is null and s.learner_id <> sec.person() and (a.mine or not a.anybody)
    and exists (select from person p where p.id = sec.person() and p.platform_admin)
    and not exists (select from role_grant g where g.tenant_id = f.tenant_id and g.role = 'qaLead' and g.ended_at is null
      and g.person_id <> s.learner_id)
  group by o.slug, o.name, o.email, a.mine
  order by o.name
  limit 20;
$$;
revoke all on function sec.unseen_flags() from public;
grant execute on function sec.unseen_flags() to cairn_app;
`,
}
