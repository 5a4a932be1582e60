/** An address of a private file lives for a quarter of an hour at most, whatever the clock said when it was made. */
export const addressesOfAnotherClock = {
  name: '0181-clock-step',
  sql: `
create or replace function sec.open_capability(wanted bytea, at timestamptz) returns capability language sql stable security definer set search_path = public as $$
  select c.* from capability c join session s on s.id = c.session_id
  where c.token_hash = wanted and c.expires_at > at and c.expires_at <= at + interval '20 minutes' and s.ended_at is null;
$$;
`,
}
