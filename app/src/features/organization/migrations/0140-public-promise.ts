/** What an organization lets everybody know of its settings before they begin: how soon it decides, how long a draft stays. */
export const publicPromise = {
  name: '0140-public-promise',
  sql: `
create view public_promise as
  select tenant_id, key, value from organization_setting where key in ('review.windowDays', 'review.draftDays');
grant select on public_promise to cairn_public, cairn_app;
`,
}
