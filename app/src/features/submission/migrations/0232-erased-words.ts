/** Words that were sent in stay as they are, until their author is erased: then count and digest alone stay. */
export const erasedWords = {
  name: '0232-erased-words',
  sql: `
drop trigger append_only on attempt_response;
create trigger never_deleted before delete or truncate on attempt_response for each statement execute function sec.refuse_change();
create function sec.keep_words() returns trigger language plpgsql as $$
begin
  if new.body = '' and sec.is_erasing(old.learner_id)
    and (new.tenant_id, new.attempt_id, new.learner_id, new.prompt_id, new.words, new.sha256)
      is not distinct from (old.tenant_id, old.attempt_id, old.learner_id, old.prompt_id, old.words, old.sha256) then
    return new;
  end if;
  raise exception 'append-only: % of % refused', tg_op, tg_table_name using errcode = '42501';
end $$;
create trigger keep_words before update on attempt_response for each row execute function sec.keep_words();
grant update (body) on attempt_response to cairn_app;

-- What the author said of tools goes with the words; the digest of the manifest stays that of what was judged.
drop trigger write_once on submission_attempt;
select sec.write_once('submission_attempt', array['submission_id', 'learner_id', 'attempt_no', 'manifest_digest', 'submitted_at', 'random_draw']);
create function sec.keep_manifest() returns trigger language plpgsql as $$
begin
  if not sec.is_erasing(old.learner_id) then
    raise exception 'write-once: %.manifest refused', tg_table_name using errcode = '42501';
  end if;
  return new;
end $$;
create trigger keep_manifest before update of manifest on submission_attempt for each row
  when (old.manifest is distinct from new.manifest) execute function sec.keep_manifest();
`,
}
