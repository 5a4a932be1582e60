/** A person asks to be erased, has seven days to change their mind, and goes (08-trust.md 5.4). */
export const erasure = {
  name: '0231-erasure',
  sql: `
create table privacy_erasure (
  id uuid primary key,
  person_id uuid not null references person,
  asked_at timestamptz not null,
  due_at timestamptz not null,
  credentials text not null check (credentials in ('keep', 'erase')),
  -- What stood in the way when the day came; told once.
  held text[] not null default '{}',
  begun_at timestamptz,
  cancelled_at timestamptz,
  done_at timestamptz,
  check (cancelled_at is null or begun_at is null),
  check (done_at is null or begun_at is not null)
);
create unique index privacy_erasure_open on privacy_erasure (person_id) where cancelled_at is null and done_at is null;
create index privacy_erasure_due on privacy_erasure (due_at) where cancelled_at is null and done_at is null;
select sec.person_table('privacy_erasure', 'select, insert, update');

alter table person add column erased_at timestamptz;

create function sec.erasures_due(at timestamptz, most int) returns table (person_id uuid, id uuid) language sql stable security definer set search_path = public as $$
  select person_id, id from privacy_erasure where cancelled_at is null and done_at is null and due_at <= at order by due_at limit most;
$$;
revoke all on function sec.erasures_due(timestamptz, int) from public;
grant execute on function sec.erasures_due(timestamptz, int) to cairn_gate;

-- Whether the week is over and the erasing has begun: what is append-only gives way to nothing else.
create function sec.is_erasing(who uuid) returns boolean language sql stable security definer set search_path = public as $$
  select exists (select from privacy_erasure where person_id = who and begun_at is not null and done_at is null);
$$;
-- Whether rooms have yet to hear what was written about the person of this transaction.
create function sec.is_unheard() returns boolean language sql stable security definer set search_path = public as $$
  select exists (select from outbox o join log_entry l on l.id = o.log_id
    where o.state = 'due' and o.kind like 'react:%' and l.person_id = sec.person());
$$;

-- Addresses, ways in, letters and names; the row stays as an opaque id, because decisions and the log point to it.
create function sec.erase_account(at timestamptz) returns void language plpgsql volatile security definer set search_path = public as $$
declare who uuid := sec.person(); addresses citext[];
begin
  if who is null or not sec.is_erasing(who) then raise exception 'nobody asked for this' using errcode = '42501'; end if;
  select coalesce(array_agg(e.email), '{}') into addresses from person_email e
    where e.person_id = who and not exists (select from person_email o where o.email = e.email and o.person_id <> who and o.verified_at is not null);
  delete from mail_message where address = any (addresses);
  delete from outbox where kind = 'mail' and (body ->> 'toPerson' = who::text or (body ->> 'toAddress')::citext = any (addresses));
  delete from invitation where email = any (addresses);
  delete from sign_in where person_id = who or email = any (addresses);
  delete from capability where person_id = who;
  delete from idempotency where actor_id = who::text;
  delete from educator_identifier where educator_id = who;
  update bank_comment set written_by = null where written_by = who;
  update bank_comment set retired_by = null where retired_by = who;
  delete from session where person_id = who;
  delete from recovery where person_id = who;
  delete from identity where person_id = who;
  delete from passkey where person_id = who;
  delete from person_email where person_id = who;
  update person set name = '', locale = 'en', time_zone = 'UTC', theme = 'system', work_role = 'teacher', grades = '{}', subjects = '{}', shortcuts = '{}',
    platform_admin = false, disabled_at = coalesce(disabled_at, at), erased_at = at where id = who;
end $$;
revoke all on function sec.is_erasing(uuid), sec.is_unheard(), sec.erase_account(timestamptz) from public;
grant execute on function sec.is_erasing(uuid), sec.is_unheard(), sec.erase_account(timestamptz) to cairn_app;

-- The letter that says it is done is the last trace of the address; it goes after a week.
create or replace function sec.forget_expired(at timestamptz) returns void language plpgsql security definer set search_path = public as $$
begin
  delete from capability where expires_at < at - interval '1 hour';
  delete from rate_count where ends_at < at;
  delete from sign_in where expires_at < at - interval '30 days';
  delete from idempotency where created_at < at - interval '7 days';
  delete from mail_message where template = 'account.erased' and created_at < at - interval '7 days';
  delete from outbox where kind = 'mail' and body ->> 'template' = 'account.erased' and next_at < at - interval '7 days';
end $$;
`,
}
