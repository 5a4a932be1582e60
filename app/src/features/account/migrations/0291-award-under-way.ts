/** An account does not go while something of the person is still made: the last question before its rows are erased. */
export const awardUnderWay = {
  name: '0291-award-under-way',
  sql: `
create or replace function sec.is_unheard() returns boolean language sql stable security definer set search_path = public as $$
  select exists (select from outbox o join log_entry l on l.id = o.log_id
      where o.state = 'due' and o.kind like 'react:%' and l.person_id = sec.person())
    or exists (select from credential where learner_id = sec.person() and state not in ('published', 'refused'));
$$;
`,
}
