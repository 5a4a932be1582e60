/** A session that a clock ahead of its time began or touched opens nothing once the clock is right: it would live as much longer. */
export const sessionsOfAnotherClock = {
  name: '0180-clock-step',
  sql: `
create or replace function sec.open_session(wanted bytea, at timestamptz, in_org text) returns jsonb language plpgsql volatile security definer set search_path = public as $$
declare mine session; home record; awake boolean;
begin
  select * into mine from session where token_hash = wanted and ended_at is null and expires_at > at and last_seen_at > at - interval '14 days'
    and greatest(created_at, last_seen_at, strong_at, step_up_at) <= at + interval '5 minutes';
  if mine.id is null then return null; end if;
  -- What a passkey opened closes by itself: idle 2 h, at most 12 h; for a platform administrator 15 min and 8 h.
  select mine.strong_at is not null and case when p.platform_admin
      then mine.strong_at > at - interval '8 hours' and mine.last_seen_at > at - interval '15 minutes'
      else mine.strong_at > at - interval '12 hours' and mine.last_seen_at > at - interval '2 hours' end
    into awake from person p where p.id = mine.person_id;
  if mine.last_seen_at < at - interval '1 minute' or (mine.strong_at is not null and not awake) then
    update session set last_seen_at = at, strong_at = case when awake then strong_at end, step_up_at = case when awake then step_up_at end where id = mine.id;
    if not awake then mine.step_up_at := null; end if;
  end if;
  select m.id, m.tenant_id, m.unit_id, o.slug, o.name, o.demo, o.time_zone into home
    from membership m join organization o using (tenant_id)
    where m.person_id = mine.person_id and m.ended_at is null and (in_org is null or o.slug = in_org)
    order by (m.tenant_id = mine.tenant_id) desc nulls last, m.started_at limit 1;
  return (select jsonb_build_object(
    'sessionId', mine.id, 'personId', p.id, 'name', p.name, 'locale', p.locale, 'timeZone', p.time_zone, 'theme', p.theme,
    'platformAdmin', p.platform_admin, 'demo', p.demo, 'stepUpAt', mine.step_up_at, 'createdAt', mine.created_at, 'lastSeenAt', mine.last_seen_at,
    'tenantId', home.tenant_id, 'membershipId', home.id, 'unitId', home.unit_id,
    'organization', case when home.tenant_id is null then null else jsonb_build_object('slug', home.slug, 'name', home.name, 'demo', home.demo) end,
    'hasPasskey', awake and exists (select from passkey k where k.person_id = p.id), 'strong', awake,
    'roles', coalesce((select jsonb_agg(g.role) from role_grant g where g.tenant_id = home.tenant_id and g.person_id = p.id and g.ended_at is null), '[]'))
    from person p where p.id = mine.person_id and p.disabled_at is null);
end $$;
`,
}
