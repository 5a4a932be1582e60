/** New keys, and the end of one that others may have had, need a second administrator's word where there are two. */
export const keyProposal = {
  name: '0523-key-proposal',
  sql: `
create table key_proposal (
  tenant_id uuid not null references organization,
  id uuid not null,
  deed text not null check (deed in ('rotate', 'withdraw')),
  purpose text check (purpose in ('award', 'status')),
  key_id text,
  since timestamptz,
  proposed_by uuid not null,
  proposed_at timestamptz not null,
  answered_at timestamptz,
  answered_by uuid,
  accepted boolean,
  primary key (tenant_id, id),
  foreign key (tenant_id, key_id) references issuer_key (tenant_id, id),
  check (case deed when 'rotate' then purpose is not null and key_id is null and since is null else purpose is null and key_id is not null and since is not null end),
  check (answered_by <> proposed_by or not accepted)
);
create unique index key_proposal_open on key_proposal (tenant_id, deed, coalesce(purpose, key_id)) where answered_at is null;
select sec.tenant_table('key_proposal');
`,
}
