/** The outbox is the queue; the job library only wakes whoever works on it (08-trust.md 2.3). */
export const jobs = {
  name: '0003-jobs',
  sql: `
create function sec.wake(row_id uuid, at timestamptz default null) returns void language sql security definer set search_path = pg_catalog, graphile_worker as $$
  select graphile_worker.add_job('outbox', json_build_object('id', row_id), job_key => row_id::text, max_attempts => 1, run_at => at);
$$;
revoke all on function sec.wake(uuid, timestamptz) from public;
grant execute on function sec.wake(uuid, timestamptz) to cairn_app, cairn_worker;

create function sec.wake_overdue(at timestamptz) returns bigint language sql security definer set search_path = pg_catalog, public as $$
  select count(*) from (
    select sec.wake(id) from (select id from public.outbox where state = 'due' and next_at <= at order by next_at limit 500) due
  ) woken;
$$;
revoke all on function sec.wake_overdue(timestamptz) from public;
grant execute on function sec.wake_overdue(timestamptz) to cairn_gate;

grant usage on schema graphile_worker to cairn_gate;
grant select, insert, update, delete on all tables in schema graphile_worker to cairn_gate;
grant usage on all sequences in schema graphile_worker to cairn_gate;
grant execute on all functions in schema graphile_worker to cairn_gate;
do $$
declare name text;
begin
  for name in select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
              where n.nspname = 'graphile_worker' and c.relkind = 'r' and c.relrowsecurity loop
    execute format('create policy gate on graphile_worker.%I to cairn_gate using (true) with check (true)', name);
  end loop;
end $$;
`,
}
