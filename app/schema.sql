-- The whole database, written from a freshly migrated one by `npm run schema`. A test keeps it true.

-- global
create table achievement (
  id uuid not null,
  ctdl_id text not null,
  code text not null,
  slug text not null,
  strand text not null,
  creator_id uuid,
  issuer_id uuid,
  visibility text not null default 'public'::text,
  current_version_id uuid,
  created_at timestamp with time zone not null,
  UNIQUE (ctdl_id),
  UNIQUE (slug),
  PRIMARY KEY (id),
  FOREIGN KEY (current_version_id) REFERENCES achievement_version(id),
  CHECK ((code ~ '^[A-Z]{1,4}[0-9]{1,3}$'::text)),
  CHECK ((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text)),
  CHECK ((visibility = ANY (ARRAY['public'::text, 'organization'::text])))
);
CREATE UNIQUE INDEX achievement_code ON achievement USING btree (COALESCE(creator_id, '00000000-0000-0000-0000-000000000000'::uuid), code);

-- tenant
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
create table achievement_draft (
  tenant_id uuid not null,
  id uuid not null,
  achievement_id uuid,
  base_version_id uuid,
  language text not null,
  state text not null default 'draft'::text,
  content jsonb not null,
  revision integer not null default 1,
  sections jsonb not null default '{}'::jsonb,
  notes jsonb not null default '{}'::jsonb,
  created_by uuid not null,
  created_at timestamp with time zone not null,
  updated_by uuid not null,
  updated_at timestamp with time zone not null,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (achievement_id) REFERENCES achievement(id),
  FOREIGN KEY (base_version_id) REFERENCES achievement_version(id),
  FOREIGN KEY (created_by) REFERENCES person(id),
  FOREIGN KEY (tenant_id) REFERENCES organization(tenant_id),
  FOREIGN KEY (updated_by) REFERENCES person(id),
  CHECK ((octet_length((content)::text) <= 524288)),
  CHECK ((revision > 0)),
  CHECK ((state = ANY (ARRAY['draft'::text, 'inReview'::text, 'changesRequested'::text, 'approved'::text, 'published'::text, 'discarded'::text])))
);
CREATE INDEX achievement_draft_latest ON achievement_draft USING btree (tenant_id, updated_at DESC, id);
CREATE UNIQUE INDEX achievement_draft_open ON achievement_draft USING btree (tenant_id, achievement_id, language) WHERE ((achievement_id IS NOT NULL) AND (state <> ALL (ARRAY['published'::text, 'discarded'::text])));

-- global
create table achievement_example (
  code text not null,
  version text not null,
  criteria jsonb not null,
  digest text not null,
  PRIMARY KEY (code),
  CHECK ((code ~ '^[A-Z]{1,4}[0-9]{1,3}$'::text)),
  CHECK ((version ~ '^(0|[1-9][0-9]*)[.](0|[1-9][0-9]*)[.](0|[1-9][0-9]*)$'::text))
);

-- global
create table achievement_former_slug (
  slug text not null,
  achievement_id uuid not null,
  PRIMARY KEY (slug),
  FOREIGN KEY (achievement_id) REFERENCES achievement(id),
  CHECK ((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text))
);

-- global
--   trigger append_only
create table achievement_lineage (
  achievement_id uuid not null,
  source_version_id uuid not null,
  relation text not null,
  changes text not null,
  PRIMARY KEY (achievement_id, source_version_id),
  FOREIGN KEY (achievement_id) REFERENCES achievement(id),
  FOREIGN KEY (source_version_id) REFERENCES achievement_version(id),
  CHECK ((relation = ANY (ARRAY['fork'::text, 'translation'::text])))
);

-- global
create table achievement_pilot (
  achievement_id uuid not null,
  awards integer not null default 0,
  median_days integer,
  decisions integer not null default 0,
  agreed integer not null default 0,
  PRIMARY KEY (achievement_id),
  FOREIGN KEY (achievement_id) REFERENCES achievement(id)
);

-- global
--   trigger append_only
create table achievement_review (
  version_id uuid not null,
  approved_at timestamp with time zone not null,
  readers integer not null,
  waived jsonb not null,
  PRIMARY KEY (version_id),
  FOREIGN KEY (version_id) REFERENCES achievement_version(id)
);

-- global
create table achievement_search (
  achievement_id uuid not null,
  words tsvector not null,
  text jsonb not null,
  card jsonb not null,
  language text not null default 'en'::text,
  PRIMARY KEY (achievement_id, language),
  FOREIGN KEY (achievement_id) REFERENCES achievement(id),
  CHECK ((language ~ '^[a-z]{2,3}$'::text))
);
CREATE INDEX achievement_search_words ON achievement_search USING gin (words);

-- global
create table achievement_translation (
  achievement_version_id uuid not null,
  language text not null,
  title text not null,
  summary text not null,
  competency text not null,
  first_step text,
  content jsonb,
  PRIMARY KEY (achievement_version_id, language),
  FOREIGN KEY (achievement_version_id) REFERENCES achievement_version(id),
  CHECK ((language ~ '^[a-z]{2,3}$'::text))
);

-- global
--   trigger never_deleted
--   trigger write_once
create table achievement_version (
  id uuid not null,
  achievement_id uuid not null,
  version text not null,
  language text not null,
  title text not null,
  summary text not null,
  content jsonb not null,
  digest text not null,
  source_hash text not null,
  published_at timestamp with time zone not null,
  retired_at timestamp with time zone,
  starter boolean not null default false,
  UNIQUE (achievement_id, version),
  PRIMARY KEY (id),
  FOREIGN KEY (achievement_id) REFERENCES achievement(id),
  CHECK ((version ~ '^[0-9]+[.][0-9]+[.][0-9]+$'::text))
);

-- tenant
--   policy own for select to cairn_app: (learner_id = ( SELECT sec.person() AS person))
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
--   trigger keep_words
--   trigger never_deleted
create table attempt_response (
  tenant_id uuid not null,
  attempt_id uuid not null,
  learner_id uuid not null,
  prompt_id text not null,
  body text not null,
  words integer not null,
  sha256 text not null,
  PRIMARY KEY (tenant_id, attempt_id, prompt_id),
  FOREIGN KEY (tenant_id, attempt_id) REFERENCES submission_attempt(tenant_id, id),
  CHECK ((char_length(body) <= 20000)),
  CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
);

-- tenant
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
create table bank_comment (
  tenant_id uuid not null,
  id uuid not null,
  text text not null,
  written_by uuid,
  written_at timestamp with time zone not null,
  retired_at timestamp with time zone,
  retired_by uuid,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (retired_by) REFERENCES person(id),
  FOREIGN KEY (tenant_id) REFERENCES organization(tenant_id),
  FOREIGN KEY (written_by) REFERENCES person(id),
  CHECK (((char_length(text) >= 1) AND (char_length(text) <= 1000)))
);
CREATE INDEX bank_comment_live ON bank_comment USING btree (tenant_id, written_at, id) WHERE (retired_at IS NULL);

-- tenant
--   policy own for select to cairn_app: (learner_id = ( SELECT sec.person() AS person))
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
--   trigger append_only
create table basis_part (
  tenant_id uuid not null,
  stack_basis_id uuid not null,
  credential_id uuid not null,
  learner_id uuid not null,
  place integer not null,
  PRIMARY KEY (tenant_id, stack_basis_id, credential_id),
  FOREIGN KEY (tenant_id, credential_id) REFERENCES credential(tenant_id, id),
  FOREIGN KEY (tenant_id, stack_basis_id) REFERENCES stack_basis(tenant_id, id)
);
CREATE INDEX basis_part_credential ON basis_part USING btree (tenant_id, credential_id);

-- global
create table bibliography (
  key text not null,
  authors text not null,
  year text not null,
  title text not null,
  venue text not null,
  address text,
  verified boolean not null,
  PRIMARY KEY (key)
);

-- operational
create table capability (
  token_hash bytea not null,
  tenant_id uuid,
  person_id uuid not null,
  session_id uuid not null,
  blob_key text not null,
  bytes bigint not null,
  media_type text not null,
  name text not null,
  purpose text not null,
  network text not null,
  expires_at timestamp with time zone not null,
  PRIMARY KEY (token_hash),
  CHECK ((purpose = ANY (ARRAY['view'::text, 'download'::text])))
);
CREATE INDEX capability_expiry ON capability USING btree (expires_at);

-- global
create table catalog_state (
  one boolean not null default true,
  files_hash text not null,
  stamp uuid not null,
  synonyms jsonb not null,
  imported_at timestamp with time zone not null,
  lists jsonb not null default '{"tags": [], "verbs": [], "subjects": []}'::jsonb,
  PRIMARY KEY (one),
  CHECK (one)
);

-- operational
create table closed_run (
  framework_id uuid not null,
  run bigint not null,
  PRIMARY KEY (framework_id, run)
);
CREATE INDEX closed_run_by ON closed_run USING btree (run);

-- tenant
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
create table conflict (
  tenant_id uuid not null,
  account_id uuid not null,
  learner_id uuid not null,
  kind text not null,
  source text not null,
  declared_at timestamp with time zone not null,
  PRIMARY KEY (tenant_id, account_id, learner_id, kind),
  FOREIGN KEY (account_id) REFERENCES person(id),
  FOREIGN KEY (learner_id) REFERENCES person(id),
  CHECK ((source = ANY (ARRAY['reader'::text, 'learner'::text, 'qaLead'::text])))
);

-- person
--   policy scope for all to cairn_app: (person_id = ( SELECT sec.person() AS person))
create table consent (
  id uuid not null,
  person_id uuid not null,
  scope text not null,
  collected_by text not null,
  kept_where text not null,
  people integer not null,
  collected_on date not null,
  until_on date,
  created_at timestamp with time zone not null,
  withdrawn_at timestamp with time zone,
  PRIMARY KEY (id),
  FOREIGN KEY (person_id) REFERENCES person(id),
  CHECK ((collected_by = ANY (ARRAY['self'::text, 'school'::text, 'district'::text]))),
  CHECK (((char_length(kept_where) >= 1) AND (char_length(kept_where) <= 200))),
  CHECK (((people >= 0) AND (people <= 2000))),
  CHECK ((scope = ANY (ARRAY['review'::text, 'review+coaching'::text, 'review+training'::text])))
);

-- tenant
--   policy own for select to cairn_app: (learner_id = ( SELECT sec.person() AS person))
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
--   trigger award_basis
--   trigger keep_signed
--   trigger keep_signing_key
--   trigger never_deleted
--   trigger seen_once
--   trigger taken_seen_once
--   trigger write_once
create table credential (
  tenant_id uuid not null,
  id uuid not null,
  public_id text not null,
  edition integer not null default 1,
  learner_id uuid not null,
  submission_id uuid,
  decision_id uuid,
  achievement_id uuid,
  achievement_version_id uuid,
  state text not null,
  key_id text not null,
  proof_created timestamp with time zone not null,
  status_list_id uuid not null,
  status_index integer not null,
  prepared_bytes bytea,
  prepared_digest text,
  log_entry_id bigint,
  signed_bytes bytea,
  signed_digest text,
  refusal text,
  provisional boolean not null,
  awarded_at timestamp with time zone not null,
  valid_until timestamp with time zone,
  visibility text not null default 'private'::text,
  supersedes_id uuid,
  revoked_at timestamp with time zone,
  revoked_reason text,
  published_at timestamp with time zone,
  reserved_at timestamp with time zone not null,
  seen_at timestamp with time zone,
  erased_at timestamp with time zone,
  taken_seen_at timestamp with time zone,
  stack_basis_id uuid,
  stack_code text,
  lapses_at timestamp with time zone,
  UNIQUE (log_entry_id),
  UNIQUE (public_id),
  UNIQUE (tenant_id, status_list_id, status_index),
  UNIQUE (tenant_id, submission_id, edition),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (achievement_id) REFERENCES achievement(id),
  FOREIGN KEY (achievement_version_id) REFERENCES achievement_version(id),
  FOREIGN KEY (learner_id) REFERENCES person(id),
  FOREIGN KEY (tenant_id, decision_id) REFERENCES decision(tenant_id, id),
  FOREIGN KEY (tenant_id) REFERENCES organization(tenant_id),
  FOREIGN KEY (tenant_id, key_id) REFERENCES issuer_key(tenant_id, id),
  FOREIGN KEY (tenant_id, stack_basis_id) REFERENCES stack_basis(tenant_id, id),
  FOREIGN KEY (tenant_id, status_list_id) REFERENCES status_list(tenant_id, id),
  FOREIGN KEY (tenant_id, submission_id) REFERENCES submission(tenant_id, id),
  CHECK (((num_nonnulls(decision_id, stack_basis_id) = 1) AND (num_nonnulls(decision_id, submission_id, achievement_id, achievement_version_id) = ANY (ARRAY[0, 4])) AND (num_nonnulls(stack_basis_id, stack_code) = ANY (ARRAY[0, 2])) AND ((lapses_at IS NULL) OR (stack_basis_id IS NOT NULL)))),
  CHECK ((edition > 0)),
  CHECK (((erased_at IS NULL) OR ((revoked_at IS NOT NULL) AND (prepared_bytes IS NULL) AND (signed_bytes IS NULL)))),
  CHECK ((public_id ~ '^[1-9A-HJ-NP-Za-km-z]{22}$'::text)),
  CHECK ((revoked_reason = ANY (ARRAY['error'::text, 'misconduct'::text, 'holder-request'::text, 'issuer-request'::text, 'superseded'::text, 'part-revoked'::text]))),
  CHECK ((state = ANY (ARRAY['reserved'::text, 'prepared'::text, 'signed'::text, 'stored'::text, 'published'::text, 'refused'::text]))),
  CHECK (((status_index >= 0) AND (status_index <= 131071))),
  CHECK ((visibility = ANY (ARRAY['private'::text, 'link'::text, 'public'::text])))
);
CREATE INDEX credential_key ON credential USING btree (tenant_id, key_id, proof_created);
CREATE INDEX credential_learner ON credential USING btree (learner_id, awarded_at DESC);
CREATE INDEX credential_tenant ON credential USING btree (tenant_id, awarded_at, id);
CREATE INDEX credential_unfinished ON credential USING btree (reserved_at) WHERE (state = ANY (ARRAY['reserved'::text, 'prepared'::text, 'signed'::text, 'stored'::text]));
CREATE UNIQUE INDEX credential_stack_once ON credential USING btree (tenant_id, learner_id, stack_code) WHERE ((stack_code IS NOT NULL) AND (revoked_at IS NULL) AND (state <> 'refused'::text));

