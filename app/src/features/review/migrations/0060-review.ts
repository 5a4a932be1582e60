/** Readers, readings, scores, decisions (04-assessment.md 14.1). */
export const review = {
  name: '0060-review',
  sql: `
create table reading_family (
  tenant_id uuid not null references organization,
  id uuid not null,
  name text not null,
  settings jsonb not null default '{}',
  created_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, name)
);
select sec.tenant_table('reading_family');

create table reader (
  tenant_id uuid not null,
  id uuid not null,
  account_id uuid not null references person,
  family_id uuid not null,
  rubric_major int not null default 1,
  status text not null check (status in ('applied', 'training', 'practicing', 'qualifying', 'waiting', 'live', 'watch', 'paused', 'expired', 'left')),
  provisional boolean not null default false,
  languages text[] not null default '{en}',
  -- Leases that ran out, the newest five: a second within 30 days lowers the load.
  expired_at timestamptz[] not null default '{}',
  told_at timestamptz,
  since timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, account_id, family_id, rubric_major),
  foreign key (tenant_id, family_id) references reading_family
);
select sec.tenant_table('reader', own => 'account_id');

create table conflict (
  tenant_id uuid not null,
  account_id uuid not null references person,
  learner_id uuid not null references person,
  kind text not null,
  source text not null check (source in ('reader', 'learner', 'qaLead')),
  declared_at timestamptz not null,
  primary key (tenant_id, account_id, learner_id, kind)
);
select sec.tenant_table('conflict');

create table review (
  tenant_id uuid not null,
  id uuid not null,
  attempt_id uuid not null,
  submission_id uuid not null,
  slot int,
  family_id uuid not null,
  reader_id uuid,
  account_id uuid,
  purpose text not null check (purpose in ('first', 'second', 'adjudication', 'seed', 'appeal', 'recall', 'link', 'qualification', 'practice')),
  status text not null check (status in ('open', 'leased', 'submitted', 'settled', 'cancelled')),
  criteria text[] not null,
  due_at timestamptz not null,
  claim_key uuid,
  lease_started_at timestamptz,
  lease_until timestamptz,
  version int not null default 1,
  submitted_at timestamptz,
  submitted_version int,
  submit_key uuid,
  seconds int not null default 0,
  -- The reader had not qualified when the reading was submitted.
  provisional boolean not null default false,
  -- Readers who gave it back; it is offered to them last.
  given_back uuid[] not null default '{}',
  opened_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, attempt_id) references submission_attempt,
  foreign key (tenant_id, submission_id) references submission,
  foreign key (tenant_id, reader_id) references reader,
  check ((status in ('leased', 'submitted', 'settled')) <= (account_id is not null))
);
create unique index review_slot on review (tenant_id, attempt_id, slot) where status <> 'cancelled' and slot is not null;
create unique index review_reader on review (tenant_id, attempt_id, account_id) where status <> 'cancelled' and account_id is not null;
create unique index review_submit_key on review (tenant_id, submit_key) where submit_key is not null;
create unique index review_claim_key on review (tenant_id, account_id, claim_key) where claim_key is not null;
create index review_open on review (tenant_id, due_at, id) where status = 'open';
create index review_lease on review (tenant_id, account_id) where status = 'leased';
create index review_account on review (tenant_id, account_id, submitted_at);
create index review_submission on review (tenant_id, submission_id);
select sec.tenant_table('review');

-- What one reader writes about one reading; after a release it stays that reader's own.
create table review_sheet (
  tenant_id uuid not null,
  review_id uuid not null,
  account_id uuid not null references person,
  overall text not null default '' check (char_length(overall) <= 10000),
  saved_at timestamptz not null,
  primary key (tenant_id, review_id, account_id),
  foreign key (tenant_id, review_id) references review
);
select sec.tenant_table('review_sheet');

create table score (
  tenant_id uuid not null,
  review_id uuid not null,
  account_id uuid not null,
  criterion_id text not null,
  level_id text,
  confidence int check (confidence between 1 and 3),
  comment text not null default '' check (char_length(comment) <= 10000),
  missing text not null default '' check (char_length(missing) <= 10000),
  next_step text not null default '' check (char_length(next_step) <= 4000),
  anchors jsonb not null default '[]',
  -- Of a ruling: neither reader was right.
  both_wrong boolean not null default false,
  seconds int not null default 0,
  released_at timestamptz,
  saved_at timestamptz not null,
  primary key (tenant_id, review_id, account_id, criterion_id),
  foreign key (tenant_id, review_id, account_id) references review_sheet
);
select sec.tenant_table('score');
create function sec.keep_released() returns trigger language plpgsql as $$
begin
  if old.released_at is not null then raise exception 'a released score stays' using errcode = '42501'; end if;
  return new;
end $$;
create trigger keep_released before update on score for each row execute function sec.keep_released();

-- Which reader opened which piece of evidence, once each.
create table evidence_opening (
  tenant_id uuid not null,
  review_id uuid not null,
  account_id uuid not null,
  evidence_id uuid not null,
  opened_at timestamptz not null,
  primary key (tenant_id, evidence_id, account_id),
  foreign key (tenant_id, review_id) references review
);
select sec.tenant_table('evidence_opening', 'select, insert');

-- What a reader raised about a portfolio; a QA lead settles it.
create table review_flag (
  tenant_id uuid not null,
  id uuid not null,
  review_id uuid not null,
  submission_id uuid not null,
  account_id uuid not null references person,
  kind text not null check (kind in ('privacy', 'duplicate', 'safety', 'technical')),
  evidence_id uuid,
  note text not null default '' check (char_length(note) <= 4000),
  raised_at timestamptz not null,
  settled_at timestamptz,
  settled_by uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, review_id) references review
);
create index review_flag_open on review_flag (tenant_id, raised_at) where settled_at is null;
select sec.tenant_table('review_flag');

create table routing (
  tenant_id uuid not null,
  attempt_id uuid not null,
  run_no int not null,
  reasons text[] not null,
  inputs jsonb not null,
  formula_version text not null,
  at timestamptz not null,
  primary key (tenant_id, attempt_id, run_no),
  foreign key (tenant_id, attempt_id) references submission_attempt
);
select sec.tenant_table('routing', 'select, insert');

create table decision (
  tenant_id uuid not null,
  id uuid not null,
  attempt_id uuid not null,
  submission_id uuid not null,
  learner_id uuid not null references person,
  achievement_version_id uuid not null references achievement_version,
  attempt_no int not null,
  result text not null check (result in ('earned', 'returned')),
  final jsonb not null,
  rule jsonb not null,
  readings jsonb not null,
  provisional boolean not null,
  adjudicated boolean not null default false,
  rubric_digest text not null,
  manifest_digest text not null,
  supersedes_id uuid,
  superseded_at timestamptz,
  decided_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, attempt_id) references submission_attempt,
  foreign key (tenant_id, submission_id) references submission
);
create unique index decision_current on decision (tenant_id, attempt_id) where superseded_at is null;
create index decision_submission on decision (tenant_id, submission_id, attempt_no);
select sec.tenant_table('decision', 'select, insert, update (superseded_at)', own => 'learner_id');
select sec.write_once('decision', array['attempt_id', 'result', 'final', 'rule', 'rubric_digest', 'manifest_digest', 'readings', 'provisional', 'decided_at', 'superseded_at']);
create trigger never_deleted before delete or truncate on decision for each statement execute function sec.refuse_change();
`,
}
