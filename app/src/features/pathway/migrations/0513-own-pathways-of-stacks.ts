/** A pathway of an organization's own may hold stacks, everybody's and its own; nothing else holds any, so nothing stands in itself. */
export const ownPathwaysOfStacks = {
  name: '0513-own-pathways-of-stacks',
  sql: `
drop function sec.may_be_together(uuid, jsonb);
create function sec.may_be_together(tenant uuid, of_kind text, rule jsonb) returns boolean language sql stable set search_path = public as $$
  select jsonb_array_length(rule -> 'members') between 2 and 60
    and (rule ->> 'anyOf')::int between 1 and jsonb_array_length(rule -> 'members')
    and not exists (select from jsonb_array_elements(rule -> 'members') m where not case
      when m ->> 'stack' is not null then of_kind = 'pathway' and exists (
        select from stack i where i.code = m ->> 'stack' and i.kind = 'stack' and i.place is not null
          and (i.visibility = 'public' or i.creator_id = tenant))
      else exists (
        select from achievement a join achievement_version v on v.id = a.current_version_id
        where a.id = (m ->> 'achievementId')::uuid and v.retired_at is null and (a.visibility = 'public' or a.creator_id = tenant)) end);
$$;
revoke all on function sec.may_be_together(uuid, text, jsonb) from public;

create or replace function sec.publish_stack(publication uuid, at timestamptz) returns text
language plpgsql volatile security definer set search_path = public as $$
declare
  p stack_publication; d stack_draft; c jsonb; mine uuid := sec.tenant(); target text; latest int; number int; address text; other int := 1; seen text;
begin
  select * into p from stack_publication where tenant_id = mine and id = publication for update;
  select * into d from stack_draft where tenant_id = mine and id = p.draft_id for update;
  c := d.sealed;
  if d.id is null or d.state <> 'ready' or p.revision <> d.revision or p.accepted is not true or p.answered_by is distinct from sec.person()
    or p.proposed_by = p.answered_by or not sec.is_stack_publisher(mine, d.id, p.proposed_by) or not sec.is_stack_publisher(mine, d.id, p.answered_by)
    or not sec.may_be_together(mine, d.kind, c -> 'rule') then
    raise exception 'publication refused' using errcode = '42501';
  end if;
  -- For the members alone where a part is, and whatever is tried in the demonstration.
  seen := case when (select o.demo from organization o where o.tenant_id = mine) or exists (
    select from jsonb_array_elements(c -> 'rule' -> 'members') m
      left join achievement a on a.id = (m ->> 'achievementId')::uuid left join stack i on i.code = m ->> 'stack'
    where 'organization' in (a.visibility, i.visibility)) then 'organization' else 'public' end;
  if d.code is null then
    perform pg_advisory_xact_lock(hashtext('the number of a stack'));
    select coalesce(max(substring(code from '[0-9]+$')::int), 0) + 1 into number from stack where creator_id is not null;
    target := case d.kind when 'stack' then 'OS-' else 'OP-' end || number;
    address := c ->> 'slug';
    while exists (select from stack where slug = address) loop
      other := other + 1;
      address := (c ->> 'slug') || '-' || other;
    end loop;
    latest := 1;
    insert into stack (code, slug, kind, version, place, creator_id, visibility) values (target, address, d.kind, latest, 1000 + number, mine, seen);
  else
    target := d.code;
    update stack set version = version + 1, place = 1000 + substring(code from '[0-9]+$')::int, visibility = seen
      where code = target and creator_id = mine returning version into latest;
    if latest is null then raise exception 'publication refused' using errcode = '42501'; end if;
    -- A pathway of one's own that strangers could read would have a step without anything in it.
    if seen = 'organization' then
      update stack s set visibility = seen from stack_version v
        where v.code = s.code and v.version = s.version and s.creator_id = mine
          and v.rule -> 'members' @> jsonb_build_array(jsonb_build_object('stack', target));
    end if;
  end if;
  insert into stack_version (code, version, strand, words, rule, digest, published_at)
  values (target, latest, c ->> 'strand', c -> 'words', c -> 'rule', c ->> 'digest', at);
  update stack_draft set state = 'published', code = target where tenant_id = mine and id = d.id;
  return target;
end $$;
`,
}