-- tenant
--   policy own for select to cairn_app: (learner_id = ( SELECT sec.person() AS person))
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
create table credential_share (
  tenant_id uuid not null,
  id uuid not null,
  credential_id uuid not null,
  learner_id uuid not null,
  to_tenant uuid not null,
  shared_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, credential_id) REFERENCES credential(tenant_id, id),
  FOREIGN KEY (to_tenant) REFERENCES organization(tenant_id)
);

-- tenant
--   policy own for select to cairn_app: (learner_id = ( SELECT sec.person() AS person))
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
create table decided_criterion (
  tenant_id uuid not null,
  submission_id uuid not null,
  learner_id uuid not null,
  criterion_id text not null,
  attempt_id uuid not null,
  state text not null,
  level_id text,
  content_digest text not null,
  decided_at timestamp with time zone not null,
  PRIMARY KEY (tenant_id, submission_id, criterion_id),
  FOREIGN KEY (tenant_id, attempt_id) REFERENCES submission_attempt(tenant_id, id),
  FOREIGN KEY (tenant_id, submission_id) REFERENCES submission(tenant_id, id),
  CHECK ((state = ANY (ARRAY['met'::text, 'notYet'::text, 'reread'::text])))
);

-- tenant
--   policy own for select to cairn_app: (learner_id = ( SELECT sec.person() AS person))
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
--   trigger never_deleted
--   trigger write_once
create table decision (
  tenant_id uuid not null,
  id uuid not null,
  attempt_id uuid not null,
  submission_id uuid not null,
  learner_id uuid not null,
  achievement_version_id uuid not null,
  attempt_no integer not null,
  result text not null,
  final jsonb not null,
  rule jsonb not null,
  readings jsonb not null,
  provisional boolean not null,
  adjudicated boolean not null default false,
  rubric_digest text not null,
  manifest_digest text not null,
  supersedes_id uuid,
  superseded_at timestamp with time zone,
  decided_at timestamp with time zone not null,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (achievement_version_id) REFERENCES achievement_version(id),
  FOREIGN KEY (learner_id) REFERENCES person(id),
  FOREIGN KEY (tenant_id, attempt_id) REFERENCES submission_attempt(tenant_id, id),
  FOREIGN KEY (tenant_id, submission_id) REFERENCES submission(tenant_id, id),
  CHECK ((result = ANY (ARRAY['earned'::text, 'returned'::text])))
);
CREATE INDEX decision_submission ON decision USING btree (tenant_id, submission_id, attempt_no);
CREATE UNIQUE INDEX decision_current ON decision USING btree (tenant_id, attempt_id) WHERE (superseded_at IS NULL);

-- person
--   policy scope for all to cairn_app: (person_id = ( SELECT sec.person() AS person))
create table dismissal (
  person_id uuid not null,
  achievement_id uuid not null,
  reason text not null,
  at timestamp with time zone not null,
  PRIMARY KEY (person_id, achievement_id),
  FOREIGN KEY (achievement_id) REFERENCES achievement(id),
  FOREIGN KEY (person_id) REFERENCES person(id),
  CHECK ((reason = ANY (ARRAY['too_easy'::text, 'too_long'::text, 'not_my_students'::text, 'already_do_it'::text, 'other'::text])))
);

-- tenant
--   policy own for select to cairn_app: (person_id = ( SELECT sec.person() AS person))
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
create table draft_answer (
  tenant_id uuid not null,
  draft_id uuid not null,
  revision integer not null,
  person_id uuid not null,
  component text not null,
  answer text not null,
  comment text not null default ''::text,
  answered_at timestamp with time zone not null,
  PRIMARY KEY (tenant_id, draft_id, revision, person_id, component),
  FOREIGN KEY (person_id) REFERENCES person(id),
  FOREIGN KEY (tenant_id, draft_id) REFERENCES achievement_draft(tenant_id, id),
  FOREIGN KEY (tenant_id) REFERENCES organization(tenant_id),
  CHECK ((answer = ANY (ARRAY['met'::text, 'not_met'::text]))),
  CHECK ((char_length(comment) <= 1000)),
  CHECK ((component ~ '^Q(0[1-9]|1[0-9]|2[0-9])$'::text))
);

-- tenant
--   policy own for select to cairn_app: (person_id = ( SELECT sec.person() AS person))
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
--   trigger keep_writer
create table draft_author (
  tenant_id uuid not null,
  draft_id uuid not null,
  person_id uuid not null,
  since timestamp with time zone not null,
  invited_by uuid,
  wrote_at timestamp with time zone,
  wrote_in text,
  PRIMARY KEY (tenant_id, draft_id, person_id),
  FOREIGN KEY (invited_by) REFERENCES person(id),
  FOREIGN KEY (person_id) REFERENCES person(id),
  FOREIGN KEY (tenant_id, draft_id) REFERENCES achievement_draft(tenant_id, id),
  FOREIGN KEY (tenant_id) REFERENCES organization(tenant_id),
  CHECK ((char_length(wrote_in) <= 40))
);
CREATE INDEX draft_author_person ON draft_author USING btree (tenant_id, person_id);

-- tenant
--   policy own for select to cairn_app: (written_by = ( SELECT sec.person() AS person))
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
create table draft_comment (
  tenant_id uuid not null,
  id uuid not null,
  draft_id uuid not null,
  place text not null,
  text text not null,
  written_by uuid not null,
  written_at timestamp with time zone not null,
  resolved_by uuid,
  resolved_at timestamp with time zone,
  answers uuid,
  UNIQUE (tenant_id, draft_id, id),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, draft_id, answers) REFERENCES draft_comment(tenant_id, draft_id, id),
  FOREIGN KEY (resolved_by) REFERENCES person(id),
  FOREIGN KEY (tenant_id, draft_id) REFERENCES achievement_draft(tenant_id, id),
  FOREIGN KEY (tenant_id) REFERENCES organization(tenant_id),
  FOREIGN KEY (written_by) REFERENCES person(id),
  CHECK (((resolved_by IS NULL) = (resolved_at IS NULL))),
  CHECK ((char_length(place) <= 120)),
  CHECK (((char_length(text) >= 1) AND (char_length(text) <= 2000)))
);
CREATE INDEX draft_comment_of ON draft_comment USING btree (tenant_id, draft_id, written_at, id);

-- tenant
--   policy own for select to cairn_app: (proposed_by = ( SELECT sec.person() AS person))
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
create table draft_publication (
  tenant_id uuid not null,
  id uuid not null,
  draft_id uuid not null,
  version text not null,
  changes text not null,
  proposed_by uuid not null,
  proposed_at timestamp with time zone not null,
  answered_by uuid,
  answered_at timestamp with time zone,
  accepted boolean,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (answered_by) REFERENCES person(id),
  FOREIGN KEY (proposed_by) REFERENCES person(id),
  FOREIGN KEY (tenant_id, draft_id) REFERENCES achievement_draft(tenant_id, id),
  FOREIGN KEY (tenant_id) REFERENCES organization(tenant_id),
  CHECK ((char_length(changes) <= 400)),
  CHECK ((((answered_by IS NULL) = (answered_at IS NULL)) AND ((answered_by IS NULL) = (accepted IS NULL)))),
  CHECK (((answered_by <> proposed_by) OR (NOT accepted))),
  CHECK ((version ~ '^(0|[1-9][0-9]*)[.](0|[1-9][0-9]*)[.](0|[1-9][0-9]*)$'::text))
);
CREATE UNIQUE INDEX draft_publication_open ON draft_publication USING btree (tenant_id, draft_id) WHERE (answered_at IS NULL);

-- tenant
--   policy own for select to cairn_app: (person_id = ( SELECT sec.person() AS person))
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
create table draft_reviewer (
  tenant_id uuid not null,
  draft_id uuid not null,
  person_id uuid not null,
  assigned_by uuid not null,
  assigned_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  PRIMARY KEY (tenant_id, draft_id, person_id),
  FOREIGN KEY (assigned_by) REFERENCES person(id),
  FOREIGN KEY (person_id) REFERENCES person(id),
  FOREIGN KEY (tenant_id, draft_id) REFERENCES achievement_draft(tenant_id, id),
  FOREIGN KEY (tenant_id) REFERENCES organization(tenant_id)
);
CREATE INDEX draft_reviewer_open ON draft_reviewer USING btree (tenant_id, person_id) WHERE (ended_at IS NULL);

-- tenant
--   policy own for select to cairn_app: (person_id = ( SELECT sec.person() AS person))
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
--   trigger append_only
create table draft_sign_off (
  tenant_id uuid not null,
  draft_id uuid not null,
  revision integer not null,
  person_id uuid not null,
  signed_at timestamp with time zone not null,
  PRIMARY KEY (tenant_id, draft_id, revision, person_id),
  FOREIGN KEY (person_id) REFERENCES person(id),
  FOREIGN KEY (tenant_id, draft_id) REFERENCES achievement_draft(tenant_id, id),
  FOREIGN KEY (tenant_id) REFERENCES organization(tenant_id)
);

-- tenant
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
create table draft_source (
  tenant_id uuid not null,
  draft_id uuid not null,
  version_id uuid not null,
  PRIMARY KEY (tenant_id, draft_id),
  FOREIGN KEY (tenant_id, draft_id) REFERENCES achievement_draft(tenant_id, id),
  FOREIGN KEY (tenant_id) REFERENCES organization(tenant_id),
  FOREIGN KEY (version_id) REFERENCES achievement_version(id)
);

-- tenant
--   policy own for select to cairn_app: (waived_by = ( SELECT sec.person() AS person))
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
--   trigger append_only
create table draft_waiver (
  tenant_id uuid not null,
  draft_id uuid not null,
  revision integer not null,
  component text not null,
  reason text not null,
  waived_by uuid not null,
  waived_at timestamp with time zone not null,
  PRIMARY KEY (tenant_id, draft_id, revision, component),
  FOREIGN KEY (tenant_id, draft_id) REFERENCES achievement_draft(tenant_id, id),
  FOREIGN KEY (tenant_id) REFERENCES organization(tenant_id),
  FOREIGN KEY (waived_by) REFERENCES person(id),
  CHECK ((component ~ '^Q(0[1-9]|1[0-9]|2[0-9])$'::text)),
  CHECK (((char_length(reason) >= 20) AND (char_length(reason) <= 500)))
);

-- tenant
--   policy own for select to cairn_app: (learner_id = ( SELECT sec.person() AS person))
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
create table earned_achievement (
  tenant_id uuid not null,
  learner_id uuid not null,
  achievement_id uuid not null,
  credential_id uuid not null,
  valid_until timestamp with time zone,
  ended_at timestamp with time zone,
  submission_id uuid,
  PRIMARY KEY (tenant_id, credential_id),
  FOREIGN KEY (achievement_id) REFERENCES achievement(id),
  FOREIGN KEY (learner_id) REFERENCES person(id)
);

