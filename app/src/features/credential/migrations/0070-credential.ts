/** Awards: reserved, prepared, logged, signed, checked, stored, published (03-credentials.md 13). Exactly once is a constraint. */
export const credential = {
  name: '0070-credential',
  sql: `
create table status_list (
  tenant_id uuid not null references organization,
  id uuid not null,
  purpose text not null check (purpose = 'revocation'),
  n int not null check (n > 0),
  used int not null default 0 check (used between 0 and 65536),
  bits bytea not null,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, purpose, n)
);
select sec.tenant_table('status_list');
-- A revocation is one-way: no bit returns from 1 to 0.
create function sec.keep_bits() returns trigger language plpgsql as $$
begin
  for i in 0 .. length(old.bits) - 1 loop
    if get_byte(old.bits, i) & ~get_byte(new.bits, i) <> 0 then raise exception 'a revocation stays' using errcode = '42501'; end if;
  end loop;
  return new;
end $$;
create trigger keep_bits before update of bits on status_list for each row when (old.bits is distinct from new.bits) execute function sec.keep_bits();

create table status_list_version (
  tenant_id uuid not null,
  status_list_id uuid not null,
  valid_from timestamptz not null,
  bytes bytea not null,
  digest text not null,
  primary key (tenant_id, status_list_id, valid_from),
  foreign key (tenant_id, status_list_id) references status_list
);
select sec.tenant_table('status_list_version', 'select, insert');
select sec.append_only('status_list_version');

create table credential (
  tenant_id uuid not null references organization,
  id uuid not null,
  public_id text not null check (public_id ~ '^[1-9A-HJ-NP-Za-km-z]{22}$'),
  edition int not null default 1 check (edition > 0),
  learner_id uuid not null references person,
  submission_id uuid not null,
  decision_id uuid not null,
  achievement_id uuid not null references achievement,
  achievement_version_id uuid not null references achievement_version,
  state text not null check (state in ('reserved', 'prepared', 'signed', 'stored', 'published', 'refused')),
  key_id text not null,
  proof_created timestamptz not null,
  status_list_id uuid not null,
  status_index int not null check (status_index between 0 and 131071),
  prepared_bytes bytea,
  prepared_digest text,
  log_entry_id bigint,
  signed_bytes bytea,
  signed_digest text,
  refusal text,
  provisional boolean not null,
  awarded_at timestamptz not null,
  valid_until timestamptz,
  visibility text not null default 'private' check (visibility in ('private', 'link', 'public')),
  supersedes_id uuid,
  revoked_at timestamptz,
  revoked_reason text check (revoked_reason in ('error', 'misconduct', 'holder-request', 'issuer-request', 'superseded')),
  published_at timestamptz,
  reserved_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, submission_id, edition),
  unique (tenant_id, status_list_id, status_index),
  unique (public_id),
  unique (log_entry_id),
  foreign key (tenant_id, decision_id) references decision,
  foreign key (tenant_id, submission_id) references submission,
  foreign key (tenant_id, status_list_id) references status_list,
  foreign key (tenant_id, key_id) references issuer_key
);
create index credential_learner on credential (learner_id, awarded_at desc);
create index credential_tenant on credential (tenant_id, awarded_at, id);
create index credential_unfinished on credential (reserved_at) where state in ('reserved', 'prepared', 'signed', 'stored');
select sec.tenant_table('credential', own => 'learner_id');
select sec.write_once('credential', array['public_id', 'edition', 'learner_id', 'submission_id', 'decision_id', 'achievement_version_id', 'key_id', 'proof_created',
  'status_list_id', 'status_index', 'prepared_bytes', 'prepared_digest', 'log_entry_id', 'signed_bytes', 'signed_digest', 'awarded_at', 'revoked_at', 'revoked_reason', 'published_at']);
create trigger never_deleted before delete or truncate on credential for each statement execute function sec.refuse_change();
-- An award needs its basis: a final decision that was earned, of the same learner and the same version.
create function sec.award_basis() returns trigger language plpgsql as $$
begin
  if not exists (select from decision d where d.tenant_id = new.tenant_id and d.id = new.decision_id and d.result = 'earned' and d.superseded_at is null
      and d.learner_id = new.learner_id and d.submission_id = new.submission_id and d.achievement_version_id = new.achievement_version_id) then
    raise exception 'no earned decision stands behind this award' using errcode = '23514';
  end if;
  return new;
end $$;
create trigger award_basis before insert on credential for each row execute function sec.award_basis();

-- The holder opens a credential to another tenant (a district that recognizes it); only the signed document is seen.
create table credential_share (
  tenant_id uuid not null,
  id uuid not null,
  credential_id uuid not null,
  learner_id uuid not null,
  to_tenant uuid not null references organization,
  shared_at timestamptz not null,
  ended_at timestamptz,
  primary key (tenant_id, id),
  foreign key (tenant_id, credential_id) references credential
);
select sec.tenant_table('credential_share', own => 'learner_id');

create view public_credential as
  select c.public_id, c.tenant_id, c.id, c.achievement_id, c.achievement_version_id, c.signed_bytes, c.signed_digest, c.awarded_at, c.revoked_at, c.visibility, c.provisional,
    c.valid_until, o.slug as issuer_slug, o.name as issuer_name, o.url as issuer_url, o.demo
  from credential c join organization o using (tenant_id) where c.state = 'published';
create view public_status_list as
  select o.slug, l.purpose, l.n, v.valid_from, v.bytes, v.digest
  from status_list l join status_list_version v on v.tenant_id = l.tenant_id and v.status_list_id = l.id join organization o on o.tenant_id = l.tenant_id;
create view public_revocation as
  select o.slug, c.public_id, c.revoked_at from credential c join organization o using (tenant_id) where c.revoked_at is not null and c.state = 'published';
-- Lists whose newest version is older than a time: signed anew each day, long before their week is over.
create function sec.lists_older_than(at timestamptz) returns table (tenant_id uuid) language sql stable security definer set search_path = public as $$
  select l.tenant_id from status_list l join status_list_version v on v.tenant_id = l.tenant_id and v.status_list_id = l.id
  group by l.tenant_id, l.id having max(v.valid_from) < at;
$$;
revoke all on function sec.lists_older_than(timestamptz) from public;
grant execute on function sec.lists_older_than(timestamptz) to cairn_gate;
grant select on public_credential, public_status_list, public_revocation to cairn_public, cairn_app;
`,
}
