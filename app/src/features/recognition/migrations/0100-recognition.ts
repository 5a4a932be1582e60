/** What a district or state gives for what: rules, givings, and the ledger that only grows (07-recognition.md). */
export const recognition = {
  name: '0100-recognition',
  sql: `
create table recognition_program (
  tenant_id uuid not null references organization,
  id uuid not null,
  code text not null,
  title text not null,
  unit_code text not null,
  unit_label text not null,
  unit_scale int not null check (unit_scale between 0 and 4),
  created_at timestamptz not null,
  ended_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, code)
);
select sec.tenant_table('recognition_program');

create table recognition_rule_version (
  tenant_id uuid not null,
  id uuid not null,
  rule_id text not null,
  version int not null,
  program_id uuid not null,
  body jsonb not null,
  status text not null check (status in ('draft', 'published', 'ended')),
  created_by text not null,
  created_at timestamptz not null,
  published_at timestamptz,
  ended_at timestamptz,
  -- Last day on which it still counts; the body keeps the words that were published.
  effective_to date,
  primary key (tenant_id, id),
  unique (tenant_id, rule_id, version),
  foreign key (tenant_id, program_id) references recognition_program
);
select sec.tenant_table('recognition_rule_version');
select sec.write_once('recognition_rule_version', array['rule_id', 'version', 'program_id', 'body', 'published_at', 'ended_at', 'effective_to']);

create table recognition (
  tenant_id uuid not null,
  id uuid not null,
  rule_version_id uuid not null,
  program_id uuid not null,
  educator_id uuid not null references person,
  source_kind text not null check (source_kind in ('award', 'stack')),
  source_id uuid not null,
  issuer_id uuid not null references organization,
  achievement_id uuid not null references achievement,
  achievement_version_id uuid not null references achievement_version,
  equivalence_key text not null,
  units bigint not null,
  unit_code text not null,
  unit_scale int not null,
  period_key text not null,
  state text not null check (state in ('pending_approval', 'approved', 'reported', 'closed', 'refused', 'reversing', 'reversed')),
  reason_codes text[] not null default '{}',
  decided_by text[] not null default '{}',
  counted_on date not null,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, rule_version_id) references recognition_rule_version,
  foreign key (tenant_id, program_id) references recognition_program
);
create unique index recognition_once on recognition (tenant_id, program_id, educator_id, equivalence_key) where state not in ('refused', 'reversed', 'reversing');
create index recognition_educator on recognition (educator_id);
create index recognition_source on recognition (tenant_id, source_id);
select sec.tenant_table('recognition', own => 'educator_id');

-- The end of each tenant's chain: its row is the lock under which entries are numbered.
create table recognition_head (
  tenant_id uuid primary key references organization,
  seq bigint not null,
  hash bytea not null
);
select sec.tenant_table('recognition_head');

create table recognition_entry (
  tenant_id uuid not null,
  seq bigint not null,
  id uuid not null,
  recognition_id uuid not null,
  educator_id uuid not null,
  kind text not null check (kind in ('grant', 'partial', 'carry_out', 'carry_in', 'reversal', 'adjustment')),
  units bigint not null,
  unit_code text not null,
  unit_scale int not null,
  unrounded_num text not null,
  unrounded_den text not null,
  period_key text not null,
  effective_on date not null,
  reason_code text not null default '',
  note text not null default '' check (char_length(note) <= 300),
  actor_id text not null,
  created_at timestamptz not null,
  prev_hash bytea not null,
  hash bytea not null,
  primary key (tenant_id, seq),
  unique (tenant_id, id),
  foreign key (tenant_id, recognition_id) references recognition
);
create index recognition_entry_educator on recognition_entry (tenant_id, educator_id, period_key);
create index recognition_entry_period on recognition_entry (tenant_id, period_key, seq);
select sec.tenant_table('recognition_entry', 'select, insert', own => 'educator_id');
select sec.append_only('recognition_entry');

create table educator_identifier (
  tenant_id uuid not null,
  id uuid not null,
  educator_id uuid not null references person,
  type text not null,
  wrapped_value bytea not null,
  value_mac bytea not null,
  verified_at timestamptz,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, type, value_mac)
);
select sec.tenant_table('educator_identifier');

-- What anyone may know of what an organization gives: its published rules.
create view public_recognition_rule as
  select r.tenant_id, o.slug, o.name, o.time_zone, o.demo, r.id, r.rule_id, r.version, r.program_id, p.title as program_title, r.body, r.published_at, r.effective_to
  from recognition_rule_version r join organization o using (tenant_id) join recognition_program p on p.tenant_id = r.tenant_id and p.id = r.program_id
  where r.status in ('published', 'ended');
grant select on public_recognition_rule to cairn_public, cairn_app;

-- The door "share" (08-trust.md 2.4): a recognizer sees of a credential what its holder shared, and never anything behind it.
-- Awards of the demonstration count in the demonstration alone.
create function sec.shared_awards(of_learner uuid, of_credential uuid)
returns table (credential_id uuid, issuer_id uuid, learner_id uuid, achievement_id uuid, achievement_version_id uuid, awarded_at timestamptz)
language sql stable security definer set search_path = public as $$
  select distinct c.id, c.tenant_id, c.learner_id, c.achievement_id, c.achievement_version_id, c.awarded_at
  from credential_share s
  join credential c on c.tenant_id = s.tenant_id and c.id = s.credential_id and c.learner_id = s.learner_id
  join organization issuer on issuer.tenant_id = c.tenant_id
  join organization mine on mine.tenant_id = s.to_tenant
  where s.to_tenant = (select sec.tenant()) and s.ended_at is null and c.state = 'published' and c.revoked_at is null and issuer.demo = mine.demo
    and (of_learner is null or c.learner_id = of_learner) and (of_credential is null or c.id = of_credential);
$$;
revoke all on function sec.shared_awards(uuid, uuid) from public;
grant execute on function sec.shared_awards(uuid, uuid) to cairn_app;

-- Where a credential of this tenant was shared to, letters may be posted about it; nowhere else, and about nothing else.
create function sec.post_to_recognizer(letter uuid, letter_kind text, of_credential uuid, recognizer uuid, at timestamptz)
returns void language plpgsql security definer set search_path = public as $$
begin
  if letter_kind not in ('count-share', 'reverse-share') then raise exception 'not a letter between tenants' using errcode = '42501'; end if;
  if not exists (select from credential_share s where s.tenant_id = sec.tenant() and s.credential_id = of_credential and s.to_tenant = recognizer) then
    raise exception 'not shared with this tenant' using errcode = '42501';
  end if;
  insert into outbox (id, tenant_id, kind, body, next_at) values (letter, recognizer, letter_kind, jsonb_build_object('credentialId', of_credential), at);
  perform sec.wake(letter);
end $$;
revoke all on function sec.post_to_recognizer(uuid, text, uuid, uuid, timestamptz) from public;
grant execute on function sec.post_to_recognizer(uuid, text, uuid, uuid, timestamptz) to cairn_app;
`,
}
