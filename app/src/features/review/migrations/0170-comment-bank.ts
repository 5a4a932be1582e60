/** Lines that every reader of an organization may use (04-assessment.md 9). */
export const commentBank = {
  name: '0170-comment-bank',
  sql: `
create table bank_comment (
  tenant_id uuid not null references organization,
  id uuid not null,
  text text not null check (char_length(text) between 1 and 1000),
  -- Absent where the demonstration brought it along.
  written_by uuid references person,
  written_at timestamptz not null,
  retired_at timestamptz,
  retired_by uuid references person,
  primary key (tenant_id, id)
);
create index bank_comment_live on bank_comment (tenant_id, written_at, id) where retired_at is null;
select sec.tenant_table('bank_comment', 'select, insert, update (retired_at, retired_by)');
`,
}
