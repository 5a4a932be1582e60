/** Which work a credential ended, so that the work says when the credential was taken back. */
export const earnedWork = {
  name: '0220-earned-work',
  sql: `
alter table earned_achievement add column submission_id uuid;
update earned_achievement e set submission_id = c.submission_id
from credential c where c.tenant_id = e.tenant_id and c.id = e.credential_id;
`,
}
