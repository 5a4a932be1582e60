/** Whether somebody still tries, for deeds that wait for a letter: what was given up is waited for by nobody. */
export const lettersDue = {
  name: '0290-letters-due',
  sql: `
-- Reactions to one line of the log, in the tenant of this transaction.
create function sec.is_entry_due(entry bigint) returns boolean language sql stable security definer set search_path = public as $$
  select exists (select from outbox o
    where o.log_id = entry and o.state = 'due' and o.kind like 'react:%' and o.tenant_id is not distinct from sec.tenant());
$$;
create function sec.is_letter_due(wanted text, said jsonb) returns boolean language sql stable security definer set search_path = public as $$
  select exists (select from outbox o
    where o.state = 'due' and o.kind = wanted and o.body @> said and o.tenant_id is not distinct from sec.tenant());
$$;
revoke all on function sec.is_entry_due(bigint), sec.is_letter_due(text, jsonb) from public;
grant execute on function sec.is_entry_due(bigint), sec.is_letter_due(text, jsonb) to cairn_app;
`,
}
