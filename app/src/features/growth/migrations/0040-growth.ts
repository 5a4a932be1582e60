/** What a person wants, plans and refuses, in no tenant: it moves with the person. The projections are fed by reactions. */
export const growth = {
  name: '0040-growth',
  sql: `
create table goal (
  person_id uuid not null references person,
  id uuid not null,
  text text not null check (char_length(text) between 1 and 200),
  competencies text[] not null check (cardinality(competencies) between 1 and 5),
  by_date date,
  why text not null default '' check (char_length(why) <= 500),
  status text not null default 'active' check (status in ('active', 'kept', 'let_go')),
  created_at timestamptz not null,
  ended_at timestamptz,
  primary key (person_id, id)
);
select sec.person_table('goal');

create table plan_item (
  person_id uuid not null references person,
  id uuid not null,
  achievement_id uuid not null references achievement,
  version text not null,
  state text not null check (state in ('someday', 'next', 'now', 'done', 'let_go')),
  place int not null,
  start_by date,
  with_whom text not null default '' check (char_length(with_whom) <= 120),
  first_step text not null default '' check (char_length(first_step) <= 140),
  created_at timestamptz not null,
  primary key (person_id, id),
  unique (person_id, achievement_id)
);
select sec.person_table('plan_item');

create table dismissal (
  person_id uuid not null references person,
  achievement_id uuid not null references achievement,
  reason text not null check (reason in ('too_easy', 'too_long', 'not_my_students', 'already_do_it', 'other')),
  at timestamptz not null,
  primary key (person_id, achievement_id)
);
select sec.person_table('dismissal');

-- How the person weighs the parts of a suggestion, and how long is too long.
create table growth_preference (
  person_id uuid primary key references person,
  sliders jsonb not null default '{}',
  hide_over_hours numeric(4, 1) check (hide_over_hours > 0)
);
select sec.person_table('growth_preference');

-- Two projections of the log. A line about an end may be heard before the line about its beginning: then the row waits without an achievement.
create table growth_earned (
  person_id uuid not null references person,
  credential_id uuid not null,
  achievement_id uuid references achievement,
  achievement_version_id uuid references achievement_version,
  awarded_at timestamptz,
  valid_until timestamptz,
  revoked_at timestamptz,
  primary key (person_id, credential_id)
);
select sec.person_table('growth_earned', 'select, insert, update');

create table growth_activity (
  person_id uuid not null references person,
  submission_id uuid not null,
  achievement_id uuid references achievement,
  started_at timestamptz,
  ended_at timestamptz,
  primary key (person_id, submission_id)
);
select sec.person_table('growth_activity', 'select, insert, update');

create table suggestion_run (
  person_id uuid not null references person,
  id uuid not null,
  at timestamptz not null,
  engine_version text not null,
  weights jsonb not null,
  snapshot_hash text not null,
  list jsonb not null,
  primary key (person_id, id)
);
create index suggestion_run_at on suggestion_run (at);
select sec.person_table('suggestion_run', 'select, insert, delete');
-- Records of people who never came back go too.
create function sec.forget_suggestion_runs(before timestamptz) returns void language sql security definer set search_path = public as $$
  delete from suggestion_run where at < before;
$$;
revoke all on function sec.forget_suggestion_runs(timestamptz) from public;
grant execute on function sec.forget_suggestion_runs(timestamptz) to cairn_gate;

-- Numbers of people, no people: how many of a role began an achievement and earned it, the demonstration apart.
create table growth_peer_count (
  achievement_id uuid not null references achievement,
  work_role text not null,
  demo boolean not null,
  started int not null check (started >= 0),
  earned int not null check (earned >= 0),
  primary key (achievement_id, work_role, demo)
);
select sec.operational_table('growth_peer_count');
grant select, insert, update on growth_peer_count to cairn_app;
`,
}
