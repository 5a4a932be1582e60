/** Hours are for what was shown: a stack counts nothing beside its parts. */
export const awardsAlone = {
  name: '0352-awards-alone',
  sql: `
create or replace function sec.shared_awards(of_learner uuid, of_credential uuid)
returns table (credential_id uuid, issuer_id uuid, learner_id uuid, achievement_id uuid, achievement_version_id uuid, awarded_at timestamptz)
language sql stable security definer set search_path = public as $$
  select distinct c.id, c.tenant_id, c.learner_id, c.achievement_id, c.achievement_version_id, c.awarded_at
  from credential_share s
  join credential c on c.tenant_id = s.tenant_id and c.id = s.credential_id and c.learner_id = s.learner_id
  join organization issuer on issuer.tenant_id = c.tenant_id
  join organization mine on mine.tenant_id = s.to_tenant
  where s.to_tenant = (select sec.tenant()) and s.ended_at is null and c.state = 'published' and c.revoked_at is null and c.decision_id is not null
    and issuer.demo = mine.demo
    and (of_learner is null or c.learner_id = of_learner) and (of_credential is null or c.id = of_credential);
$$;
`,
}
