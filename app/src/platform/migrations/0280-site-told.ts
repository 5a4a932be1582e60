/** What the site is called, for whoever keeps pages for everybody: asked with the state they were made in, before any role is taken. */
export const siteTold = {
  name: '0280-site-told',
  sql: `
create function sec.site_facts() returns jsonb language sql stable security definer set search_path = public as $$
  select value from installation where key = 'site';
$$;
revoke all on function sec.site_facts() from public;
grant execute on function sec.site_facts() to cairn_gate;
`,
}
