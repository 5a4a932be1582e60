/** A pathway may take stacks: their awards are parts of it, as the awards of micro-credentials are. */
export const stackParts = {
  name: '0512-stack-parts',
  sql: `
create or replace function sec.satisfies(rule jsonb, tenant uuid, learner uuid, parts uuid[]) returns boolean language sql stable set search_path = public as $$
  with member as (
    select m ->> 'group' as in_group from jsonb_array_elements(rule -> 'members') m
    where exists (select from credential c left join achievement_version v on v.id = c.achievement_version_id
      where c.tenant_id = tenant and c.learner_id = learner and c.id = any (parts) and c.state = 'published' and c.revoked_at is null
        and (c.stack_code = m ->> 'stack'
          or c.achievement_id = (m ->> 'achievementId')::uuid and split_part(v.version, '.', 1)::int >= coalesce((m ->> 'minMajor')::int, 0))))
  select (select count(*) from member) >= (rule ->> 'anyOf')::int
    and not exists (select from jsonb_array_elements(rule -> 'groups') g
      where (select count(*) from member where in_group = g ->> 'id') < (g ->> 'min')::int);
$$;
`,
}
