/** Attempts for which a QA lead lets readers of earlier attempts read again (04-assessment.md 4). */
export const readingLift = {
  name: '0150-reading-lift',
  sql: `
create table reading_lift (
  tenant_id uuid not null,
  attempt_id uuid not null,
  lifted_by uuid not null references person,
  reason text not null check (char_length(reason) between 1 and 1000),
  lifted_at timestamptz not null,
  primary key (tenant_id, attempt_id),
  foreign key (tenant_id, attempt_id) references submission_attempt
);
select sec.tenant_table('reading_lift', 'select, insert');
`,
}
