/** Content that is no longer what was submitted holds its attempt; what was found whole is read through once a day. */
export const alteredEvidence = {
  name: '0210-altered-evidence',
  sql: `
alter table review_flag drop constraint review_flag_kind_check;
alter table review_flag add constraint review_flag_kind_check check (kind in ('privacy', 'duplicate', 'safety', 'technical', 'altered'));
create unique index review_flag_altered on review_flag (tenant_id, evidence_id) where kind = 'altered' and settled_at is null;
create index review_flag_review on review_flag (tenant_id, review_id);

create table evidence_check (
  tenant_id uuid not null,
  evidence_id uuid not null,
  checked_at timestamptz not null,
  primary key (tenant_id, evidence_id),
  foreign key (tenant_id, evidence_id) references evidence on delete cascade
);
select sec.tenant_table('evidence_check');
`,
}
