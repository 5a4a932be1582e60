/** When its holder saw that a credential was taken back: what was taken back before counts as seen. */
export const toldTaken = {
  name: '0300-told-taken',
  sql: `
alter table credential add column taken_seen_at timestamptz;
update credential set taken_seen_at = revoked_at where revoked_at is not null;
create trigger taken_seen_once before update of taken_seen_at on credential for each row execute function sec.keep_once('taken_seen_at');
`,
}
