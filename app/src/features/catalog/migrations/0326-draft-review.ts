/** How a draft is judged before it is published (06-catalogue.md 2 and 3): who reads it, what each says, who lets it out. */
export const draftReview = {
  name: '0326-draft-review',
  sql: `
-- Who was asked to read; never one who wrote.
create table draft_reviewer (
  tenant_id uuid not null references organization,
  draft_id uuid not null,
  person_id uuid not null references person,
  assigned_by uuid not null references person,
  assigned_at timestamptz not null,
  ended_at timestamptz,
  primary key (tenant_id, draft_id, person_id),
  foreign key (tenant_id, draft_id) references achievement_draft
);
create index draft_reviewer_open on draft_reviewer (tenant_id, person_id) where ended_at is null;
select sec.tenant_table('draft_reviewer', own => 'person_id');

-- Yes or no to one component of the standard, about one revision of the text: an author's own check, or a reviewer's word.
create table draft_answer (
  tenant_id uuid not null references organization,
  draft_id uuid not null,
  revision int not null,
  person_id uuid not null references person,
  component text not null check (component ~ '^Q(0[1-9]|1[0-9]|2[0-9])$'),
  answer text not null check (answer in ('met', 'not_met')),
  comment text not null default '' check (char_length(comment) <= 1000),
  answered_at timestamptz not null,
  primary key (tenant_id, draft_id, revision, person_id, component),
  foreign key (tenant_id, draft_id) references achievement_draft
);
select sec.tenant_table('draft_answer', own => 'person_id');

create table draft_sign_off (
  tenant_id uuid not null references organization,
  draft_id uuid not null,
  revision int not null,
  person_id uuid not null references person,
  signed_at timestamptz not null,
  primary key (tenant_id, draft_id, revision, person_id),
  foreign key (tenant_id, draft_id) references achievement_draft
);
select sec.tenant_table('draft_sign_off', 'select, insert', own => 'person_id');
select sec.append_only('draft_sign_off');

create table draft_waiver (
  tenant_id uuid not null references organization,
  draft_id uuid not null,
  revision int not null,
  component text not null check (component ~ '^Q(0[1-9]|1[0-9]|2[0-9])$'),
  reason text not null check (char_length(reason) between 20 and 500),
  waived_by uuid not null references person,
  waived_at timestamptz not null,
  primary key (tenant_id, draft_id, revision, component),
  foreign key (tenant_id, draft_id) references achievement_draft
);
select sec.tenant_table('draft_waiver', 'select, insert', own => 'waived_by');
select sec.append_only('draft_waiver');

-- One quality lead names the number, another one's word publishes it.
create table draft_publication (
  tenant_id uuid not null references organization,
  id uuid not null,
  draft_id uuid not null,
  version text not null check (version ~ '^(0|[1-9][0-9]*)[.](0|[1-9][0-9]*)[.](0|[1-9][0-9]*)$'),
  -- What was changed against what it was adapted from; empty where it was not adapted.
  changes text not null check (char_length(changes) <= 400),
  proposed_by uuid not null references person,
  proposed_at timestamptz not null,
  answered_by uuid references person,
  answered_at timestamptz,
  accepted boolean,
  primary key (tenant_id, id),
  foreign key (tenant_id, draft_id) references achievement_draft,
  check ((answered_by is null) = (answered_at is null) and (answered_by is null) = (accepted is null)),
  constraint draft_publication_second_person check (answered_by <> proposed_by or not accepted)
);
create unique index draft_publication_open on draft_publication (tenant_id, draft_id) where answered_at is null;
select sec.tenant_table('draft_publication', 'select, insert, update (answered_by, answered_at, accepted)', own => 'proposed_by');

-- What a draft was copied from.
create table draft_source (
  tenant_id uuid not null references organization,
  draft_id uuid not null,
  version_id uuid not null references achievement_version,
  primary key (tenant_id, draft_id),
  foreign key (tenant_id, draft_id) references achievement_draft
);
select sec.tenant_table('draft_source', 'select, insert');
`,
}