-- tenant
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
create table educator_identifier (
  tenant_id uuid not null,
  id uuid not null,
  educator_id uuid not null,
  type text not null,
  wrapped_value bytea not null,
  value_mac bytea not null,
  verified_at timestamp with time zone,
  created_at timestamp with time zone not null,
  UNIQUE (tenant_id, type, value_mac),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (educator_id) REFERENCES person(id)
);

-- tenant
--   policy own for select to cairn_app: (learner_id = ( SELECT sec.person() AS person))
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
--   trigger keep_frozen
create table evidence (
  tenant_id uuid not null,
  id uuid not null,
  submission_id uuid not null,
  learner_id uuid not null,
  requirement_id text not null,
  kind text not null,
  evidence_type text not null,
  name text not null,
  media_type text not null,
  bytes bigint not null,
  sha256 text not null,
  blob_key text,
  body text,
  url text,
  class text not null default 'C'::text,
  visibility text not null default 'readers'::text,
  consent_id uuid,
  shared boolean not null default false,
  captured jsonb not null default '{}'::jsonb,
  facts jsonb not null default '{}'::jsonb,
  position integer not null default 0,
  from_inbox_id uuid,
  added_at timestamp with time zone not null,
  frozen_at timestamp with time zone,
  removed_at timestamp with time zone,
  erased_at timestamp with time zone,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, submission_id) REFERENCES submission(tenant_id, id),
  CHECK (((class <> 'C'::text) OR (visibility = ANY (ARRAY['private'::text, 'readers'::text])))),
  CHECK ((class = ANY (ARRAY['A'::text, 'B'::text, 'C'::text]))),
  CHECK (((erased_at IS NULL) OR ((blob_key IS NULL) AND (body IS NULL) AND (url IS NULL) AND (name = ''::text)))),
  CHECK ((kind = ANY (ARRAY['file'::text, 'image'::text, 'audio'::text, 'video'::text, 'link'::text, 'text'::text]))),
  CHECK ((char_length(name) <= 120)),
  CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  CHECK ((visibility = ANY (ARRAY['private'::text, 'readers'::text, 'public'::text])))
);
CREATE INDEX evidence_consent ON evidence USING btree (consent_id) WHERE ((consent_id IS NOT NULL) AND (erased_at IS NULL));
CREATE INDEX evidence_submission ON evidence USING btree (tenant_id, submission_id, requirement_id, "position");

-- tenant
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
create table evidence_check (
  tenant_id uuid not null,
  evidence_id uuid not null,
  checked_at timestamp with time zone not null,
  mark text not null default ''::text,
  PRIMARY KEY (tenant_id, evidence_id),
  FOREIGN KEY (tenant_id, evidence_id) REFERENCES evidence(tenant_id, id) ON DELETE CASCADE
);

-- tenant
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
create table evidence_opening (
  tenant_id uuid not null,
  review_id uuid not null,
  account_id uuid not null,
  evidence_id uuid not null,
  opened_at timestamp with time zone not null,
  PRIMARY KEY (tenant_id, evidence_id, account_id),
  FOREIGN KEY (tenant_id, review_id) REFERENCES review(tenant_id, id)
);

-- tenant
--   policy own for select to cairn_app: (holder_id = ( SELECT sec.person() AS person))
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
--   trigger keep_exemplar
create table exemplar (
  tenant_id uuid not null,
  id uuid not null,
  achievement_id uuid not null,
  version_id uuid not null,
  criterion_id text not null,
  level_id text not null,
  holder_id uuid,
  submission_id uuid,
  evidence_id uuid,
  class text,
  consent_id uuid,
  written_by uuid,
  audience text not null,
  show_name boolean not null default false,
  words text not null,
  blob_key text,
  media_type text,
  bytes bigint,
  state text not null default 'offered'::text,
  offered_at timestamp with time zone not null,
  published_by uuid,
  published_at timestamp with time zone,
  reason text not null default ''::text,
  ended_at timestamp with time zone,
  ended_because text,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (achievement_id) REFERENCES achievement(id),
  FOREIGN KEY (holder_id) REFERENCES person(id),
  FOREIGN KEY (published_by) REFERENCES person(id),
  FOREIGN KEY (tenant_id, evidence_id) REFERENCES evidence(tenant_id, id),
  FOREIGN KEY (tenant_id) REFERENCES organization(tenant_id),
  FOREIGN KEY (tenant_id, submission_id) REFERENCES submission(tenant_id, id),
  FOREIGN KEY (version_id) REFERENCES achievement_version(id),
  FOREIGN KEY (written_by) REFERENCES person(id),
  CHECK ((audience = ANY (ARRAY['public'::text, 'members'::text]))),
  CHECK ((class = ANY (ARRAY['A'::text, 'B'::text]))),
  CHECK ((criterion_id ~ '^C[1-8]$'::text)),
  CHECK ((ended_because = ANY (ARRAY['declined'::text, 'holder'::text, 'lead'::text, 'raised'::text, 'consent-ended'::text, 'privacy-stop'::text, 'revoked'::text, 'account-erased'::text]))),
  CHECK ((num_nonnulls(blob_key, media_type, bytes) = ANY (ARRAY[0, 3]))),
  CHECK (((ended_at IS NULL) OR ((words = ''::text) AND (blob_key IS NULL) AND (NOT show_name)))),
  CHECK (((class IS DISTINCT FROM 'B'::text) OR ((audience = 'members'::text) AND (consent_id IS NOT NULL)))),
  CHECK ((level_id ~ '^[a-z][a-z0-9_]{0,23}$'::text)),
  CHECK (((num_nonnulls(holder_id, submission_id, evidence_id, class) = ANY (ARRAY[0, 4])) AND ((holder_id IS NULL) = (written_by IS NOT NULL)))),
  CHECK ((((state = ANY (ARRAY['declined'::text, 'withdrawn'::text])) = (ended_at IS NOT NULL)) AND ((ended_at IS NULL) = (ended_because IS NULL)))),
  CHECK ((char_length(reason) <= 1000)),
  CHECK ((state = ANY (ARRAY['offered'::text, 'published'::text, 'declined'::text, 'withdrawn'::text]))),
  CHECK ((char_length(words) <= 4000))
);
CREATE INDEX exemplar_holder ON exemplar USING btree (holder_id, offered_at) WHERE (holder_id IS NOT NULL);
CREATE INDEX exemplar_open ON exemplar USING btree (tenant_id, offered_at) WHERE (state = ANY (ARRAY['offered'::text, 'published'::text]));
CREATE INDEX exemplar_shown ON exemplar USING btree (achievement_id) WHERE (state = 'published'::text);
CREATE UNIQUE INDEX exemplar_once ON exemplar USING btree (tenant_id, evidence_id, criterion_id) WHERE (state = ANY (ARRAY['offered'::text, 'published'::text]));
CREATE UNIQUE INDEX exemplar_written_once ON exemplar USING btree (tenant_id, version_id, criterion_id, level_id, md5(words)) WHERE ((holder_id IS NULL) AND (state = ANY (ARRAY['offered'::text, 'published'::text])));

-- global
create table framework (
  id text not null,
  version text not null,
  title text not null,
  license text not null,
  redistributable boolean not null,
  body jsonb not null,
  imported_at timestamp with time zone not null,
  PRIMARY KEY (id)
);

-- tenant
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
create table framework_association (
  tenant_id uuid not null,
  framework_id uuid not null,
  identifier uuid not null,
  place integer not null,
  type text not null,
  origin text not null,
  destination text not null,
  sequence integer,
  body jsonb not null,
  PRIMARY KEY (tenant_id, framework_id, identifier),
  FOREIGN KEY (tenant_id, framework_id) REFERENCES imported_framework(tenant_id, id)
);
CREATE INDEX framework_association_identifier ON framework_association USING btree (identifier);
CREATE INDEX framework_association_type ON framework_association USING btree (tenant_id, framework_id, type);

-- tenant
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
create table framework_import (
  tenant_id uuid not null,
  id uuid not null,
  name text not null,
  source text not null,
  facts jsonb not null,
  columns jsonb,
  created_at timestamp with time zone not null,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id) REFERENCES organization(tenant_id)
);

-- tenant
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
create table framework_item (
  tenant_id uuid not null,
  framework_id uuid not null,
  identifier uuid not null,
  place integer not null,
  code text,
  label text,
  body jsonb not null,
  retired_at timestamp with time zone,
  PRIMARY KEY (tenant_id, framework_id, identifier),
  FOREIGN KEY (tenant_id, framework_id) REFERENCES imported_framework(tenant_id, id)
);
CREATE INDEX framework_item_identifier ON framework_item USING btree (identifier);

-- global
create table framework_translation (
  framework_id text not null,
  language text not null,
  body jsonb not null,
  PRIMARY KEY (framework_id, language),
  FOREIGN KEY (framework_id) REFERENCES framework(id),
  CHECK ((language ~ '^[a-z]{2,3}$'::text))
);

-- person
--   policy scope for all to cairn_app: (person_id = ( SELECT sec.person() AS person))
create table goal (
  person_id uuid not null,
  id uuid not null,
  text text not null,
  competencies text[] not null,
  by_date date,
  why text not null default ''::text,
  status text not null default 'active'::text,
  created_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  PRIMARY KEY (person_id, id),
  FOREIGN KEY (person_id) REFERENCES person(id),
  CHECK (((cardinality(competencies) >= 1) AND (cardinality(competencies) <= 5))),
  CHECK ((status = ANY (ARRAY['active'::text, 'kept'::text, 'let_go'::text]))),
  CHECK (((char_length(text) >= 1) AND (char_length(text) <= 200))),
  CHECK ((char_length(why) <= 500))
);

-- person
--   policy scope for all to cairn_app: (person_id = ( SELECT sec.person() AS person))
create table growth_activity (
  person_id uuid not null,
  submission_id uuid not null,
  achievement_id uuid,
  started_at timestamp with time zone,
  ended_at timestamp with time zone,
  PRIMARY KEY (person_id, submission_id),
  FOREIGN KEY (achievement_id) REFERENCES achievement(id),
  FOREIGN KEY (person_id) REFERENCES person(id)
);

-- person
--   policy scope for all to cairn_app: (person_id = ( SELECT sec.person() AS person))
create table growth_earned (
  person_id uuid not null,
  credential_id uuid not null,
  achievement_id uuid,
  achievement_version_id uuid,
  awarded_at timestamp with time zone,
  valid_until timestamp with time zone,
  revoked_at timestamp with time zone,
  PRIMARY KEY (person_id, credential_id),
  FOREIGN KEY (achievement_id) REFERENCES achievement(id),
  FOREIGN KEY (achievement_version_id) REFERENCES achievement_version(id),
  FOREIGN KEY (person_id) REFERENCES person(id)
);

-- operational
create table growth_peer_count (
  achievement_id uuid not null,
  work_role text not null,
  demo boolean not null,
  started integer not null,
  earned integer not null,
  PRIMARY KEY (achievement_id, work_role, demo),
  FOREIGN KEY (achievement_id) REFERENCES achievement(id),
  CHECK ((earned >= 0)),
  CHECK ((started >= 0))
);

-- person
--   policy scope for all to cairn_app: (person_id = ( SELECT sec.person() AS person))
create table growth_preference (
  person_id uuid not null,
  sliders jsonb not null default '{}'::jsonb,
  hide_over_hours numeric(4,1),
  PRIMARY KEY (person_id),
  FOREIGN KEY (person_id) REFERENCES person(id),
  CHECK ((hide_over_hours > (0)::numeric))
);

