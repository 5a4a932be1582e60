/** How many work with each version of an organization's own micro-credential, in numbers alone: what its authors ask before they publish or retire. */
export const versionUse = {
  name: '0328-version-use',
  sql: `
create function sec.version_use(achievement uuid) returns table (version_id uuid, drafts int, in_review int, decided int)
language sql stable security definer set search_path = public as $$
  select s.achievement_version_id,
    count(*) filter (where s.closed_at is null and s.status in ('draft', 'returned'))::int,
    count(*) filter (where s.closed_at is null and s.status not in ('draft', 'returned'))::int,
    count(*) filter (where s.attempt_no > 0 and s.status in ('returned', 'earned'))::int
  from submission s join achievement a on a.id = s.achievement_id
  where a.id = achievement and a.creator_id = sec.tenant()
  group by s.achievement_version_id;
$$;
revoke all on function sec.version_use(uuid) from public;
grant execute on function sec.version_use(uuid) to cairn_app;
-- How much of the pilot is behind it: said to everybody, no further than the pilot goes.
create function sec.piloted(achievement uuid) returns int language sql stable security definer set search_path = public as $$
  select count(*)::int from (select from submission s where s.achievement_id = achievement and s.attempt_no > 0 and s.status in ('returned', 'earned') limit 10) p;
$$;
revoke all on function sec.piloted(uuid) from public;
grant execute on function sec.piloted(uuid) to cairn_app, cairn_public;
create index submission_version on submission (achievement_id, achievement_version_id);
`,
}
