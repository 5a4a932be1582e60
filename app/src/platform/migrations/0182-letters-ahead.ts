/**
 * A letter that was written or put off while the clock ran ahead would wait until the time it said then.
 * Put-off letters wait for at most an hour and a fifth; the id of a letter says when it was written.
 */
export const lettersAhead = {
  name: '0182-letters-ahead',
  sql: `
create function sec.written_at(letter uuid) returns timestamptz language sql immutable set search_path = pg_catalog as $$
  select to_timestamp(('x' || left(replace(letter::text, '-', ''), 12))::bit(48)::bigint / 1000.0)
$$;
create or replace function sec.wake_overdue(at timestamptz) returns bigint language sql security definer set search_path = pg_catalog, public as $$
  update public.outbox set next_at = at where state = 'due' and next_at > at + interval '2 hours'
    and (attempts > 0 or next_at <= sec.written_at(id) + interval '1 minute');
  select count(*) from (
    select sec.wake(id) from (select id from public.outbox where state = 'due' and next_at <= at order by next_at limit 500) due
  ) woken;
$$;
`,
}