-- global
create table guide (
  slug text not null,
  language text not null,
  place integer not null,
  title text not null,
  lead text not null,
  changed_on text not null,
  blocks jsonb not null,
  cited text[] not null,
  digest text not null,
  PRIMARY KEY (slug, language),
  CHECK ((changed_on ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'::text)),
  CHECK ((language = ANY (ARRAY['en'::text, 'es'::text]))),
  CHECK ((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text))
);

-- operational
create table idempotency (
  actor_id text not null,
  route text not null,
  key text not null,
  body_hash bytea not null,
  status integer,
  headers jsonb,
  answer bytea,
  created_at timestamp with time zone not null,
  PRIMARY KEY (actor_id, route, key),
  CHECK ((key ~ '^[!-~]{1,64}$'::text))
);

-- person
--   policy scope for all to cairn_app: (person_id = ( SELECT sec.person() AS person))
create table identity (
  id uuid not null,
  person_id uuid not null,
  issuer text not null,
  subject text not null,
  created_at timestamp with time zone not null,
  UNIQUE (issuer, subject),
  PRIMARY KEY (id),
  FOREIGN KEY (person_id) REFERENCES person(id)
);

-- tenant
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
--   trigger write_once
create table imported_framework (
  tenant_id uuid not null,
  id uuid not null,
  identifier uuid not null,
  title text not null,
  rights_holder text not null,
  license_uri text not null,
  redistributable boolean not null,
  body jsonb not null,
  first_at timestamp with time zone not null,
  imported_at timestamp with time zone not null,
  opening_asked_by text,
  opening_asked_at timestamp with time zone,
  UNIQUE (tenant_id, identifier),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id) REFERENCES organization(tenant_id),
  CHECK ((license_uri ~ '^https?://'::text)),
  CHECK ((rights_holder <> ''::text)),
  CHECK ((title <> ''::text))
);
CREATE INDEX imported_framework_identifier ON imported_framework USING btree (identifier);

-- person
--   policy scope for all to cairn_app: (person_id = ( SELECT sec.person() AS person))
create table inbox_item (
  id uuid not null,
  person_id uuid not null,
  kind text not null,
  name text not null,
  media_type text not null,
  bytes bigint not null,
  sha256 text not null,
  blob_key text,
  body text,
  url text,
  caption text not null default ''::text,
  captured jsonb not null default '{}'::jsonb,
  facts jsonb not null default '{}'::jsonb,
  received_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  sorted_at timestamp with time zone,
  noticed integer,
  noticed_at timestamp with time zone,
  PRIMARY KEY (id),
  FOREIGN KEY (person_id) REFERENCES person(id),
  CHECK ((char_length(body) <= 20000)),
  CHECK ((bytes >= 0)),
  CHECK ((char_length(caption) <= 500)),
  CHECK ((kind = ANY (ARRAY['file'::text, 'image'::text, 'audio'::text, 'video'::text, 'link'::text, 'text'::text]))),
  CHECK ((char_length(name) <= 120)),
  CHECK ((noticed = ANY (ARRAY[30, 7]))),
  CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
);
CREATE INDEX inbox_item_person ON inbox_item USING btree (person_id, received_at);

-- tenant
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
create table insight_count (
  tenant_id uuid not null,
  key text not null,
  people integer not null,
  PRIMARY KEY (tenant_id, key),
  FOREIGN KEY (tenant_id) REFERENCES organization(tenant_id),
  CHECK ((people >= 0))
);

-- tenant
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
create table insight_days (
  tenant_id uuid not null,
  measure text not null,
  days integer not null,
  times integer not null,
  PRIMARY KEY (tenant_id, measure, days),
  FOREIGN KEY (tenant_id) REFERENCES organization(tenant_id),
  CHECK ((days >= 0)),
  CHECK ((measure = ANY (ARRAY['toSubmit'::text, 'toEarned'::text, 'toDecision'::text]))),
  CHECK ((times >= 0))
);

-- tenant
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
create table insight_person (
  tenant_id uuid not null,
  learner_id uuid not null,
  counted text[] not null default '{}'::text[],
  PRIMARY KEY (tenant_id, learner_id),
  FOREIGN KEY (learner_id) REFERENCES person(id),
  FOREIGN KEY (tenant_id) REFERENCES organization(tenant_id)
);

-- tenant
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
create table insight_progress (
  tenant_id uuid not null,
  submission_id uuid not null,
  learner_id uuid not null,
  domains text[] not null,
  started_at timestamp with time zone not null,
  collecting_at timestamp with time zone,
  submitted_at timestamp with time zone,
  decided_at timestamp with time zone,
  earned_at timestamp with time zone,
  PRIMARY KEY (tenant_id, submission_id),
  FOREIGN KEY (learner_id) REFERENCES person(id),
  FOREIGN KEY (tenant_id) REFERENCES organization(tenant_id),
  FOREIGN KEY (tenant_id, submission_id) REFERENCES submission(tenant_id, id)
);
CREATE INDEX insight_progress_learner ON insight_progress USING btree (tenant_id, learner_id);

-- operational
create table installation (
  key text not null,
  value jsonb not null,
  PRIMARY KEY (key)
);

-- tenant
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
create table invitation (
  tenant_id uuid not null,
  id uuid not null,
  email citext not null,
  roles text[] not null,
  unit_id uuid,
  token_hash bytea not null,
  invited_by uuid not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  accepted_at timestamp with time zone,
  withdrawn_at timestamp with time zone,
  UNIQUE (token_hash),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id) REFERENCES organization(tenant_id),
  FOREIGN KEY (tenant_id, unit_id) REFERENCES unit(tenant_id, id)
);

-- tenant
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
--   trigger keep_key
--   trigger never_deleted
--   trigger write_once
create table issuer_key (
  tenant_id uuid not null,
  id text not null,
  purpose text not null,
  public_key bytea not null,
  wrapped_key bytea,
  not_before timestamp with time zone not null,
  not_after timestamp with time zone,
  state text not null default 'active'::text,
  since timestamp with time zone,
  made_at timestamp with time zone not null,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id) REFERENCES organization(tenant_id),
  CHECK (((state <> 'ended'::text) OR (not_after IS NOT NULL))),
  CHECK ((id ~ '^(award|status)-[0-9]{4}-[0-9]{2}(-[0-9]+)?$'::text)),
  CHECK (((state = 'active'::text) OR ((since IS NOT NULL) AND (wrapped_key IS NULL)))),
  CHECK ((not_after >= not_before)),
  CHECK ((purpose = ANY (ARRAY['award'::text, 'status'::text]))),
  CHECK ((state = ANY (ARRAY['active'::text, 'ended'::text, 'compromised'::text])))
);
CREATE UNIQUE INDEX issuer_key_open ON issuer_key USING btree (tenant_id, purpose) WHERE ((state = 'active'::text) AND (not_after IS NULL));

-- tenant
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
create table key_proposal (
  tenant_id uuid not null,
  id uuid not null,
  deed text not null,
  purpose text,
  key_id text,
  since timestamp with time zone,
  proposed_by uuid not null,
  proposed_at timestamp with time zone not null,
  answered_at timestamp with time zone,
  answered_by uuid,
  accepted boolean,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id) REFERENCES organization(tenant_id),
  FOREIGN KEY (tenant_id, key_id) REFERENCES issuer_key(tenant_id, id),
  CHECK (
CASE deed
    WHEN 'rotate'::text THEN ((purpose IS NOT NULL) AND (key_id IS NULL) AND (since IS NULL))
    ELSE ((purpose IS NULL) AND (key_id IS NOT NULL) AND (since IS NOT NULL))
END),
  CHECK (((answered_by <> proposed_by) OR (NOT accepted))),
  CHECK ((deed = ANY (ARRAY['rotate'::text, 'withdraw'::text]))),
  CHECK ((purpose = ANY (ARRAY['award'::text, 'status'::text])))
);
CREATE UNIQUE INDEX key_proposal_open ON key_proposal USING btree (tenant_id, deed, COALESCE(purpose, key_id)) WHERE (answered_at IS NULL);

-- operational
--   policy scope for all to cairn_app: ((NOT (tenant_id IS DISTINCT FROM ( SELECT sec.tenant() AS tenant))) OR (person_id = ( SELECT sec.person() AS person)))
--   policy worker for select to cairn_worker: true
--   trigger append_only
create table log_entry (
  id bigint not null,
  at timestamp with time zone not null,
  type text not null,
  tenant_id uuid,
  person_id uuid,
  subject_id text not null,
  actor_id text not null,
  body jsonb not null,
  request_id text,
  prev_hash bytea not null,
  hash bytea not null,
  PRIMARY KEY (id),
  CHECK ((type ~ '^[a-z]+\.[a-zA-Z]+$'::text))
);
CREATE INDEX log_entry_subject ON log_entry USING btree (subject_id, id);
CREATE INDEX log_entry_tenant ON log_entry USING btree (tenant_id, id);

-- operational
create table log_head (
  one boolean not null default true,
  id bigint not null,
  hash bytea not null,
  PRIMARY KEY (one),
  CHECK (one)
);

-- operational
create table mail_message (
  id uuid not null,
  address citext not null,
  template text not null,
  locale text not null,
  subject text not null,
  text text,
  state text not null,
  created_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  PRIMARY KEY (id),
  CHECK ((state = ANY (ARRAY['waiting'::text, 'shown'::text, 'sent'::text])))
);
CREATE INDEX mail_message_created ON mail_message USING btree (created_at);

-- tenant
--   policy own for select to cairn_app: (person_id = ( SELECT sec.person() AS person))
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
create table membership (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  unit_id uuid,
  started_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (person_id) REFERENCES person(id),
  FOREIGN KEY (tenant_id) REFERENCES organization(tenant_id),
  FOREIGN KEY (tenant_id, unit_id) REFERENCES unit(tenant_id, id)
);
CREATE INDEX membership_person ON membership USING btree (person_id) WHERE (ended_at IS NULL);
CREATE UNIQUE INDEX membership_open ON membership USING btree (tenant_id, person_id) WHERE (ended_at IS NULL);

-- tenant
--   policy own for select to cairn_app: (person_id = ( SELECT sec.person() AS person))
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
create table membership_request (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  unit_id uuid,
  created_at timestamp with time zone not null,
  answered_at timestamp with time zone,
  answered_by uuid,
  accepted boolean,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (person_id) REFERENCES person(id),
  FOREIGN KEY (tenant_id) REFERENCES organization(tenant_id)
);
CREATE UNIQUE INDEX membership_request_open ON membership_request USING btree (tenant_id, person_id) WHERE (answered_at IS NULL);

-- tenant
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
--   trigger offering_marked
create table offering (
  tenant_id uuid not null,
  achievement_id uuid not null,
  since timestamp with time zone not null,
  ended_at timestamp with time zone,
  PRIMARY KEY (tenant_id, achievement_id),
  FOREIGN KEY (achievement_id) REFERENCES achievement(id),
  FOREIGN KEY (tenant_id) REFERENCES organization(tenant_id)
);
CREATE INDEX offering_achievement ON offering USING btree (achievement_id) WHERE (ended_at IS NULL);

-- tenant
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
create table offering_choice (
  tenant_id uuid not null,
  every_entry boolean not null,
  chosen_at timestamp with time zone not null,
  PRIMARY KEY (tenant_id),
  FOREIGN KEY (tenant_id) REFERENCES organization(tenant_id)
);

-- global
create table offering_state (
  one boolean not null default true,
  stamp uuid not null,
  PRIMARY KEY (one),
  CHECK (one)
);

