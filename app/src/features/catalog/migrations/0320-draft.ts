/** What the authors of an organization are writing (06-catalogue.md 2); nothing here is published. */
export const draft = {
  name: '0320-draft',
  sql: `
create table achievement_draft (
  tenant_id uuid not null references organization,
  id uuid not null,
  -- Absent until a new micro-credential is published.
  achievement_id uuid references achievement,
  -- What the draft began from, when it began from something published.
  base_version_id uuid references achievement_version,
  language text not null,
  -- As the log tells it; kept here for lists.
  state text not null default 'draft' check (state in ('draft', 'inReview', 'changesRequested', 'approved', 'published', 'discarded')),
  -- The file of the catalogue as far as it is written: any part may be absent.
  content jsonb not null check (octet_length(content::text) <= 524288),
  revision int not null default 1 check (revision > 0),
  -- Which revision changed each section last.
  sections jsonb not null default '{}',
  -- What the authors note beside the text: never published.
  notes jsonb not null default '{}',
  created_by uuid not null references person,
  created_at timestamptz not null,
  updated_by uuid not null references person,
  updated_at timestamptz not null,
  primary key (tenant_id, id)
);
create unique index achievement_draft_open on achievement_draft (tenant_id, achievement_id, language)
  where achievement_id is not null and state not in ('published', 'discarded');
create index achievement_draft_latest on achievement_draft (tenant_id, updated_at desc, id);
select sec.tenant_table('achievement_draft');

-- Whoever wrote in it: none of them signs it off.
create table draft_author (
  tenant_id uuid not null references organization,
  draft_id uuid not null,
  person_id uuid not null references person,
  since timestamptz not null,
  primary key (tenant_id, draft_id, person_id),
  foreign key (tenant_id, draft_id) references achievement_draft
);
create index draft_author_person on draft_author (tenant_id, person_id);
select sec.tenant_table('draft_author', 'select, insert', own => 'person_id');

create table draft_comment (
  tenant_id uuid not null references organization,
  id uuid not null,
  draft_id uuid not null,
  -- A component of the quality standard (Q14) or a field (rubric.criteria.0.title); empty for the whole.
  place text not null check (char_length(place) <= 120),
  text text not null check (char_length(text) between 1 and 2000),
  written_by uuid not null references person,
  written_at timestamptz not null,
  resolved_by uuid references person,
  resolved_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, draft_id) references achievement_draft,
  check ((resolved_by is null) = (resolved_at is null))
);
create index draft_comment_of on draft_comment (tenant_id, draft_id, written_at, id);
select sec.tenant_table('draft_comment', 'select, insert, update (resolved_by, resolved_at)', own => 'written_by');
`,
}
