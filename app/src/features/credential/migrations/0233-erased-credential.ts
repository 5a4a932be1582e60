/** A credential that its holder had erased: the document is gone, row, index, digests and times stay (03-credentials.md 13.5). */
export const erasedCredential = {
  name: '0233-erased-credential',
  sql: `
alter table credential add column erased_at timestamptz;
alter table credential add constraint credential_erased check (erased_at is null or (revoked_at is not null and prepared_bytes is null and signed_bytes is null));
drop trigger write_once on credential;
select sec.write_once('credential', array['public_id', 'edition', 'learner_id', 'submission_id', 'decision_id', 'achievement_version_id', 'key_id', 'proof_created',
  'status_list_id', 'status_index', 'prepared_digest', 'log_entry_id', 'signed_digest', 'awarded_at', 'revoked_at', 'revoked_reason', 'published_at', 'erased_at']);
-- What was signed stays as it was signed, until its holder is erased with it.
create function sec.keep_signed() returns trigger language plpgsql as $$
begin
  if (old.prepared_bytes is not null and new.prepared_bytes is distinct from old.prepared_bytes)
    or (old.signed_bytes is not null and new.signed_bytes is distinct from old.signed_bytes) then
    if new.erased_at is null or old.erased_at is not null or new.prepared_bytes is not null or new.signed_bytes is not null or not sec.is_erasing(old.learner_id) then
      raise exception 'write-once: what was signed stays' using errcode = '42501';
    end if;
  end if;
  return new;
end $$;
create trigger keep_signed before update of prepared_bytes, signed_bytes on credential for each row execute function sec.keep_signed();

create or replace view public_credential as
  select c.public_id, c.tenant_id, c.id, c.achievement_id, c.achievement_version_id, c.signed_bytes, c.signed_digest, c.awarded_at, c.revoked_at, c.visibility, c.provisional,
    c.valid_until, o.slug as issuer_slug, o.name as issuer_name, o.url as issuer_url, o.demo
  from credential c join organization o using (tenant_id) where c.state = 'published' and c.erased_at is null;
create view public_erased_credential as select public_id from credential where erased_at is not null;
grant select on public_erased_credential to cairn_public, cairn_app;
`,
}