-- tenant
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
--   trigger offerer_marked
create table organization (
  tenant_id uuid not null,
  slug text not null,
  name text not null,
  kind text not null,
  url text not null,
  email text,
  image bytea,
  image_type text,
  time_zone text not null default 'America/Chicago'::text,
  locale text not null default 'en'::text,
  calendar jsonb not null default '{"week": {"days": [1, 2, 3, 4, 5], "open": "08:00", "close": "16:00"}, "short": [], "closed": []}'::jsonb,
  is_site_issuer boolean not null default false,
  demo boolean not null default false,
  created_at timestamp with time zone not null,
  UNIQUE (slug),
  PRIMARY KEY (tenant_id),
  CHECK ((kind = ANY (ARRAY['district'::text, 'state'::text, 'network'::text, 'school'::text]))),
  CHECK ((locale = ANY (ARRAY['en'::text, 'es'::text]))),
  CHECK (((char_length(name) >= 1) AND (char_length(name) <= 120))),
  CHECK (((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND ((char_length(slug) >= 3) AND (char_length(slug) <= 60))))
);
CREATE UNIQUE INDEX organization_site_issuer ON organization USING btree (is_site_issuer) WHERE is_site_issuer;

-- tenant
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
create table organization_setting (
  tenant_id uuid not null,
  key text not null,
  value jsonb not null,
  version integer not null default 1,
  changed_at timestamp with time zone not null,
  changed_by text not null,
  PRIMARY KEY (tenant_id, key),
  FOREIGN KEY (tenant_id) REFERENCES organization(tenant_id)
);

-- operational
--   policy scope for all to cairn_app: (NOT (tenant_id IS DISTINCT FROM ( SELECT sec.tenant() AS tenant)))
--   policy worker for all to cairn_worker: true
create table outbox (
  id uuid not null,
  tenant_id uuid,
  person_id uuid,
  log_id bigint,
  kind text not null,
  body jsonb not null,
  state text not null default 'due'::text,
  attempts integer not null default 0,
  next_at timestamp with time zone not null,
  done_at timestamp with time zone,
  error text,
  UNIQUE (log_id, kind),
  PRIMARY KEY (id),
  CHECK ((state = ANY (ARRAY['due'::text, 'done'::text, 'dead'::text])))
);
CREATE INDEX outbox_due ON outbox USING btree (next_at) WHERE (state = 'due'::text);

-- person
--   policy scope for all to cairn_app: (person_id = ( SELECT sec.person() AS person))
create table passkey (
  id uuid not null,
  person_id uuid not null,
  credential_id text not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null default '{}'::text[],
  label text not null default ''::text,
  created_at timestamp with time zone not null,
  last_used_at timestamp with time zone,
  UNIQUE (credential_id),
  PRIMARY KEY (id),
  FOREIGN KEY (person_id) REFERENCES person(id)
);

-- person
--   policy asking for select to cairn_app: (EXISTS ( SELECT FROM membership_request r WHERE ((r.person_id = person.id) AND (r.tenant_id = ( SELECT sec.tenant() AS tenant)) AND (r.answered_at IS NULL))))
--   policy colleague for select to cairn_app: (EXISTS ( SELECT FROM membership m WHERE ((m.person_id = person.id) AND (m.tenant_id = ( SELECT sec.tenant() AS tenant)))))
--   policy learner for select to cairn_app: (EXISTS ( SELECT FROM submission s WHERE ((s.learner_id = person.id) AND (s.tenant_id = ( SELECT sec.tenant() AS tenant)))))
--   policy scope for all to cairn_app: (id = ( SELECT sec.person() AS person))
create table person (
  id uuid not null,
  name text not null default ''::text,
  locale text not null default 'en'::text,
  time_zone text not null default 'America/Chicago'::text,
  theme text not null default 'system'::text,
  work_role text not null default 'teacher'::text,
  grades text[] not null default '{}'::text[],
  subjects text[] not null default '{}'::text[],
  shortcuts jsonb not null default '{}'::jsonb,
  platform_admin boolean not null default false,
  demo boolean not null default false,
  created_at timestamp with time zone not null,
  disabled_at timestamp with time zone,
  erased_at timestamp with time zone,
  PRIMARY KEY (id),
  CHECK ((locale = ANY (ARRAY['en'::text, 'es'::text]))),
  CHECK ((char_length(name) <= 120)),
  CHECK ((theme = ANY (ARRAY['system'::text, 'light'::text, 'dark'::text, 'contrast'::text]))),
  CHECK ((work_role = ANY (ARRAY['teacher'::text, 'paraeducator'::text, 'specialist'::text, 'coach'::text, 'mentor'::text, 'leader'::text])))
);

-- person
--   policy colleague for select to cairn_app: (EXISTS ( SELECT FROM membership m WHERE ((m.person_id = person_email.person_id) AND (m.tenant_id = ( SELECT sec.tenant() AS tenant)))))
--   policy learner for select to cairn_app: (EXISTS ( SELECT FROM submission s WHERE ((s.learner_id = person_email.person_id) AND (s.tenant_id = ( SELECT sec.tenant() AS tenant)))))
--   policy scope for all to cairn_app: (person_id = ( SELECT sec.person() AS person))
create table person_email (
  id uuid not null,
  person_id uuid not null,
  email citext not null,
  verified_at timestamp with time zone,
  is_primary boolean not null default false,
  created_at timestamp with time zone not null,
  PRIMARY KEY (id),
  FOREIGN KEY (person_id) REFERENCES person(id),
  CHECK (((char_length((email)::text) >= 3) AND (char_length((email)::text) <= 254)))
);
CREATE UNIQUE INDEX person_email_own ON person_email USING btree (person_id, email);
CREATE UNIQUE INDEX person_email_primary ON person_email USING btree (person_id) WHERE is_primary;
CREATE UNIQUE INDEX person_email_verified ON person_email USING btree (email) WHERE (verified_at IS NOT NULL);

-- tenant
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
create table pilot_award (
  tenant_id uuid not null,
  credential_id uuid not null,
  achievement_id uuid not null,
  days integer not null,
  PRIMARY KEY (tenant_id, credential_id),
  FOREIGN KEY (achievement_id) REFERENCES achievement(id),
  FOREIGN KEY (tenant_id, credential_id) REFERENCES credential(tenant_id, id),
  FOREIGN KEY (tenant_id) REFERENCES organization(tenant_id),
  CHECK ((days >= 0))
);
CREATE INDEX pilot_award_of ON pilot_award USING btree (achievement_id, days);

-- tenant
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
create table pilot_decision (
  tenant_id uuid not null,
  decision_id uuid not null,
  achievement_id uuid not null,
  agreed boolean not null,
  PRIMARY KEY (tenant_id, decision_id),
  FOREIGN KEY (achievement_id) REFERENCES achievement(id),
  FOREIGN KEY (tenant_id, decision_id) REFERENCES decision(tenant_id, id),
  FOREIGN KEY (tenant_id) REFERENCES organization(tenant_id)
);
CREATE INDEX pilot_decision_of ON pilot_decision USING btree (achievement_id, agreed);

-- person
--   policy scope for all to cairn_app: (person_id = ( SELECT sec.person() AS person))
create table plan_item (
  person_id uuid not null,
  id uuid not null,
  achievement_id uuid not null,
  version text not null,
  state text not null,
  place integer not null,
  start_by date,
  with_whom text not null default ''::text,
  first_step text not null default ''::text,
  created_at timestamp with time zone not null,
  UNIQUE (person_id, achievement_id),
  PRIMARY KEY (person_id, id),
  FOREIGN KEY (achievement_id) REFERENCES achievement(id),
  FOREIGN KEY (person_id) REFERENCES person(id),
  CHECK ((char_length(first_step) <= 140)),
  CHECK ((state = ANY (ARRAY['someday'::text, 'next'::text, 'now'::text, 'done'::text, 'let_go'::text]))),
  CHECK ((char_length(with_whom) <= 120))
);

-- tenant
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
create table precheck_finding (
  tenant_id uuid not null,
  attempt_id uuid not null,
  code text not null,
  severity text not null,
  requirement_id text not null default ''::text,
  evidence_id text not null default ''::text,
  found_at timestamp with time zone not null,
  PRIMARY KEY (tenant_id, attempt_id, code, requirement_id, evidence_id),
  FOREIGN KEY (tenant_id, attempt_id) REFERENCES submission_attempt(tenant_id, id),
  CHECK ((severity = ANY (ARRAY['block'::text, 'warn'::text, 'info'::text, 'route'::text])))
);

-- person
--   policy scope for all to cairn_app: (person_id = ( SELECT sec.person() AS person))
create table privacy_erasure (
  id uuid not null,
  person_id uuid not null,
  asked_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  credentials text not null,
  held text[] not null default '{}'::text[],
  begun_at timestamp with time zone,
  cancelled_at timestamp with time zone,
  done_at timestamp with time zone,
  PRIMARY KEY (id),
  FOREIGN KEY (person_id) REFERENCES person(id),
  CHECK (((cancelled_at IS NULL) OR (begun_at IS NULL))),
  CHECK (((done_at IS NULL) OR (begun_at IS NOT NULL))),
  CHECK ((credentials = ANY (ARRAY['keep'::text, 'erase'::text])))
);
CREATE INDEX privacy_erasure_due ON privacy_erasure USING btree (due_at) WHERE ((cancelled_at IS NULL) AND (done_at IS NULL));
CREATE UNIQUE INDEX privacy_erasure_open ON privacy_erasure USING btree (person_id) WHERE ((cancelled_at IS NULL) AND (done_at IS NULL));

-- person
--   policy scope for all to cairn_app: (person_id = ( SELECT sec.person() AS person))
create table privacy_export (
  id uuid not null,
  person_id uuid not null,
  asked_at timestamp with time zone not null,
  made_at timestamp with time zone,
  blob_key text,
  bytes bigint,
  expires_at timestamp with time zone,
  PRIMARY KEY (id),
  FOREIGN KEY (person_id) REFERENCES person(id),
  CHECK ((((made_at IS NULL) = (blob_key IS NULL)) AND ((made_at IS NULL) = (bytes IS NULL)) AND ((made_at IS NULL) = (expires_at IS NULL))))
);
CREATE INDEX privacy_export_expiry ON privacy_export USING btree (expires_at);
CREATE UNIQUE INDEX privacy_export_open ON privacy_export USING btree (person_id) WHERE (made_at IS NULL);

-- operational
create table rate_count (
  bucket text not null,
  count integer not null,
  ends_at timestamp with time zone not null,
  PRIMARY KEY (bucket)
);
CREATE INDEX rate_count_ends ON rate_count USING btree (ends_at);

-- tenant
--   policy own for select to cairn_app: (account_id = ( SELECT sec.person() AS person))
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
create table reader (
  tenant_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  family_id uuid not null,
  rubric_major integer not null default 1,
  status text not null,
  provisional boolean not null default false,
  languages text[] not null default '{en}'::text[],
  expired_at timestamp with time zone[] not null default '{}'::timestamp with time zone[],
  told_at timestamp with time zone,
  since timestamp with time zone not null,
  UNIQUE (tenant_id, account_id, family_id, rubric_major),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (account_id) REFERENCES person(id),
  FOREIGN KEY (tenant_id, family_id) REFERENCES reading_family(tenant_id, id),
  CHECK ((status = ANY (ARRAY['applied'::text, 'training'::text, 'practicing'::text, 'qualifying'::text, 'waiting'::text, 'live'::text, 'watch'::text, 'paused'::text, 'expired'::text, 'left'::text])))
);

-- tenant
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
create table reading_family (
  tenant_id uuid not null,
  id uuid not null,
  name text not null,
  settings jsonb not null default '{}'::jsonb,
  created_at timestamp with time zone not null,
  UNIQUE (tenant_id, name),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id) REFERENCES organization(tenant_id)
);

-- tenant
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
create table reading_lift (
  tenant_id uuid not null,
  attempt_id uuid not null,
  lifted_by uuid not null,
  reason text not null,
  lifted_at timestamp with time zone not null,
  PRIMARY KEY (tenant_id, attempt_id),
  FOREIGN KEY (lifted_by) REFERENCES person(id),
  FOREIGN KEY (tenant_id, attempt_id) REFERENCES submission_attempt(tenant_id, id),
  CHECK (((char_length(reason) >= 1) AND (char_length(reason) <= 1000)))
);

-- tenant
--   policy own for select to cairn_app: (educator_id = ( SELECT sec.person() AS person))
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
--   trigger write_once
create table recognition (
  tenant_id uuid not null,
  id uuid not null,
  rule_version_id uuid not null,
  program_id uuid not null,
  educator_id uuid not null,
  source_kind text not null,
  source_id uuid not null,
  issuer_id uuid not null,
  achievement_id uuid not null,
  achievement_version_id uuid not null,
  equivalence_key text not null,
  units bigint not null,
  unit_code text not null,
  unit_scale integer not null,
  period_key text not null,
  state text not null,
  reason_codes text[] not null default '{}'::text[],
  decided_by text[] not null default '{}'::text[],
  counted_on date not null,
  created_at timestamp with time zone not null,
  unit_id uuid,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (achievement_id) REFERENCES achievement(id),
  FOREIGN KEY (achievement_version_id) REFERENCES achievement_version(id),
  FOREIGN KEY (educator_id) REFERENCES person(id),
  FOREIGN KEY (issuer_id) REFERENCES organization(tenant_id),
  FOREIGN KEY (tenant_id, program_id) REFERENCES recognition_program(tenant_id, id),
  FOREIGN KEY (tenant_id, rule_version_id) REFERENCES recognition_rule_version(tenant_id, id),
  FOREIGN KEY (tenant_id, unit_id) REFERENCES unit(tenant_id, id),
  CHECK ((source_kind = ANY (ARRAY['award'::text, 'stack'::text]))),
  CHECK ((state = ANY (ARRAY['pending_approval'::text, 'approved'::text, 'reported'::text, 'closed'::text, 'refused'::text, 'reversing'::text, 'reversed'::text])))
);
CREATE INDEX recognition_educator ON recognition USING btree (educator_id);
CREATE INDEX recognition_source ON recognition USING btree (tenant_id, source_id);
CREATE INDEX recognition_unit ON recognition USING btree (tenant_id, unit_id);
CREATE UNIQUE INDEX recognition_once ON recognition USING btree (tenant_id, program_id, educator_id, equivalence_key) WHERE (state <> ALL (ARRAY['refused'::text, 'reversed'::text, 'reversing'::text]));

