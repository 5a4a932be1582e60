import type { World } from './world.ts'

const OF_A_WORK = { submission: 'id', evidence: 'submission_id', submission_attempt: 'submission_id' } as const

/** From now on the database of this test refuses to change a work after its line was written in the same transaction. */
export async function insistLinesLast({ owner }: World): Promise<void> {
  for (const [table, column] of Object.entries(OF_A_WORK))
    await owner.query(`
      create function insist_lines_last_${table}() returns trigger language plpgsql security definer set search_path = public as $$
      begin
        if exists (select from log_entry where subject_id = new.${column}::text and xmin = pg_current_xact_id()::xid) then
          raise exception 'the line of a work was written before its rows: ${table}';
        end if;
        return new;
      end $$;
      create trigger insist_lines_last before insert or update on ${table} for each row execute function insist_lines_last_${table}();
    `)
}
