/** What is tried in a demonstration is seen by those who are in it, as members: its files too, which nobody opens without a session. */
export const exemplarDemo = {
  name: '0412-exemplar-demo',
  sql: `
create or replace view shown_exemplar as
  select x.tenant_id, x.id, x.achievement_id, v.version, x.criterion_id, x.level_id, x.holder_id is null as constructed,
    case when o.demo then 'members' else x.audience end as audience,
    x.words, x.blob_key, x.media_type, x.bytes, case when x.show_name then p.name end as name, x.published_at
  from exemplar x join organization o using (tenant_id) join achievement_version v on v.id = x.version_id left join person p on p.id = x.holder_id
  where x.state = 'published' and sec.exemplar_unfit(x, (now() at time zone 'UTC')::date) is null
    and ((x.audience = 'public' and not o.demo)
      or exists (select from membership m where m.tenant_id = x.tenant_id and m.person_id = sec.person() and m.ended_at is null));
`,
}
