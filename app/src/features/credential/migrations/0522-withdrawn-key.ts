/** What a withdrawn key was to sign is signed by the one in its place; what it signed is found by its name (03-credentials.md 5a). */
export const withdrawnKey = {
  name: '0522-withdrawn-key',
  sql: `
create index credential_key on credential (tenant_id, key_id, proof_created);
drop trigger write_once on credential;
select sec.write_once('credential', array['public_id', 'edition', 'learner_id', 'submission_id', 'decision_id', 'achievement_version_id', 'stack_basis_id', 'stack_code',
  'status_list_id', 'status_index', 'prepared_digest', 'log_entry_id', 'signed_digest', 'awarded_at', 'revoked_at', 'revoked_reason', 'published_at',
  'erased_at']);
create function sec.keep_signing_key() returns trigger language plpgsql as $$
declare withdrawn boolean := exists (select from issuer_key k where k.tenant_id = old.tenant_id and k.id = old.key_id and k.state = 'compromised');
begin
  if (new.key_id, new.proof_created) is distinct from (old.key_id, old.proof_created) and (old.signed_digest is not null or not withdrawn) then
    raise exception 'write-once: the key of an award stays, unless it was withdrawn before it signed' using errcode = '42501';
  end if;
  if old.signed_bytes is null and new.signed_bytes is not null and withdrawn then
    raise exception 'the key of this award was withdrawn' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger keep_signing_key before update of key_id, proof_created, signed_bytes on credential for each row execute function sec.keep_signing_key();
`,
}
