/** An organization's own panel on a scoring set: each scores apart, and what most chose is the level (04-assessment.md 3.3). */
export const scoringPanel = {
  name: '0442-scoring-panel',
  sql: `
create table scoring_panel (
  tenant_id uuid not null references organization,
  id uuid not null,
  set_code text not null check (set_code ~ '^[A-Z]{1,4}[0-9]{1,3}$'),
  called_by uuid not null references person,
  called_at timestamptz not null,
  -- When the last of its people handed in.
  closed_at timestamptz,
  cancelled_at timestamptz,
  primary key (tenant_id, id),
  check (closed_at is null or cancelled_at is null)
);
create unique index scoring_panel_open on scoring_panel (tenant_id, set_code) where closed_at is null and cancelled_at is null;
select sec.tenant_table('scoring_panel', 'select, insert, update (closed_at, cancelled_at)', own => 'called_by');
select sec.write_once('scoring_panel', array['closed_at', 'cancelled_at']);

create table scoring_panel_member (
  tenant_id uuid not null references organization,
  panel_id uuid not null,
  person_id uuid not null references person,
  -- By portfolio and criterion, such as "1.C2": a level, or that no pass may be given.
  levels jsonb not null default '{}',
  handed_in_at timestamptz,
  primary key (tenant_id, panel_id, person_id),
  foreign key (tenant_id, panel_id) references scoring_panel
);
create index scoring_panel_member_person on scoring_panel_member (tenant_id, person_id);
select sec.tenant_table('scoring_panel_member', 'select, insert, update (levels, handed_in_at)', own => 'person_id');
select sec.write_once('scoring_panel_member', array['handed_in_at']);
`,
}
