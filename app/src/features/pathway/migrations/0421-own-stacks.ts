/** Stacks and pathways that an organization makes of published micro-credentials: written as drafts, published by two who wrote none of it. */
export const ownStacks = {
  name: '0421-own-stacks',
  sql: `
create table stack_draft (
  tenant_id uuid not null references organization,
  id uuid not null,
  kind text not null check (kind in ('stack', 'pathway')),
  -- What it is the next version of; absent until a new one is published.
  code text references stack,
  state text not null default 'draft' check (state in ('draft', 'ready', 'published', 'discarded')),
  content jsonb not null check (octet_length(content::text) <= 65536),
  -- As it will be published, word for word: written down when publishing is asked for.
  sealed jsonb,
  revision int not null default 1 check (revision > 0),
  created_by uuid not null references person,
  created_at timestamptz not null,
  updated_by uuid not null references person,
  updated_at timestamptz not null,
  primary key (tenant_id, id),
  check ((sealed is null) = (state in ('draft', 'discarded')))
);
create unique index stack_draft_open on stack_draft (tenant_id, code) where code is not null and state in ('draft', 'ready');
create index stack_draft_latest on stack_draft (tenant_id, updated_at desc, id);
select sec.tenant_table('stack_draft');

-- Whoever wrote in it: none of them publishes it.
create table stack_draft_author (
  tenant_id uuid not null references organization,
  draft_id uuid not null,
  person_id uuid not null references person,
  since timestamptz not null,
  primary key (tenant_id, draft_id, person_id),
  foreign key (tenant_id, draft_id) references stack_draft
);
select sec.tenant_table('stack_draft_author', 'select, insert', own => 'person_id');

-- One quality lead proposes these very words, another one's word publishes them.
create table stack_publication (
  tenant_id uuid not null references organization,
  id uuid not null,
  draft_id uuid not null,
  revision int not null,
  proposed_by uuid not null references person,
  proposed_at timestamptz not null,
  answered_by uuid references person,
  answered_at timestamptz,
  accepted boolean,
  primary key (tenant_id, id),
  foreign key (tenant_id, draft_id) references stack_draft,
  check ((answered_by is null) = (answered_at is null) and (answered_by is null) = (accepted is null)),
  constraint stack_publication_second_person check (answered_by <> proposed_by or not accepted)
);
create unique index stack_publication_open on stack_publication (tenant_id, draft_id) where answered_at is null;
select sec.tenant_table('stack_publication', 'select, insert, update (answered_by, answered_at, accepted)', own => 'proposed_by');

create function sec.is_stack_publisher(tenant uuid, draft uuid, person uuid) returns boolean language sql stable set search_path = public as $$
  select exists (select from role_grant g where g.tenant_id = tenant and g.person_id = person and g.role = 'qaLead' and g.ended_at is null)
    and not exists (select from stack_draft_author a where a.tenant_id = tenant and a.draft_id = draft and a.person_id = person);
$$;
revoke all on function sec.is_stack_publisher(uuid, uuid, uuid) from public;

-- Members that an organization may put together: published, not retired, everybody's or its own.
create function sec.may_be_together(tenant uuid, rule jsonb) returns boolean language sql stable set search_path = public as $$
  select jsonb_array_length(rule -> 'members') between 2 and 60
    and (rule ->> 'anyOf')::int between 1 and jsonb_array_length(rule -> 'members')
    and not exists (select from jsonb_array_elements(rule -> 'members') m where not exists (
      select from achievement a join achievement_version v on v.id = a.current_version_id
      where a.id = (m ->> 'achievementId')::uuid and v.retired_at is null and (a.visibility = 'public' or a.creator_id = tenant)));
$$;
revoke all on function sec.may_be_together(uuid, jsonb) from public;

create function sec.publish_stack(publication uuid, at timestamptz) returns text
language plpgsql volatile security definer set search_path = public as $$
declare
  p stack_publication; d stack_draft; c jsonb; mine uuid := sec.tenant(); target text; latest int; number int; address text; other int := 1; seen text;
begin
  select * into p from stack_publication where tenant_id = mine and id = publication for update;
  select * into d from stack_draft where tenant_id = mine and id = p.draft_id for update;
  c := d.sealed;
  if d.id is null or d.state <> 'ready' or p.revision <> d.revision or p.accepted is not true or p.answered_by is distinct from sec.person()
    or p.proposed_by = p.answered_by or not sec.is_stack_publisher(mine, d.id, p.proposed_by) or not sec.is_stack_publisher(mine, d.id, p.answered_by)
    or not sec.may_be_together(mine, c -> 'rule') then
    raise exception 'publication refused' using errcode = '42501';
  end if;
  -- For the members alone where a part is, and whatever is tried in the demonstration.
  seen := case when (select o.demo from organization o where o.tenant_id = mine) or exists (
    select from jsonb_array_elements(c -> 'rule' -> 'members') m join achievement a on a.id = (m ->> 'achievementId')::uuid
    where a.visibility = 'organization') then 'organization' else 'public' end;
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
  end if;
  insert into stack_version (code, version, strand, words, rule, digest, published_at)
  values (target, latest, c ->> 'strand', c -> 'words', c -> 'rule', c ->> 'digest', at);
  update stack_draft set state = 'published', code = target where tenant_id = mine and id = d.id;
  return target;
end $$;
revoke all on function sec.publish_stack(uuid, timestamptz) from public;
grant execute on function sec.publish_stack(uuid, timestamptz) to cairn_app;

-- Only who made it takes it out of the offer; what was awarded for it stays.
create function sec.withdraw_stack(wanted text) returns boolean
language plpgsql volatile security definer set search_path = public as $$
begin
  update stack s set place = null
  where s.code = wanted and s.place is not null and s.creator_id = sec.tenant()
    and exists (select from role_grant g where g.tenant_id = s.creator_id and g.person_id = sec.person() and g.role in ('qaLead', 'organizationAdmin') and g.ended_at is null);
  return found;
end $$;
revoke all on function sec.withdraw_stack(text) from public;
grant execute on function sec.withdraw_stack(text) to cairn_app;

-- Whose a stack is, beside what it says: its credential names who made it, and no page of it where strangers find none.
create or replace view stack_said as
  select v.code, v.version, s.version as current_version, s.slug, s.kind, v.strand, v.words, v.rule, v.digest,
    s.visibility, o.slug as creator_slug, o.name as creator_name
  from stack_version v join stack s using (code) left join organization o on o.tenant_id = s.creator_id;
`,
}