-- tenant
--   policy own for select to cairn_app: (educator_id = ( SELECT sec.person() AS person))
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
--   trigger append_only
create table recognition_entry (
  tenant_id uuid not null,
  seq bigint not null,
  id uuid not null,
  recognition_id uuid not null,
  educator_id uuid not null,
  kind text not null,
  units bigint not null,
  unit_code text not null,
  unit_scale integer not null,
  unrounded_num text not null,
  unrounded_den text not null,
  period_key text not null,
  effective_on date not null,
  reason_code text not null default ''::text,
  note text not null default ''::text,
  actor_id text not null,
  created_at timestamp with time zone not null,
  prev_hash bytea not null,
  hash bytea not null,
  UNIQUE (tenant_id, id),
  PRIMARY KEY (tenant_id, seq),
  FOREIGN KEY (tenant_id, recognition_id) REFERENCES recognition(tenant_id, id),
  CHECK ((kind = ANY (ARRAY['grant'::text, 'partial'::text, 'carry_out'::text, 'carry_in'::text, 'reversal'::text, 'adjustment'::text]))),
  CHECK ((char_length(note) <= 300))
);
CREATE INDEX recognition_entry_educator ON recognition_entry USING btree (tenant_id, educator_id, period_key);
CREATE INDEX recognition_entry_period ON recognition_entry USING btree (tenant_id, period_key, seq);

-- tenant
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
create table recognition_head (
  tenant_id uuid not null,
  seq bigint not null,
  hash bytea not null,
  PRIMARY KEY (tenant_id),
  FOREIGN KEY (tenant_id) REFERENCES organization(tenant_id)
);

-- tenant
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
create table recognition_program (
  tenant_id uuid not null,
  id uuid not null,
  code text not null,
  title text not null,
  unit_code text not null,
  unit_label text not null,
  unit_scale integer not null,
  created_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  UNIQUE (tenant_id, code),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id) REFERENCES organization(tenant_id),
  CHECK (((unit_scale >= 0) AND (unit_scale <= 4)))
);

-- tenant
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
--   trigger write_once
create table recognition_rule_version (
  tenant_id uuid not null,
  id uuid not null,
  rule_id text not null,
  version integer not null,
  program_id uuid not null,
  body jsonb not null,
  status text not null,
  created_by text not null,
  created_at timestamp with time zone not null,
  published_at timestamp with time zone,
  ended_at timestamp with time zone,
  effective_to date,
  UNIQUE (tenant_id, rule_id, version),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, program_id) REFERENCES recognition_program(tenant_id, id),
  CHECK ((status = ANY (ARRAY['draft'::text, 'published'::text, 'ended'::text])))
);

-- person
--   policy scope for all to cairn_app: (person_id = ( SELECT sec.person() AS person))
create table recovery (
  id uuid not null,
  person_id uuid not null,
  started_at timestamp with time zone not null,
  ready_at timestamp with time zone not null,
  cancelled_at timestamp with time zone,
  used_at timestamp with time zone,
  PRIMARY KEY (id),
  FOREIGN KEY (person_id) REFERENCES person(id)
);
CREATE UNIQUE INDEX recovery_open ON recovery USING btree (person_id) WHERE ((cancelled_at IS NULL) AND (used_at IS NULL));

-- operational
create table resource_link (
  url text not null,
  checked_at timestamp with time zone not null,
  failures integer not null,
  failing_since timestamp with time zone,
  PRIMARY KEY (url),
  CHECK (((failures = 0) = (failing_since IS NULL))),
  CHECK ((failures >= 0)),
  CHECK ((char_length(url) <= 2000))
);
CREATE INDEX resource_link_broken ON resource_link USING btree (url) WHERE (failures >= 2);

-- tenant
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
create table review (
  tenant_id uuid not null,
  id uuid not null,
  attempt_id uuid not null,
  submission_id uuid not null,
  slot integer,
  family_id uuid not null,
  reader_id uuid,
  account_id uuid,
  purpose text not null,
  status text not null,
  criteria text[] not null,
  due_at timestamp with time zone not null,
  claim_key uuid,
  lease_started_at timestamp with time zone,
  lease_until timestamp with time zone,
  version integer not null default 1,
  submitted_at timestamp with time zone,
  submitted_version integer,
  submit_key uuid,
  seconds integer not null default 0,
  provisional boolean not null default false,
  given_back uuid[] not null default '{}'::uuid[],
  opened_at timestamp with time zone not null,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, attempt_id) REFERENCES submission_attempt(tenant_id, id),
  FOREIGN KEY (tenant_id, reader_id) REFERENCES reader(tenant_id, id),
  FOREIGN KEY (tenant_id, submission_id) REFERENCES submission(tenant_id, id),
  CHECK (((status = ANY (ARRAY['leased'::text, 'submitted'::text, 'settled'::text])) <= (account_id IS NOT NULL))),
  CHECK ((purpose = ANY (ARRAY['first'::text, 'second'::text, 'adjudication'::text, 'seed'::text, 'appeal'::text, 'recall'::text, 'link'::text, 'qualification'::text, 'practice'::text]))),
  CHECK ((status = ANY (ARRAY['open'::text, 'leased'::text, 'submitted'::text, 'settled'::text, 'cancelled'::text])))
);
CREATE INDEX review_account ON review USING btree (tenant_id, account_id, submitted_at);
CREATE INDEX review_lease ON review USING btree (tenant_id, account_id) WHERE (status = 'leased'::text);
CREATE INDEX review_open ON review USING btree (tenant_id, due_at, id) WHERE (status = 'open'::text);
CREATE INDEX review_submission ON review USING btree (tenant_id, submission_id);
CREATE UNIQUE INDEX review_claim_key ON review USING btree (tenant_id, account_id, claim_key) WHERE (claim_key IS NOT NULL);
CREATE UNIQUE INDEX review_reader ON review USING btree (tenant_id, attempt_id, account_id) WHERE ((status <> 'cancelled'::text) AND (account_id IS NOT NULL));
CREATE UNIQUE INDEX review_slot ON review USING btree (tenant_id, attempt_id, slot) WHERE ((status <> 'cancelled'::text) AND (slot IS NOT NULL));
CREATE UNIQUE INDEX review_submit_key ON review USING btree (tenant_id, submit_key) WHERE (submit_key IS NOT NULL);

-- tenant
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
create table review_flag (
  tenant_id uuid not null,
  id uuid not null,
  review_id uuid not null,
  submission_id uuid not null,
  account_id uuid not null,
  kind text not null,
  evidence_id uuid,
  note text not null default ''::text,
  raised_at timestamp with time zone not null,
  settled_at timestamp with time zone,
  settled_by uuid,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (account_id) REFERENCES person(id),
  FOREIGN KEY (tenant_id, review_id) REFERENCES review(tenant_id, id),
  CHECK ((kind = ANY (ARRAY['privacy'::text, 'duplicate'::text, 'safety'::text, 'technical'::text, 'altered'::text, 'names'::text]))),
  CHECK ((char_length(note) <= 4000))
);
CREATE INDEX review_flag_open ON review_flag USING btree (tenant_id, raised_at) WHERE (settled_at IS NULL);
CREATE INDEX review_flag_review ON review_flag USING btree (tenant_id, review_id);
CREATE UNIQUE INDEX review_flag_altered ON review_flag USING btree (tenant_id, evidence_id) WHERE ((kind = 'altered'::text) AND (settled_at IS NULL));

-- tenant
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
create table review_sheet (
  tenant_id uuid not null,
  review_id uuid not null,
  account_id uuid not null,
  overall text not null default ''::text,
  saved_at timestamp with time zone not null,
  PRIMARY KEY (tenant_id, review_id, account_id),
  FOREIGN KEY (account_id) REFERENCES person(id),
  FOREIGN KEY (tenant_id, review_id) REFERENCES review(tenant_id, id),
  CHECK ((char_length(overall) <= 10000))
);

-- tenant
--   policy own for select to cairn_app: (person_id = ( SELECT sec.person() AS person))
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
create table role_grant (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  role text not null,
  granted_by text not null,
  granted_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (person_id) REFERENCES person(id),
  FOREIGN KEY (tenant_id) REFERENCES organization(tenant_id),
  CHECK ((role = ANY (ARRAY['organizationAdmin'::text, 'author'::text, 'qaLead'::text, 'assessor'::text, 'adjudicator'::text, 'coach'::text, 'recognizer'::text])))
);
CREATE UNIQUE INDEX role_grant_live ON role_grant USING btree (tenant_id, person_id, role) WHERE (ended_at IS NULL);

-- tenant
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
create table role_proposal (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  role text not null,
  proposed_by uuid not null,
  proposed_at timestamp with time zone not null,
  answered_at timestamp with time zone,
  answered_by uuid,
  accepted boolean,
  deed text not null default 'grant'::text,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (person_id) REFERENCES person(id),
  FOREIGN KEY (tenant_id) REFERENCES organization(tenant_id),
  CHECK ((deed = ANY (ARRAY['grant'::text, 'endRole'::text, 'endMembership'::text]))),
  CHECK ((role = 'organizationAdmin'::text)),
  CHECK (((answered_by <> proposed_by) OR (NOT accepted) OR ((deed <> 'grant'::text) AND (answered_at >= (proposed_at + '72:00:00'::interval)))))
);
CREATE UNIQUE INDEX role_proposal_open ON role_proposal USING btree (tenant_id, person_id, role) WHERE (answered_at IS NULL);

-- tenant
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
create table routing (
  tenant_id uuid not null,
  attempt_id uuid not null,
  run_no integer not null,
  reasons text[] not null,
  inputs jsonb not null,
  formula_version text not null,
  at timestamp with time zone not null,
  PRIMARY KEY (tenant_id, attempt_id, run_no),
  FOREIGN KEY (tenant_id, attempt_id) REFERENCES submission_attempt(tenant_id, id)
);

-- person
--   policy scope for all to cairn_app: (person_id = ( SELECT sec.person() AS person))
create table saved_search (
  person_id uuid not null,
  id uuid not null,
  name text not null,
  address text not null,
  created_at timestamp with time zone not null,
  UNIQUE (person_id, address),
  PRIMARY KEY (person_id, id),
  FOREIGN KEY (person_id) REFERENCES person(id),
  CHECK (((address ~ '^/explore[?]'::text) AND (char_length(address) <= 600))),
  CHECK (((char_length(name) >= 1) AND (char_length(name) <= 80)))
);

-- operational
create table schema_migration (
  name text not null,
  at timestamp with time zone not null default now(),
  PRIMARY KEY (name)
);

-- tenant
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
--   trigger keep_released
create table score (
  tenant_id uuid not null,
  review_id uuid not null,
  account_id uuid not null,
  criterion_id text not null,
  level_id text,
  confidence integer,
  comment text not null default ''::text,
  missing text not null default ''::text,
  next_step text not null default ''::text,
  anchors jsonb not null default '[]'::jsonb,
  both_wrong boolean not null default false,
  seconds integer not null default 0,
  released_at timestamp with time zone,
  saved_at timestamp with time zone not null,
  PRIMARY KEY (tenant_id, review_id, account_id, criterion_id),
  FOREIGN KEY (tenant_id, review_id, account_id) REFERENCES review_sheet(tenant_id, review_id, account_id),
  CHECK ((char_length(comment) <= 10000)),
  CHECK (((confidence >= 1) AND (confidence <= 3))),
  CHECK ((char_length(missing) <= 10000)),
  CHECK ((char_length(next_step) <= 4000))
);

-- global
create table scoring_key (
  code text not null,
  portfolios jsonb not null,
  PRIMARY KEY (code),
  FOREIGN KEY (code) REFERENCES scoring_set(code)
);

-- tenant
--   policy own for select to cairn_app: (person_id = ( SELECT sec.person() AS person))
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
--   trigger append_only
create table scoring_key_opening (
  tenant_id uuid not null,
  id uuid not null,
  set_code text not null,
  person_id uuid not null,
  opened_at timestamp with time zone not null,
  UNIQUE (tenant_id, set_code, person_id),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (person_id) REFERENCES person(id),
  FOREIGN KEY (tenant_id) REFERENCES organization(tenant_id),
  CHECK ((set_code ~ '^[A-Z]{1,4}[0-9]{1,3}$'::text))
);

-- tenant
--   policy own for select to cairn_app: (called_by = ( SELECT sec.person() AS person))
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
--   trigger write_once
create table scoring_panel (
  tenant_id uuid not null,
  id uuid not null,
  set_code text not null,
  called_by uuid not null,
  called_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  cancelled_at timestamp with time zone,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (called_by) REFERENCES person(id),
  FOREIGN KEY (tenant_id) REFERENCES organization(tenant_id),
  CHECK (((closed_at IS NULL) OR (cancelled_at IS NULL))),
  CHECK ((set_code ~ '^[A-Z]{1,4}[0-9]{1,3}$'::text))
);
CREATE UNIQUE INDEX scoring_panel_open ON scoring_panel USING btree (tenant_id, set_code) WHERE ((closed_at IS NULL) AND (cancelled_at IS NULL));

