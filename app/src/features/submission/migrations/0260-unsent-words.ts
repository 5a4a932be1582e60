/** Words of ended work that nobody was sent are due like the pieces beside them (08-trust.md 5.3). */
export const unsentWords = {
  name: '0260-unsent-words',
  sql: `
create function sec.words_due(closed_unsent timestamptz, most int) returns table (tenant_id uuid, person_id uuid, id uuid) language sql stable security definer set search_path = public as $$
  select s.tenant_id, s.learner_id, s.id from submission s where s.closed_at <= closed_unsent and (
    exists (select from submission_response r where r.tenant_id = s.tenant_id and r.submission_id = s.id and not exists (
      select from attempt_response sent join submission_attempt a on a.tenant_id = sent.tenant_id and a.id = sent.attempt_id
      where a.tenant_id = r.tenant_id and a.submission_id = r.submission_id and sent.prompt_id = r.prompt_id and sent.body = r.body))
    or ((s.ai_tools <> '' or s.ai_purpose <> '') and not exists (
      select from submission_attempt a where a.tenant_id = s.tenant_id and a.submission_id = s.id)))
  order by s.closed_at, s.id limit most;
$$;
revoke all on function sec.words_due(timestamptz, int) from public;
grant execute on function sec.words_due(timestamptz, int) to cairn_gate;
`,
}
