/** Who runs the site, for a letter that nobody of an organization can be sent. */
export const platformAdministrators = {
  name: '0255-platform-administrators',
  sql: `
create function sec.platform_administrators() returns setof uuid language sql stable security definer set search_path = public as $$
  select id from person where platform_admin and disabled_at is null and erased_at is null order by id;
$$;
revoke all on function sec.platform_administrators() from public;
grant execute on function sec.platform_administrators() to cairn_app;
`,
}