-- tenant
--   policy own for select to cairn_app: (person_id = ( SELECT sec.person() AS person))
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
--   trigger write_once
create table scoring_panel_member (
  tenant_id uuid not null,
  panel_id uuid not null,
  person_id uuid not null,
  levels jsonb not null default '{}'::jsonb,
  handed_in_at timestamp with time zone,
  PRIMARY KEY (tenant_id, panel_id, person_id),
  FOREIGN KEY (person_id) REFERENCES person(id),
  FOREIGN KEY (tenant_id) REFERENCES organization(tenant_id),
  FOREIGN KEY (tenant_id, panel_id) REFERENCES scoring_panel(tenant_id, id)
);
CREATE INDEX scoring_panel_member_person ON scoring_panel_member USING btree (tenant_id, person_id);

-- global
create table scoring_set (
  code text not null,
  version text not null,
  portfolios jsonb not null,
  digest text not null,
  PRIMARY KEY (code),
  CHECK ((code ~ '^[A-Z]{1,4}[0-9]{1,3}$'::text)),
  CHECK ((version ~ '^(0|[1-9][0-9]*)[.](0|[1-9][0-9]*)[.](0|[1-9][0-9]*)$'::text))
);

-- global
create table search_word (
  word text not null,
  stem text not null,
  language text not null default 'en'::text,
  PRIMARY KEY (word, language),
  CHECK ((language ~ '^[a-z]{2,3}$'::text))
);

-- person
--   policy scope for all to cairn_app: (person_id = ( SELECT sec.person() AS person))
create table session (
  id uuid not null,
  token_hash bytea not null,
  person_id uuid not null,
  tenant_id uuid,
  device text not null default ''::text,
  strong_at timestamp with time zone,
  proved_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  last_seen_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  step_up_at timestamp with time zone,
  ended_at timestamp with time zone,
  UNIQUE (token_hash),
  PRIMARY KEY (id),
  FOREIGN KEY (person_id) REFERENCES person(id)
);
CREATE INDEX session_person ON session USING btree (person_id) WHERE (ended_at IS NULL);

-- operational
create table sign_in (
  id uuid not null,
  kind text not null,
  email citext,
  person_id uuid,
  token_hash bytea,
  browser_hash bytea not null,
  tries integer not null default 0,
  body jsonb not null default '{}'::jsonb,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  UNIQUE (token_hash),
  PRIMARY KEY (id),
  CHECK ((kind = ANY (ARRAY['email'::text, 'address'::text, 'confirm'::text, 'passkey'::text, 'register'::text, 'stepUp'::text, 'oidc'::text, 'notMe'::text])))
);
CREATE INDEX sign_in_browser ON sign_in USING btree (browser_hash) WHERE (used_at IS NULL);
CREATE INDEX sign_in_email ON sign_in USING btree (email) WHERE (used_at IS NULL);

-- tenant
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
create table sign_in_provider (
  tenant_id uuid not null,
  id uuid not null,
  label text not null,
  issuer text not null,
  client_id text not null,
  wrapped_secret bytea,
  domains text[] not null default '{}'::text[],
  enabled boolean not null default true,
  created_at timestamp with time zone not null,
  admits text not null default 'all'::text,
  UNIQUE (tenant_id, issuer),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id) REFERENCES organization(tenant_id),
  CHECK ((admits = ANY (ARRAY['all'::text, 'verified'::text, 'stated'::text]))),
  CHECK (((admits = 'all'::text) OR (domains <> '{}'::text[])))
);

-- operational
create table site_news (
  id uuid not null,
  words jsonb not null,
  published_at timestamp with time zone not null,
  withdrawn_at timestamp with time zone,
  PRIMARY KEY (id)
);

-- tenant
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
--   trigger append_only
create table source_look (
  tenant_id uuid not null,
  draft_id uuid not null,
  version_id uuid not null,
  news text not null,
  looked_by uuid not null,
  looked_at timestamp with time zone not null,
  PRIMARY KEY (tenant_id, draft_id, version_id, news),
  FOREIGN KEY (looked_by) REFERENCES person(id),
  FOREIGN KEY (tenant_id, draft_id) REFERENCES draft_source(tenant_id, draft_id),
  FOREIGN KEY (tenant_id) REFERENCES organization(tenant_id),
  FOREIGN KEY (version_id) REFERENCES achievement_version(id),
  CHECK ((news = ANY (ARRAY['changed'::text, 'retired'::text])))
);

-- global
--   trigger restamp
--   trigger restamp_new
create table stack (
  code text not null,
  slug text not null,
  kind text not null,
  version integer not null,
  place integer,
  creator_id uuid,
  visibility text not null default 'public'::text,
  UNIQUE (slug),
  PRIMARY KEY (code),
  FOREIGN KEY (code, version) REFERENCES stack_version(code, version) DEFERRABLE INITIALLY DEFERRED,
  CHECK ((code ~ '^[A-Z]{2,4}(-[A-Z]{1,3}|-[0-9]{1,5})?$'::text)),
  CHECK ((kind = ANY (ARRAY['stack'::text, 'pathway'::text]))),
  CHECK ((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text)),
  CHECK ((visibility = ANY (ARRAY['public'::text, 'organization'::text])))
);

-- tenant
--   policy own for select to cairn_app: (learner_id = ( SELECT sec.person() AS person))
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
--   trigger append_only
create table stack_basis (
  tenant_id uuid not null,
  id uuid not null,
  learner_id uuid not null,
  stack_code text not null,
  stack_version integer not null,
  completed_at timestamp with time zone not null,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (learner_id) REFERENCES person(id),
  FOREIGN KEY (stack_code, stack_version) REFERENCES stack_version(code, version),
  FOREIGN KEY (tenant_id) REFERENCES organization(tenant_id)
);
CREATE INDEX stack_basis_learner ON stack_basis USING btree (learner_id);

-- tenant
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
create table stack_draft (
  tenant_id uuid not null,
  id uuid not null,
  kind text not null,
  code text,
  state text not null default 'draft'::text,
  content jsonb not null,
  sealed jsonb,
  revision integer not null default 1,
  created_by uuid not null,
  created_at timestamp with time zone not null,
  updated_by uuid not null,
  updated_at timestamp with time zone not null,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (code) REFERENCES stack(code),
  FOREIGN KEY (created_by) REFERENCES person(id),
  FOREIGN KEY (tenant_id) REFERENCES organization(tenant_id),
  FOREIGN KEY (updated_by) REFERENCES person(id),
  CHECK (((sealed IS NULL) = (state = ANY (ARRAY['draft'::text, 'discarded'::text])))),
  CHECK ((octet_length((content)::text) <= 65536)),
  CHECK ((kind = ANY (ARRAY['stack'::text, 'pathway'::text]))),
  CHECK ((revision > 0)),
  CHECK ((state = ANY (ARRAY['draft'::text, 'ready'::text, 'published'::text, 'discarded'::text])))
);
CREATE INDEX stack_draft_latest ON stack_draft USING btree (tenant_id, updated_at DESC, id);
CREATE UNIQUE INDEX stack_draft_open ON stack_draft USING btree (tenant_id, code) WHERE ((code IS NOT NULL) AND (state = ANY (ARRAY['draft'::text, 'ready'::text])));

-- tenant
--   policy own for select to cairn_app: (person_id = ( SELECT sec.person() AS person))
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
create table stack_draft_author (
  tenant_id uuid not null,
  draft_id uuid not null,
  person_id uuid not null,
  since timestamp with time zone not null,
  PRIMARY KEY (tenant_id, draft_id, person_id),
  FOREIGN KEY (person_id) REFERENCES person(id),
  FOREIGN KEY (tenant_id, draft_id) REFERENCES stack_draft(tenant_id, id),
  FOREIGN KEY (tenant_id) REFERENCES organization(tenant_id)
);

-- tenant
--   policy own for select to cairn_app: (proposed_by = ( SELECT sec.person() AS person))
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
create table stack_publication (
  tenant_id uuid not null,
  id uuid not null,
  draft_id uuid not null,
  revision integer not null,
  proposed_by uuid not null,
  proposed_at timestamp with time zone not null,
  answered_by uuid,
  answered_at timestamp with time zone,
  accepted boolean,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (answered_by) REFERENCES person(id),
  FOREIGN KEY (proposed_by) REFERENCES person(id),
  FOREIGN KEY (tenant_id, draft_id) REFERENCES stack_draft(tenant_id, id),
  FOREIGN KEY (tenant_id) REFERENCES organization(tenant_id),
  CHECK ((((answered_by IS NULL) = (answered_at IS NULL)) AND ((answered_by IS NULL) = (accepted IS NULL)))),
  CHECK (((answered_by <> proposed_by) OR (NOT accepted)))
);
CREATE UNIQUE INDEX stack_publication_open ON stack_publication USING btree (tenant_id, draft_id) WHERE (answered_at IS NULL);

-- global
--   trigger append_only
create table stack_version (
  code text not null,
  version integer not null,
  strand text not null,
  words jsonb not null,
  rule jsonb not null,
  digest text not null,
  published_at timestamp with time zone not null,
  PRIMARY KEY (code, version),
  FOREIGN KEY (code) REFERENCES stack(code),
  CHECK ((version > 0))
);

-- tenant
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
--   trigger keep_bits
create table status_list (
  tenant_id uuid not null,
  id uuid not null,
  purpose text not null,
  n integer not null,
  used integer not null default 0,
  bits bytea not null,
  created_at timestamp with time zone not null,
  UNIQUE (tenant_id, purpose, n),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id) REFERENCES organization(tenant_id),
  CHECK ((n > 0)),
  CHECK ((purpose = 'revocation'::text)),
  CHECK (((used >= 0) AND (used <= 65536)))
);

-- operational
create table status_list_seen (
  url text not null,
  valid_from timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  refused_at timestamp with time zone,
  PRIMARY KEY (url),
  CHECK ((char_length(url) <= 2000))
);
CREATE INDEX status_list_refused ON status_list_seen USING btree (refused_at) WHERE (refused_at IS NOT NULL);
CREATE INDEX status_list_seen_at ON status_list_seen USING btree (seen_at);

-- tenant
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
--   trigger append_only
create table status_list_version (
  tenant_id uuid not null,
  status_list_id uuid not null,
  valid_from timestamp with time zone not null,
  bytes bytea not null,
  digest text not null,
  PRIMARY KEY (tenant_id, status_list_id, valid_from),
  FOREIGN KEY (tenant_id, status_list_id) REFERENCES status_list(tenant_id, id)
);

-- tenant
--   policy own for select to cairn_app: (learner_id = ( SELECT sec.person() AS person))
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
create table submission (
  tenant_id uuid not null,
  id uuid not null,
  learner_id uuid not null,
  achievement_id uuid not null,
  achievement_version_id uuid not null,
  unit_id uuid,
  status text not null,
  attempt_no integer not null default 0,
  salt bytea not null,
  ai_used boolean,
  ai_tools text not null default ''::text,
  ai_purpose text not null default ''::text,
  checks jsonb not null default '{}'::jsonb,
  attestations text[] not null default '{}'::text[],
  activity_from date,
  activity_until date,
  show_name boolean not null default false,
  version integer not null default 1,
  started_at timestamp with time zone not null,
  last_edit_at timestamp with time zone not null,
  undo_until timestamp with time zone,
  closed_at timestamp with time zone,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (achievement_id) REFERENCES achievement(id),
  FOREIGN KEY (achievement_version_id) REFERENCES achievement_version(id),
  FOREIGN KEY (learner_id) REFERENCES person(id),
  FOREIGN KEY (tenant_id) REFERENCES organization(tenant_id),
  CHECK ((char_length(ai_purpose) <= 2000)),
  CHECK ((char_length(ai_tools) <= 300)),
  CHECK ((status = ANY (ARRAY['draft'::text, 'submitted'::text, 'precheck'::text, 'inReview'::text, 'returned'::text, 'earned'::text, 'withdrawn'::text])))
);
CREATE INDEX submission_learner ON submission USING btree (learner_id, last_edit_at DESC);
CREATE INDEX submission_tenant_status ON submission USING btree (tenant_id, status, last_edit_at);
CREATE INDEX submission_version ON submission USING btree (achievement_id, achievement_version_id);
CREATE UNIQUE INDEX submission_open ON submission USING btree (tenant_id, learner_id, achievement_id) WHERE (closed_at IS NULL);

