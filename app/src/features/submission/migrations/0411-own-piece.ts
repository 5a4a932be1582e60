/** The pieces of one's own work, for the room where examples are kept: no more than it has to know. */
export const ownPiece = {
  name: '0411-own-piece',
  sql: `
create view own_piece with (security_invoker = true) as
  select e.tenant_id, e.id, e.submission_id, e.learner_id, s.achievement_id, s.achievement_version_id, e.kind, e.name, e.media_type, e.bytes, e.blob_key, e.body,
    e.class, e.consent_id, c.scope as consent_scope, c.until_on as consent_until, c.withdrawn_at as consent_withdrawn_at,
    s.status = 'earned' and e.frozen_at is not null and not exists (
      select from earned_achievement a where a.tenant_id = s.tenant_id and a.submission_id = s.id and a.ended_at is not null) as earned,
    e.erased_at is not null as erased
  from evidence e join submission s on s.tenant_id = e.tenant_id and s.id = e.submission_id left join consent c on c.id = e.consent_id
  where s.learner_id = sec.person() and e.removed_at is null;
grant select on own_piece to cairn_app;
`,
}
