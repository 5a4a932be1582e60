/** A version is retired where it was written; the work that was begun with it lies in any organization that offered it. */
export const retirementTold = {
  name: '0475-retirement-told',
  sql: `
-- One letter to each open work, which looks for itself at what there is to say; nothing of whose it is comes back.
create function sec.post_to_open_work(wanted uuid, at timestamptz) returns void language sql volatile security definer set search_path = public as $$
  with made as (
    insert into outbox (id, tenant_id, kind, body, next_at)
    -- Letters are numbered by the moment they were written.
    select overlay(replace(gen_random_uuid()::text, '-', '') placing lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' from 1 for 13)::uuid,
      s.tenant_id, 'draft-life', jsonb_build_object('submissionId', s.id), at
    from achievement_version v join achievement a on a.id = v.achievement_id
    join submission s on s.achievement_id = a.id and s.achievement_version_id = v.id
    where v.id = wanted and v.retired_at is not null and a.creator_id = sec.tenant() and s.closed_at is null
    returning id
  )
  select sec.wake(id) from made;
$$;
revoke all on function sec.post_to_open_work(uuid, timestamptz) from public;
grant execute on function sec.post_to_open_work(uuid, timestamptz) to cairn_app;
`,
}
