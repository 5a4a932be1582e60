/** When its holder first saw a credential, or put its greeting away: what was awarded before counts as seen. */
export const greeted = {
  name: '0230-greeted',
  sql: `
alter table credential add column seen_at timestamptz;
update credential set seen_at = published_at where published_at is not null;
create trigger seen_once before update of seen_at on credential for each row execute function sec.keep_once('seen_at');
`,
}
