/** One learner's evidence for one Achievement version, its frozen attempts, and the inbox before it (04-assessment.md 14.1). */
export const submission = {
  name: '0050-submission',
  sql: `
create table inbox_item (
  id uuid primary key,
  person_id uuid not null references person,
  kind text not null check (kind in ('file', 'image', 'audio', 'video', 'link', 'text')),
  name text not null check (char_length(name) <= 120),
  media_type text not null,
  bytes bigint not null check (bytes >= 0),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  blob_key text,
  body text check (char_length(body) <= 20000),
  url text,
  caption text not null default '' check (char_length(caption) <= 500),
  captured jsonb not null default '{}',
  facts jsonb not null default '{}',
  received_at timestamptz not null,
  expires_at timestamptz not null,
  sorted_at timestamptz
);
create index inbox_item_person on inbox_item (person_id, received_at);
select sec.person_table('inbox_item');

-- The receipt of a resumable upload: what the browser announced, what arrived.
create table upload (
  id text primary key,
  person_id uuid not null references person,
  name text not null check (char_length(name) <= 255),
  media_type text not null,
  announced_bytes bigint not null,
  announced_sha256 text,
  received_bytes bigint not null default 0,
  received_sha256 text,
  state text not null default 'open' check (state in ('open', 'safe', 'refused')),
  refusal text,
  inbox_item_id uuid,
  evidence_id uuid,
  submission_id uuid,
  requirement_id text,
  safe_at timestamptz,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
select sec.person_table('upload');

create table consent (
  id uuid primary key,
  person_id uuid not null references person,
  scope text not null check (scope in ('review', 'review+coaching', 'review+training')),
  collected_by text not null check (collected_by in ('self', 'school', 'district')),
  kept_where text not null check (char_length(kept_where) between 1 and 200),
  people int not null check (people between 0 and 2000),
  collected_on date not null,
  until_on date,
  created_at timestamptz not null,
  withdrawn_at timestamptz
);
select sec.person_table('consent');

create table submission (
  tenant_id uuid not null references organization,
  id uuid not null,
  learner_id uuid not null references person,
  achievement_id uuid not null references achievement,
  achievement_version_id uuid not null references achievement_version,
  unit_id uuid,
  status text not null check (status in ('draft', 'submitted', 'precheck', 'inReview', 'returned', 'earned', 'withdrawn')),
  attempt_no int not null default 0,
  salt bytea not null,
  ai_used boolean,
  ai_tools text not null default '' check (char_length(ai_tools) <= 300),
  ai_purpose text not null default '' check (char_length(ai_purpose) <= 2000),
  checks jsonb not null default '{}',
  attestations text[] not null default '{}',
  activity_from date,
  activity_until date,
  show_name boolean not null default false,
  version int not null default 1,
  started_at timestamptz not null,
  last_edit_at timestamptz not null,
  undo_until timestamptz,
  closed_at timestamptz,
  primary key (tenant_id, id)
);
create unique index submission_open on submission (tenant_id, learner_id, achievement_id) where closed_at is null;
create index submission_learner on submission (learner_id, last_edit_at desc);
create index submission_tenant_status on submission (tenant_id, status, last_edit_at);
select sec.tenant_table('submission', own => 'learner_id');

create table submission_response (
  tenant_id uuid not null,
  submission_id uuid not null,
  learner_id uuid not null,
  prompt_id text not null,
  body text not null check (char_length(body) <= 20000),
  words int not null,
  revision int not null default 1,
  saved_at timestamptz not null,
  primary key (tenant_id, submission_id, prompt_id),
  foreign key (tenant_id, submission_id) references submission
);
select sec.tenant_table('submission_response', 'select, insert, update, delete', own => 'learner_id');

create table evidence (
  tenant_id uuid not null,
  id uuid not null,
  submission_id uuid not null,
  learner_id uuid not null,
  requirement_id text not null,
  kind text not null check (kind in ('file', 'image', 'audio', 'video', 'link', 'text')),
  evidence_type text not null,
  name text not null check (char_length(name) <= 120),
  media_type text not null,
  bytes bigint not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  blob_key text,
  body text,
  url text,
  class text not null default 'C' check (class in ('A', 'B', 'C')),
  visibility text not null default 'readers' check (visibility in ('private', 'readers', 'public')),
  consent_id uuid,
  shared boolean not null default false,
  captured jsonb not null default '{}',
  facts jsonb not null default '{}',
  position int not null default 0,
  from_inbox_id uuid,
  added_at timestamptz not null,
  frozen_at timestamptz,
  removed_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, submission_id) references submission,
  check (class <> 'C' or visibility in ('private', 'readers'))
);
create index evidence_submission on evidence (tenant_id, submission_id, requirement_id, position);
select sec.tenant_table('evidence', 'select, insert, update, delete', own => 'learner_id');
create function sec.keep_frozen() returns trigger language plpgsql as $$
begin
  if old.frozen_at is not null and (tg_op = 'DELETE' or (new.sha256, new.blob_key, new.body, new.url, new.class, new.requirement_id, new.frozen_at)
      is distinct from (old.sha256, old.blob_key, old.body, old.url, old.class, old.requirement_id, old.frozen_at)) then
    raise exception 'frozen evidence stays as it was judged' using errcode = '42501';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger keep_frozen before update or delete on evidence for each row execute function sec.keep_frozen();

create table submission_attempt (
  tenant_id uuid not null,
  id uuid not null,
  submission_id uuid not null,
  learner_id uuid not null,
  attempt_no int not null check (attempt_no > 0),
  manifest bytea not null,
  manifest_digest text not null check (manifest_digest ~ '^sha256:[0-9a-f]{64}$'),
  submitted_at timestamptz not null,
  admitted_at timestamptz,
  due_at timestamptz,
  undone_at timestamptz,
  sent_back_at timestamptz,
  random_draw double precision,
  settings jsonb not null default '{}',
  primary key (tenant_id, id),
  foreign key (tenant_id, submission_id) references submission
);
create unique index submission_attempt_no on submission_attempt (tenant_id, submission_id, attempt_no) where undone_at is null and sent_back_at is null;
select sec.tenant_table('submission_attempt', own => 'learner_id');
select sec.write_once('submission_attempt', array['submission_id', 'learner_id', 'attempt_no', 'manifest', 'manifest_digest', 'submitted_at', 'random_draw']);
create trigger never_deleted before delete or truncate on submission_attempt for each statement execute function sec.refuse_change();

-- The words of an attempt as they were submitted: later drafts write elsewhere.
create table attempt_response (
  tenant_id uuid not null,
  attempt_id uuid not null,
  learner_id uuid not null,
  prompt_id text not null,
  body text not null check (char_length(body) <= 20000),
  words int not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  primary key (tenant_id, attempt_id, prompt_id),
  foreign key (tenant_id, attempt_id) references submission_attempt
);
select sec.tenant_table('attempt_response', 'select, insert', own => 'learner_id');
select sec.append_only('attempt_response');

create table precheck_finding (
  tenant_id uuid not null,
  attempt_id uuid not null,
  code text not null,
  severity text not null check (severity in ('block', 'warn', 'info', 'route')),
  requirement_id text not null default '',
  evidence_id text not null default '',
  found_at timestamptz not null,
  primary key (tenant_id, attempt_id, code, requirement_id, evidence_id),
  foreign key (tenant_id, attempt_id) references submission_attempt
);
select sec.tenant_table('precheck_finding');

-- How each criterion was decided last, as heard from the review: what a retry keeps and what it sends again.
create table decided_criterion (
  tenant_id uuid not null,
  submission_id uuid not null,
  learner_id uuid not null,
  criterion_id text not null,
  attempt_id uuid not null,
  state text not null check (state in ('met', 'notYet', 'reread')),
  level_id text,
  content_digest text not null,
  decided_at timestamptz not null,
  primary key (tenant_id, submission_id, criterion_id),
  foreign key (tenant_id, submission_id) references submission,
  foreign key (tenant_id, attempt_id) references submission_attempt
);
select sec.tenant_table('decided_criterion', own => 'learner_id');

-- What this learner has earned, as heard from the credentials; prerequisites ask it.
create table earned_achievement (
  tenant_id uuid not null,
  learner_id uuid not null references person,
  achievement_id uuid not null references achievement,
  credential_id uuid not null,
  valid_until timestamptz,
  ended_at timestamptz,
  primary key (tenant_id, credential_id)
);
select sec.tenant_table('earned_achievement', own => 'learner_id');

-- A short-lived right to open one private thing on the cookieless origin (08-trust.md 2.8).
create table capability (
  token_hash bytea primary key,
  tenant_id uuid,
  person_id uuid not null,
  session_id uuid not null,
  blob_key text not null,
  bytes bigint not null,
  media_type text not null,
  name text not null,
  purpose text not null check (purpose in ('view', 'download')),
  network text not null,
  expires_at timestamptz not null
);
create index capability_expiry on capability (expires_at);
select sec.operational_table('capability');
grant insert, delete on capability to cairn_app;
create function sec.open_capability(wanted bytea, at timestamptz) returns capability language sql stable security definer set search_path = public as $$
  select c.* from capability c join session s on s.id = c.session_id
  where c.token_hash = wanted and c.expires_at > at and s.ended_at is null;
$$;
revoke all on function sec.open_capability(bytea, timestamptz) from public;
grant execute on function sec.open_capability(bytea, timestamptz) to cairn_app, cairn_public;

-- Rows that live for minutes go when they are over.
create function sec.forget_expired(at timestamptz) returns void language plpgsql security definer set search_path = public as $$
begin
  delete from capability where expires_at < at - interval '1 hour';
  delete from rate_count where ends_at < at;
  delete from sign_in where expires_at < at - interval '30 days';
  delete from idempotency where created_at < at - interval '7 days';
end $$;
revoke all on function sec.forget_expired(timestamptz) from public;
grant execute on function sec.forget_expired(timestamptz) to cairn_gate;

-- Whose evidence this tenant judges: the award needs name and address of the learner, member or not.
create policy learner on person for select to cairn_app
  using (exists (select from submission s where s.learner_id = person.id and s.tenant_id = (select sec.tenant())));
create policy learner on person_email for select to cairn_app
  using (exists (select from submission s where s.learner_id = person_email.person_id and s.tenant_id = (select sec.tenant())));
`,
}
