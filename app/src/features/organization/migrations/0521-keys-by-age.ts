/** Keys are changed by their age, which the organization may choose (03-credentials.md 5a). */
export const keysByAge = {
  name: '0521-keys-by-age',
  sql: `
create function sec.keys_old(at timestamptz, days int) returns table (tenant_id uuid, purpose text) language sql stable security definer set search_path = public as $$
  select k.tenant_id, k.purpose from issuer_key k left join organization_setting s on s.tenant_id = k.tenant_id and s.key = 'keys.days'
  where k.state = 'active' and k.not_after is null and k.not_before <= at - coalesce((s.value #>> '{}')::float8, days) * interval '1 day'
  order by k.not_before limit 100;
$$;
revoke all on function sec.keys_old(timestamptz, int) from public;
grant execute on function sec.keys_old(timestamptz, int) to cairn_gate;
`,
}