-- tenant
--   policy own for select to cairn_app: (learner_id = ( SELECT sec.person() AS person))
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
--   trigger keep_manifest
--   trigger never_deleted
--   trigger write_once
create table submission_attempt (
  tenant_id uuid not null,
  id uuid not null,
  submission_id uuid not null,
  learner_id uuid not null,
  attempt_no integer not null,
  manifest bytea not null,
  manifest_digest text not null,
  submitted_at timestamp with time zone not null,
  admitted_at timestamp with time zone,
  due_at timestamp with time zone,
  undone_at timestamp with time zone,
  sent_back_at timestamp with time zone,
  random_draw double precision,
  settings jsonb not null default '{}'::jsonb,
  expected_at timestamp with time zone,
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, submission_id) REFERENCES submission(tenant_id, id),
  CHECK ((attempt_no > 0)),
  CHECK ((manifest_digest ~ '^sha256:[0-9a-f]{64}$'::text))
);
CREATE UNIQUE INDEX submission_attempt_no ON submission_attempt USING btree (tenant_id, submission_id, attempt_no) WHERE ((undone_at IS NULL) AND (sent_back_at IS NULL));

-- tenant
--   policy own for select to cairn_app: (learner_id = ( SELECT sec.person() AS person))
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
create table submission_response (
  tenant_id uuid not null,
  submission_id uuid not null,
  learner_id uuid not null,
  prompt_id text not null,
  body text not null,
  words integer not null,
  revision integer not null default 1,
  saved_at timestamp with time zone not null,
  PRIMARY KEY (tenant_id, submission_id, prompt_id),
  FOREIGN KEY (tenant_id, submission_id) REFERENCES submission(tenant_id, id),
  CHECK ((char_length(body) <= 20000))
);

-- person
--   policy scope for all to cairn_app: (person_id = ( SELECT sec.person() AS person))
create table suggestion_run (
  person_id uuid not null,
  id uuid not null,
  at timestamp with time zone not null,
  engine_version text not null,
  weights jsonb not null,
  snapshot_hash text not null,
  list jsonb not null,
  PRIMARY KEY (person_id, id),
  FOREIGN KEY (person_id) REFERENCES person(id)
);
CREATE INDEX suggestion_run_at ON suggestion_run USING btree (at);

-- tenant
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
create table tie (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  other_id uuid not null,
  kind text not null,
  created_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  UNIQUE (tenant_id, person_id, other_id, kind),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (other_id) REFERENCES person(id),
  FOREIGN KEY (person_id) REFERENCES person(id),
  FOREIGN KEY (tenant_id) REFERENCES organization(tenant_id),
  CHECK ((person_id <> other_id)),
  CHECK ((kind = ANY (ARRAY['coach'::text, 'supervisor'::text, 'household'::text, 'declared'::text])))
);

-- tenant
--   policy scope for all to cairn_app: (tenant_id = ( SELECT sec.tenant() AS tenant))
create table unit (
  tenant_id uuid not null,
  id uuid not null,
  name text not null,
  kind text not null default 'school'::text,
  created_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  UNIQUE (tenant_id, name),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id) REFERENCES organization(tenant_id),
  CHECK ((kind = ANY (ARRAY['school'::text, 'office'::text]))),
  CHECK (((char_length(name) >= 1) AND (char_length(name) <= 120)))
);

-- operational
create table update_request (
  id uuid not null,
  email citext not null,
  language text not null,
  topics text[] not null,
  token_hash bytea not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  UNIQUE (token_hash),
  PRIMARY KEY (id),
  CHECK ((language = ANY (ARRAY['en'::text, 'es'::text]))),
  CHECK ((cardinality(topics) > 0))
);
CREATE INDEX update_request_email ON update_request USING btree (email);
CREATE INDEX update_request_expires ON update_request USING btree (expires_at);

-- operational
create table update_subscriber (
  id uuid not null,
  email citext not null,
  language text not null,
  topics text[] not null,
  token_hash bytea not null,
  confirmed_at timestamp with time zone not null,
  heard_until timestamp with time zone not null,
  last_week text,
  UNIQUE (email),
  UNIQUE (token_hash),
  PRIMARY KEY (id),
  CHECK ((language = ANY (ARRAY['en'::text, 'es'::text]))),
  CHECK ((cardinality(topics) > 0))
);

-- person
--   policy scope for all to cairn_app: (person_id = ( SELECT sec.person() AS person))
create table upload (
  id text not null,
  person_id uuid not null,
  name text not null,
  media_type text not null,
  announced_bytes bigint not null,
  announced_sha256 text,
  received_bytes bigint not null default 0,
  received_sha256 text,
  state text not null default 'open'::text,
  refusal text,
  inbox_item_id uuid,
  evidence_id uuid,
  submission_id uuid,
  requirement_id text,
  safe_at timestamp with time zone,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  refusal_values jsonb not null default '{}'::jsonb,
  PRIMARY KEY (id),
  FOREIGN KEY (person_id) REFERENCES person(id),
  CHECK ((char_length(name) <= 255)),
  CHECK ((state = ANY (ARRAY['open'::text, 'safe'::text, 'refused'::text])))
);

-- Doors for everybody
-- view award_to_count (tenant_id, credential_id, achievement_id, days, stands)
-- view closed_link (url, failures, failing_since)
-- view decision_to_count (tenant_id, decision_id, achievement_id, agreed)
-- view exemplified (achievement_id, latest)
-- view own_piece (tenant_id, id, submission_id, learner_id, achievement_id, achievement_version_id, kind, name, media_type, bytes, blob_key, body, class, consent_id, consent_scope, consent_until, consent_withdrawn_at, earned, erased)
-- view public_credential (public_id, tenant_id, id, achievement_id, achievement_version_id, signed_bytes, signed_digest, awarded_at, revoked_at, visibility, provisional, valid_until, issuer_slug, issuer_name, issuer_url, demo, stack_code, stack_version)
-- view public_demo_person (person_id, name, work_role, tenant_id, organization, unit_name, started_at, roles)
-- view public_erased_credential (public_id)
-- view public_issuer (tenant_id, slug, name, kind, url, email, has_image, time_zone, locale, is_site_issuer, demo, created_at)
-- view public_issuer_image (slug, image, image_type)
-- view public_issuer_key (tenant_id, slug, id, purpose, public_key, not_before, not_after, state, since, made_at)
-- view public_offering (achievement_id, tenant_id, slug, name, is_site_issuer, demo, since)
-- view public_part (whole_id, public_id, revoked_at, visibility, place, key_withdrawn)
-- view public_promise (tenant_id, key, value)
-- view public_recognition_rule (tenant_id, slug, name, time_zone, demo, id, rule_id, version, program_id, program_title, body, published_at, effective_to)
-- view public_revocation (slug, public_id, revoked_at)
-- view public_sign_in_provider (id, tenant_id, label, domains, slug, admits)
-- view public_status_list (slug, purpose, n, valid_from, bytes, digest)
-- view public_unit (tenant_id, id, name)
-- view shelf_stack (code, place, words, members)
-- view shown_exemplar (tenant_id, id, achievement_id, version, criterion_id, level_id, constructed, audience, words, blob_key, media_type, bytes, name, published_at)
-- view shown_framework (tenant_id, id, identifier, title, rights_holder, license_uri, redistributable, first_at, imported_at, organization, body)
-- view shown_framework_association (tenant_id, framework_id, identifier, place, type, origin, destination, sequence, body)
-- view shown_framework_item (tenant_id, framework_id, identifier, place, code, label, retired_at, body)
-- view stack_said (code, version, current_version, slug, kind, strand, words, rule, digest, visibility, creator_slug, creator_name)

-- Functions
-- sec.append_only(name text)
-- sec.award_basis()
-- sec.consents_due(before timestamp with time zone, most integer) as owner
-- sec.count_award(wanted uuid) as owner
-- sec.count_decision(wanted uuid) as owner
-- sec.count_letters(at timestamp with time zone) as owner
-- sec.end_capabilities(wanted text) as owner
-- sec.enter(tenant uuid, person uuid) as owner
-- sec.erase_account(at timestamp with time zone) as owner
-- sec.erasure_holds() as owner
-- sec.erasures_due(at timestamp with time zone, most integer) as owner
-- sec.evidence_due(closed_c timestamp with time zone, closed_b timestamp with time zone, closed_unsent timestamp with time zone, most integer) as owner
-- sec.exemplar_unfit(x exemplar, today date) as owner
-- sec.exemplars_unfit(at timestamp with time zone, most integer) as owner
-- sec.exports_due(at timestamp with time zone, most integer) as owner
-- sec.forget_ended(before timestamp with time zone, most integer) as owner
-- sec.forget_expired(at timestamp with time zone) as owner
-- sec.forget_suggestion_runs(before timestamp with time zone) as owner
-- sec.global_table(name text)
-- sec.guard(name text, kind text, condition text)
-- sec.hold_pilot(entry uuid)
-- sec.inboxes_due(at timestamp with time zone, most integer) as owner
-- sec.invitation_by_token(wanted bytea) as owner
-- sec.is_entry_due(entry bigint) as owner
-- sec.is_erasing(who uuid) as owner
-- sec.is_key_awaited(tenant uuid, key text)
-- sec.is_letter_due(wanted text, said jsonb) as owner
-- sec.is_privileged() as owner
-- sec.is_publisher(tenant uuid, draft uuid, person uuid)
-- sec.is_stack_publisher(tenant uuid, draft uuid, person uuid)
-- sec.is_unheard() as owner
-- sec.keep_bits()
-- sec.keep_exemplar() as owner
-- sec.keep_frozen()
-- sec.keep_key()
-- sec.keep_manifest()
-- sec.keep_once()
-- sec.keep_released()
-- sec.keep_signed()
-- sec.keep_signing_key()
-- sec.keep_words()
-- sec.keep_writer()
-- sec.keys_old(at timestamp with time zone, days integer) as owner
-- sec.keys_over(at timestamp with time zone) as owner
-- sec.letters_in_trouble() as owner
-- sec.lists_older_than(at timestamp with time zone) as owner
-- sec.log_tail(before bigint, many integer) as owner
-- sec.mark_offering() as owner
-- sec.may_be_together(tenant uuid, of_kind text, rule jsonb)
-- sec.newest_entry() as owner
-- sec.offering_every_entry() as owner
-- sec.only(body jsonb, keys text[])
-- sec.open_capability(wanted bytea, at timestamp with time zone) as owner
-- sec.open_session(wanted bytea, at timestamp with time zone, in_org text) as owner
-- sec.operational_table(name text)
-- sec.own_sign_in_providers() as owner
-- sec.passkey_by_credential(wanted text) as owner
-- sec.person()
-- sec.person_awaited(address citext) as owner
-- sec.person_by_email(address citext) as owner
-- sec.person_by_identity(from_issuer text, with_subject text) as owner
-- sec.person_table(name text, rights text, own text)
-- sec.piloted(achievement uuid) as owner
-- sec.platform_administrators() as owner
-- sec.post_to_open_work(wanted uuid, at timestamp with time zone) as owner
-- sec.post_to_recognizer(letter uuid, letter_kind text, of_credential uuid, recognizer uuid, at timestamp with time zone) as owner
-- sec.publish_draft(publication uuid, entry jsonb, at timestamp with time zone) as owner
-- sec.publish_stack(publication uuid, at timestamp with time zone) as owner
-- sec.refuse_change()
-- sec.remove_demo(at timestamp with time zone) as owner
-- sec.restamp()
-- sec.retire_version(wanted uuid, stamp_now uuid, at timestamp with time zone) as owner
-- sec.retry_letter(wanted uuid, at timestamp with time zone) as owner
-- sec.satisfies(rule jsonb, tenant uuid, learner uuid, parts uuid[])
-- sec.shared_awards(of_learner uuid, of_credential uuid) as owner
-- sec.shelve(entry uuid, found jsonb, shown jsonb)
-- sec.sign_in_provider(wanted uuid) as owner
-- sec.site_facts() as owner
-- sec.sum_pilot(entry uuid)
-- sec.tenant()
-- sec.tenant_table(name text, rights text, own text)
-- sec.unseen_flags() as owner
-- sec.uploads_due(at timestamp with time zone, most integer) as owner
-- sec.version_use(achievement uuid) as owner
-- sec.wake(row_id uuid, at timestamp with time zone) as owner
-- sec.wake_overdue(at timestamp with time zone) as owner
-- sec.withdraw_stack(wanted text) as owner
-- sec.words_due(closed_unsent timestamp with time zone, most integer) as owner
-- sec.write_once(name text, fields text[])
-- sec.written_at(letter uuid)
