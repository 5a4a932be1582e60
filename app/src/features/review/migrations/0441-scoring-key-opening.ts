/** Who opened the levels of a scoring set: whoever did cannot score it on a panel any more. */
export const scoringKeyOpening = {
  name: '0441-scoring-key-opening',
  sql: `
create table scoring_key_opening (
  tenant_id uuid not null references organization,
  id uuid not null,
  set_code text not null check (set_code ~ '^[A-Z]{1,4}[0-9]{1,3}$'),
  person_id uuid not null references person,
  opened_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, set_code, person_id)
);
select sec.tenant_table('scoring_key_opening', 'select, insert', own => 'person_id');
select sec.append_only('scoring_key_opening');
`,
}
