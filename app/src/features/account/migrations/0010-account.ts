/** People exist once, in no tenant. No password is stored anywhere. */
export const account = {
  name: '0010-account',
  sql: `
create extension if not exists citext;

create table person (
  id uuid primary key,
  name text not null default '' check (char_length(name) <= 120),
  locale text not null default 'en' check (locale in ('en', 'es')),
  time_zone text not null default 'America/Chicago',
  theme text not null default 'system' check (theme in ('system', 'light', 'dark', 'contrast')),
  work_role text not null default 'teacher' check (work_role in ('teacher', 'paraeducator', 'specialist', 'coach', 'mentor', 'leader')),
  grades text[] not null default '{}',
  subjects text[] not null default '{}',
  shortcuts jsonb not null default '{}',
  platform_admin boolean not null default false,
  demo boolean not null default false,
  created_at timestamptz not null,
  disabled_at timestamptz
);
select sec.person_table('person', 'select, insert, update', 'id');

create table person_email (
  id uuid primary key,
  person_id uuid not null references person,
  email citext not null check (char_length(email) between 3 and 254),
  verified_at timestamptz,
  is_primary boolean not null default false,
  created_at timestamptz not null
);
-- Whoever first proves an address owns the account.
create unique index person_email_verified on person_email (email) where verified_at is not null;
create unique index person_email_primary on person_email (person_id) where is_primary;
create unique index person_email_own on person_email (person_id, email);
select sec.person_table('person_email');

create table passkey (
  id uuid primary key,
  person_id uuid not null references person,
  credential_id text not null unique,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null default '{}',
  label text not null default '',
  created_at timestamptz not null,
  last_used_at timestamptz
);
select sec.person_table('passkey');

create table identity (
  id uuid primary key,
  person_id uuid not null references person,
  issuer text not null,
  subject text not null,
  created_at timestamptz not null,
  unique (issuer, subject)
);
select sec.person_table('identity');

-- Who lost a passkey waits before a new one counts, and every address hears of it.
create table recovery (
  id uuid primary key,
  person_id uuid not null references person,
  started_at timestamptz not null,
  ready_at timestamptz not null,
  cancelled_at timestamptz,
  used_at timestamptz
);
create unique index recovery_open on recovery (person_id) where cancelled_at is null and used_at is null;
select sec.person_table('recovery', 'select, insert, update');

-- One row per proof that is under way: mail code and link, passkey ceremony, sign-in of an organization, "this was not me".
-- Link and code of a mail are made from the row's id by a key of the installation, so that neither stands in the database.
create table sign_in (
  id uuid primary key,
  kind text not null check (kind in ('email', 'address', 'confirm', 'passkey', 'register', 'stepUp', 'oidc', 'notMe')),
  email citext,
  person_id uuid,
  token_hash bytea unique,
  browser_hash bytea not null,
  tries int not null default 0,
  body jsonb not null default '{}',
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create index sign_in_browser on sign_in (browser_hash) where used_at is null;
create index sign_in_email on sign_in (email) where used_at is null;
select sec.operational_table('sign_in');
grant select, insert, update, delete on sign_in to cairn_app;

create table session (
  id uuid primary key,
  token_hash bytea not null unique,
  person_id uuid not null references person,
  tenant_id uuid,
  device text not null default '',
  -- When a passkey or a sign-in of several factors last stood behind it; null = roles that touch others' work are asleep.
  strong_at timestamptz,
  -- Any proof: mail, passkey, organization.
  proved_at timestamptz not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  step_up_at timestamptz,
  ended_at timestamptz
);
create index session_person on session (person_id) where ended_at is null;
select sec.person_table('session');

-- Every message that left, or that waits to be read at /admin/outbox because no SMTP is set (then with its text).
create table mail_message (
  id uuid primary key,
  address citext not null,
  template text not null,
  locale text not null,
  subject text not null,
  text text,
  state text not null check (state in ('waiting', 'shown', 'sent')),
  created_at timestamptz not null,
  sent_at timestamptz
);
create index mail_message_created on mail_message (created_at);
select sec.operational_table('mail_message');
grant select, insert, update on mail_message to cairn_app;

-- Before anybody is known, three questions may be asked; nothing else.
create function sec.person_by_email(address citext) returns uuid language sql stable security definer set search_path = public as $$
  select person_id from person_email where email = address and verified_at is not null;
$$;
create function sec.person_by_identity(from_issuer text, with_subject text) returns uuid language sql stable security definer set search_path = public as $$
  select person_id from identity where issuer = from_issuer and subject = with_subject;
$$;
create function sec.passkey_by_credential(wanted text) returns table (person_id uuid, id uuid, public_key bytea, counter bigint, transports text[])
language sql stable security definer set search_path = public as $$
  select person_id, id, public_key, counter, transports from passkey where credential_id = wanted;
$$;
revoke all on function sec.person_by_email(citext), sec.person_by_identity(text, text), sec.passkey_by_credential(text) from public;
grant execute on function sec.person_by_email(citext), sec.person_by_identity(text, text), sec.passkey_by_credential(text) to cairn_app;
`,
}
