/** What ends by itself, when, and what stays of it (08-trust.md 5.3, 5.4). */
export const retention = {
  name: '0190-retention',
  sql: `
-- Erased: the content is gone; place, class, size and digest stay, so that a decision still says what it was about.
alter table evidence add column erased_at timestamptz;
alter table evidence add constraint evidence_erased check (erased_at is null or (blob_key is null and body is null and url is null and name = ''));
create index evidence_consent on evidence (consent_id) where consent_id is not null and erased_at is null;
create or replace function sec.keep_frozen() returns trigger language plpgsql as $$
begin
  if old.frozen_at is not null and (
    tg_op = 'DELETE'
    or (new.sha256, new.class, new.requirement_id, new.frozen_at) is distinct from (old.sha256, old.class, old.requirement_id, old.frozen_at)
    or (old.erased_at is not null and new.erased_at is distinct from old.erased_at)
    or ((new.blob_key, new.body, new.url) is distinct from (old.blob_key, old.body, old.url) and (old.erased_at is not null or new.erased_at is null))
  ) then
    raise exception 'frozen evidence stays as it was judged' using errcode = '42501';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;

-- How many days were left when its holder was last told.
alter table inbox_item add column noticed int check (noticed in (30, 7));
alter table inbox_item add column noticed_at timestamptz;

-- Who or what is due; the deed itself is done in the scope of whose it is.
create function sec.uploads_due(at timestamptz, most int) returns table (person_id uuid, id text) language sql stable security definer set search_path = public as $$
  select person_id, id from upload where (state <> 'safe' and expires_at <= at) or expires_at <= at - interval '30 days' order by expires_at limit most;
$$;
create function sec.inboxes_due(at timestamptz, most int) returns table (person_id uuid) language sql stable security definer set search_path = public as $$
  select person_id from inbox_item where sorted_at is null and (
    (noticed is null and expires_at <= at + interval '30 days')
    or (noticed = 30 and expires_at <= at + interval '7 days')
    or (noticed = 7 and expires_at <= at and noticed_at <= at - interval '7 days'))
  group by person_id order by min(expires_at) limit most;
$$;
create function sec.evidence_due(closed_c timestamptz, closed_b timestamptz, closed_unsent timestamptz, most int)
returns table (tenant_id uuid, person_id uuid, submission_id uuid, id uuid) language sql stable security definer set search_path = public as $$
  select e.tenant_id, e.learner_id, e.submission_id, e.id from evidence e join submission s on s.tenant_id = e.tenant_id and s.id = e.submission_id
  where e.erased_at is null and (
    (e.frozen_at is null and s.closed_at <= closed_unsent)
    or (e.frozen_at is not null and e.class = 'C' and s.closed_at <= closed_c)
    or (e.frozen_at is not null and e.class = 'B' and s.closed_at <= closed_b))
  order by s.closed_at, e.id limit most;
$$;
create function sec.consents_due(before timestamptz, most int) returns table (person_id uuid, id uuid) language sql stable security definer set search_path = public as $$
  select c.person_id, c.id from consent c
  where c.created_at < before and coalesce(c.withdrawn_at, c.created_at) < before
    and not exists (select from evidence e where e.learner_id = c.person_id and e.consent_id = c.id and (e.erased_at is null or e.erased_at >= before))
  order by c.created_at limit most;
$$;
-- Addresses that were given out for a content end with it; nobody may read which there are.
create function sec.end_capabilities(wanted text) returns void language sql volatile security definer set search_path = public as $$
  delete from capability where blob_key = wanted;
$$;
revoke all on function sec.end_capabilities(text) from public;
grant execute on function sec.end_capabilities(text) to cairn_app;
create function sec.newest_entry() returns timestamptz language sql stable security definer set search_path = public as $$
  select at from log_entry order by id desc limit 1;
$$;

-- Sessions, links and letters go thirty days after their end; a batch at a time.
create function sec.forget_ended(before timestamptz, most int) returns table (kind text, n bigint) language plpgsql volatile security definer set search_path = public as $$
begin
  return query with gone as (delete from session where id in (select s.id from session s where least(coalesce(s.ended_at, s.expires_at), s.expires_at) < before limit most) returning 1)
    select 'sessions', count(*) from gone;
  return query with gone as (delete from invitation where (tenant_id, id) in
    (select i.tenant_id, i.id from invitation i where coalesce(i.accepted_at, i.withdrawn_at, i.expires_at) < before limit most) returning 1)
    select 'invitations', count(*) from gone;
  return query with gone as (delete from recovery where id in (select r.id from recovery r where coalesce(r.cancelled_at, r.used_at) < before limit most) returning 1)
    select 'recoveries', count(*) from gone;
  return query with gone as (delete from mail_message where id in
    (select m.id from mail_message m where m.state <> 'waiting' and coalesce(m.sent_at, m.created_at) < before limit most) returning 1)
    select 'mails', count(*) from gone;
  return query with gone as (delete from outbox where id in (select o.id from outbox o where o.state = 'done' and o.done_at < before limit most) returning 1)
    select 'letters', count(*) from gone;
end $$;

revoke all on function sec.uploads_due(timestamptz, int), sec.inboxes_due(timestamptz, int), sec.evidence_due(timestamptz, timestamptz, timestamptz, int),
  sec.consents_due(timestamptz, int), sec.newest_entry(), sec.forget_ended(timestamptz, int) from public;
grant execute on function sec.uploads_due(timestamptz, int), sec.inboxes_due(timestamptz, int), sec.evidence_due(timestamptz, timestamptz, timestamptz, int),
  sec.consents_due(timestamptz, int), sec.newest_entry(), sec.forget_ended(timestamptz, int) to cairn_gate;
`,
}
