/** What an organization may know of the way of its educators: kept up by what the log says, counted ahead, so that no page counts. */
export const insight = {
  name: '0130-insight',
  sql: `
create table insight_progress (
  tenant_id uuid not null references organization,
  submission_id uuid not null,
  learner_id uuid not null references person,
  domains text[] not null,
  started_at timestamptz not null,
  collecting_at timestamptz,
  submitted_at timestamptz,
  decided_at timestamptz,
  earned_at timestamptz,
  primary key (tenant_id, submission_id),
  foreign key (tenant_id, submission_id) references submission
);
create index insight_progress_learner on insight_progress (tenant_id, learner_id);
select sec.tenant_table('insight_progress');

-- What each educator is counted in now: an event adds and takes away the difference.
create table insight_person (
  tenant_id uuid not null references organization,
  learner_id uuid not null references person,
  counted text[] not null default '{}',
  primary key (tenant_id, learner_id)
);
select sec.tenant_table('insight_person');

-- People by stage, and by domain and school.
create table insight_count (
  tenant_id uuid not null references organization,
  key text not null,
  people int not null check (people >= 0),
  primary key (tenant_id, key)
);
select sec.tenant_table('insight_count');

-- How many took how many whole days: a middle is read from a few hundred rows.
create table insight_days (
  tenant_id uuid not null references organization,
  measure text not null check (measure in ('toSubmit', 'toEarned', 'toDecision')),
  days int not null check (days >= 0),
  times int not null check (times >= 0),
  primary key (tenant_id, measure, days)
);
select sec.tenant_table('insight_days');
`,
}
