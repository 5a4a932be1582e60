/** Issuers, districts and networks; a tenant is a top-level organization. */
export const organization = {
  name: '0020-organization',
  sql: `
create table organization (
  tenant_id uuid primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and char_length(slug) between 3 and 60),
  name text not null check (char_length(name) between 1 and 120),
  kind text not null check (kind in ('district', 'state', 'network', 'school')),
  url text not null,
  email text,
  image bytea,
  image_type text,
  time_zone text not null default 'America/Chicago',
  locale text not null default 'en' check (locale in ('en', 'es')),
  calendar jsonb not null default '{"week": {"days": [1, 2, 3, 4, 5], "open": "08:00", "close": "16:00"}, "closed": [], "short": []}',
  is_site_issuer boolean not null default false,
  demo boolean not null default false,
  created_at timestamptz not null
);
create unique index organization_site_issuer on organization (is_site_issuer) where is_site_issuer;
select sec.tenant_table('organization');

create table unit (
  tenant_id uuid not null references organization,
  id uuid not null,
  name text not null check (char_length(name) between 1 and 120),
  kind text not null default 'school' check (kind in ('school', 'office')),
  created_at timestamptz not null,
  closed_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, name)
);
select sec.tenant_table('unit');

create table membership (
  tenant_id uuid not null references organization,
  id uuid not null,
  person_id uuid not null references person,
  unit_id uuid,
  started_at timestamptz not null,
  ended_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id)
);
create unique index membership_open on membership (tenant_id, person_id) where ended_at is null;
create index membership_person on membership (person_id) where ended_at is null;
select sec.tenant_table('membership', own => 'person_id');

create table role_grant (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null references person,
  role text not null check (role in ('organizationAdmin', 'author', 'qaLead', 'assessor', 'adjudicator', 'coach', 'recognizer')),
  granted_by text not null,
  granted_at timestamptz not null,
  ended_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id) references organization
);
create unique index role_grant_live on role_grant (tenant_id, person_id, role) where ended_at is null;
select sec.tenant_table('role_grant', own => 'person_id');

-- Coach, supervisor, household: who may never read whom (04-assessment.md 4).
create table tie (
  tenant_id uuid not null references organization,
  id uuid not null,
  person_id uuid not null references person,
  other_id uuid not null references person,
  kind text not null check (kind in ('coach', 'supervisor', 'household', 'declared')),
  created_at timestamptz not null,
  ended_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, person_id, other_id, kind),
  check (person_id <> other_id)
);
select sec.tenant_table('tie');

-- A further administrator needs a second one's word.
create table role_proposal (
  tenant_id uuid not null references organization,
  id uuid not null,
  person_id uuid not null references person,
  role text not null check (role = 'organizationAdmin'),
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  answered_at timestamptz,
  answered_by uuid,
  accepted boolean,
  primary key (tenant_id, id),
  check (answered_by <> proposed_by or not accepted)
);
create unique index role_proposal_open on role_proposal (tenant_id, person_id, role) where answered_at is null;
select sec.tenant_table('role_proposal');

create table invitation (
  tenant_id uuid not null references organization,
  id uuid not null,
  email citext not null,
  roles text[] not null,
  unit_id uuid,
  token_hash bytea not null unique,
  invited_by uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  withdrawn_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, unit_id) references unit (tenant_id, id)
);
select sec.tenant_table('invitation');
create function sec.invitation_by_token(wanted bytea) returns table (tenant_id uuid, id uuid) language sql stable security definer set search_path = public as $$
  select tenant_id, id from invitation where token_hash = wanted;
$$;
revoke all on function sec.invitation_by_token(bytea) from public;
grant execute on function sec.invitation_by_token(bytea) to cairn_app;

-- An educator asks a district to recognize them; a person with the role answers.
create table membership_request (
  tenant_id uuid not null references organization,
  id uuid not null,
  person_id uuid not null references person,
  unit_id uuid,
  created_at timestamptz not null,
  answered_at timestamptz,
  answered_by uuid,
  accepted boolean,
  primary key (tenant_id, id)
);
create unique index membership_request_open on membership_request (tenant_id, person_id) where answered_at is null;
select sec.tenant_table('membership_request', own => 'person_id');

create table organization_setting (
  tenant_id uuid not null references organization,
  key text not null,
  value jsonb not null,
  version int not null default 1,
  changed_at timestamptz not null,
  changed_by text not null,
  primary key (tenant_id, key)
);
select sec.tenant_table('organization_setting');

-- Signing keys: the public part is for ever, the private part is wrapped by the master key.
create table issuer_key (
  tenant_id uuid not null references organization,
  id text not null check (id ~ '^(award|status)-[0-9]{4}-[0-9]{2}(-[0-9]+)?$'),
  purpose text not null check (purpose in ('award', 'status')),
  public_key bytea not null,
  wrapped_key bytea,
  not_before timestamptz not null,
  not_after timestamptz,
  state text not null default 'active' check (state in ('active', 'ended', 'compromised')),
  since timestamptz,
  primary key (tenant_id, id)
);
create unique index issuer_key_active on issuer_key (tenant_id, purpose) where state = 'active';
select sec.tenant_table('issuer_key');
select sec.write_once('issuer_key', array['public_key', 'not_before', 'purpose']);

create table sign_in_provider (
  tenant_id uuid not null references organization,
  id uuid not null,
  label text not null,
  issuer text not null,
  client_id text not null,
  wrapped_secret bytea,
  domains text[] not null default '{}',
  enabled boolean not null default true,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, issuer)
);
select sec.tenant_table('sign_in_provider');

-- Doors: what a stranger may know of an issuer, and of the ways in.
create view public_issuer as
  select tenant_id, slug, name, kind, url, email, image is not null as has_image, time_zone, locale, is_site_issuer, demo, created_at from organization;
create view public_issuer_image as select slug, image, image_type from organization where image is not null;
create view public_issuer_key as
  select k.tenant_id, o.slug, k.id, k.purpose, k.public_key, k.not_before, k.not_after, k.state, k.since
  from issuer_key k join organization o using (tenant_id);
create view public_sign_in_provider as select p.id, p.tenant_id, p.label, p.domains, o.slug from sign_in_provider p join organization o using (tenant_id) where p.enabled;
-- People of the demonstration, for whoever wants to look around as one of them.
create view public_demo_person as
  select p.id as person_id, p.name, p.work_role, o.tenant_id, o.name as organization, u.name as unit_name, m.started_at,
    coalesce((select array_agg(g.role order by g.role) from role_grant g where g.tenant_id = m.tenant_id and g.person_id = p.id and g.ended_at is null), '{}') as roles
  from person p join membership m on m.person_id = p.id and m.ended_at is null
    join organization o on o.tenant_id = m.tenant_id left join unit u on u.tenant_id = m.tenant_id and u.id = m.unit_id
  where p.demo and o.demo and p.disabled_at is null;
create view public_unit as select tenant_id, id, name from unit where closed_at is null;
grant select on public_issuer, public_issuer_image, public_issuer_key, public_sign_in_provider, public_demo_person, public_unit to cairn_public, cairn_app;

-- What a sign-in of an organization needs before anybody is known.
create function sec.sign_in_provider(wanted uuid) returns table (id uuid, tenant_id uuid, label text, issuer text, client_id text, wrapped_secret bytea)
language sql stable security definer set search_path = public as $$
  select id, tenant_id, label, issuer, client_id, wrapped_secret from sign_in_provider where id = wanted and enabled;
$$;
-- Whether the person of this transaction holds a role that touches others' work, in any organization.
create function sec.is_privileged() returns boolean language sql stable security definer set search_path = public as $$
  select exists (select from role_grant where person_id = sec.person() and ended_at is null and role <> 'author')
    or exists (select from person where id = sec.person() and platform_admin);
$$;
revoke all on function sec.sign_in_provider(uuid), sec.is_privileged() from public;
grant execute on function sec.sign_in_provider(uuid), sec.is_privileged() to cairn_app;

-- The operator's page: letters that wait or gave up, and the log of the whole installation without its bodies.
create function sec.letters_in_trouble() returns table (id uuid, kind text, state text, attempts int, next_at timestamptz, error text)
language sql stable security definer set search_path = public as $$
  select id, kind, state, attempts, next_at, error from outbox where state = 'dead' or (state = 'due' and attempts > 0) order by next_at desc limit 100;
$$;
create function sec.count_letters(at timestamptz) returns table (due bigint, late bigint, dead bigint, oldest timestamptz)
language sql stable security definer set search_path = public as $$
  select count(*) filter (where state = 'due'), count(*) filter (where state = 'due' and next_at < at - interval '5 minutes'),
    count(*) filter (where state = 'dead'), min(next_at) filter (where state = 'due') from outbox where state <> 'done';
$$;
create function sec.retry_letter(wanted uuid, at timestamptz) returns boolean language plpgsql volatile security definer set search_path = public as $$
begin
  update outbox set state = 'due', attempts = 0, next_at = at, error = null where id = wanted and state <> 'done';
  if found then perform sec.wake(wanted); end if;
  return found;
end $$;
create function sec.log_tail(before bigint, many int) returns table (id bigint, at timestamptz, type text, tenant_id uuid, actor_id text)
language sql stable security definer set search_path = public as $$
  select id, at, type, tenant_id, actor_id from log_entry where before is null or id < before order by id desc limit least(many, 200);
$$;
create function sec.remove_demo(at timestamptz) returns void language plpgsql volatile security definer set search_path = public as $$
begin
  update person set disabled_at = at where demo and disabled_at is null;
  update session set ended_at = at where ended_at is null and person_id in (select id from person where demo);
  update offering set ended_at = at where ended_at is null and tenant_id in (select tenant_id from organization where demo);
end $$;
revoke all on function sec.remove_demo(timestamptz) from public;
grant execute on function sec.remove_demo(timestamptz) to cairn_app;
revoke all on function sec.letters_in_trouble(), sec.count_letters(timestamptz), sec.retry_letter(uuid, timestamptz), sec.log_tail(bigint, int) from public;
grant execute on function sec.letters_in_trouble(), sec.count_letters(timestamptz), sec.retry_letter(uuid, timestamptz), sec.log_tail(bigint, int) to cairn_app;

-- Names within one organization: members see each other's; what a page shows of it is the policy's matter.
create policy colleague on person for select to cairn_app
  using (exists (select from membership m where m.person_id = person.id and m.tenant_id = (select sec.tenant())));
-- Who asks to belong shows their name to whoever answers, as long as the question is open.
create policy asking on person for select to cairn_app
  using (exists (select from membership_request r where r.person_id = person.id and r.tenant_id = (select sec.tenant()) and r.answered_at is null));
create policy colleague on person_email for select to cairn_app
  using (exists (select from membership m where m.person_id = person_email.person_id and m.tenant_id = (select sec.tenant())));

-- One question per request: who holds this session, where, and with which roles.
create function sec.open_session(wanted bytea, at timestamptz, in_org text) returns jsonb language plpgsql volatile security definer set search_path = public as $$
declare mine session; home record; awake boolean;
begin
  select * into mine from session where token_hash = wanted and ended_at is null and expires_at > at and last_seen_at > at - interval '14 days';
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
revoke all on function sec.open_session(bytea, timestamptz, text) from public;
grant execute on function sec.open_session(bytea, timestamptz, text) to cairn_gate;
`,
}
