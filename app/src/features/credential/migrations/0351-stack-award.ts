/** A stack that is awarded: its basis is credentials of one holder that one issuer awarded and that satisfy the published version (08-trust.md 2.5). */
export const stackAward = {
  name: '0351-stack-award',
  sql: `
create view stack_said as
  select v.code, v.version, s.version as current_version, s.slug, s.kind, v.strand, v.words, v.rule, v.digest from stack_version v join stack s using (code);
grant select on stack_said to cairn_app, cairn_public;

create table stack_basis (
  tenant_id uuid not null references organization,
  id uuid not null,
  learner_id uuid not null references person,
  stack_code text not null,
  stack_version int not null,
  completed_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (stack_code, stack_version) references stack_version
);
create index stack_basis_learner on stack_basis (learner_id);
select sec.tenant_table('stack_basis', 'select, insert', own => 'learner_id');
select sec.append_only('stack_basis');
create table basis_part (
  tenant_id uuid not null,
  stack_basis_id uuid not null,
  credential_id uuid not null,
  learner_id uuid not null,
  place int not null,
  primary key (tenant_id, stack_basis_id, credential_id),
  foreign key (tenant_id, stack_basis_id) references stack_basis,
  foreign key (tenant_id, credential_id) references credential
);
create index basis_part_credential on basis_part (tenant_id, credential_id);
select sec.tenant_table('basis_part', 'select, insert', own => 'learner_id');
select sec.append_only('basis_part');

alter table credential alter column submission_id drop not null, alter column decision_id drop not null,
  alter column achievement_id drop not null, alter column achievement_version_id drop not null,
  add column stack_basis_id uuid,
  add column stack_code text,
  -- Until when a part that was taken back may be replaced; null while every part that is needed is in force.
  add column lapses_at timestamptz,
  add foreign key (tenant_id, stack_basis_id) references stack_basis,
  add constraint credential_basis check (num_nonnulls(decision_id, stack_basis_id) = 1
    and num_nonnulls(decision_id, submission_id, achievement_id, achievement_version_id) in (0, 4) and num_nonnulls(stack_basis_id, stack_code) in (0, 2)
    and (lapses_at is null or stack_basis_id is not null)),
  drop constraint credential_revoked_reason_check,
  add constraint credential_revoked_reason_check
    check (revoked_reason in ('error', 'misconduct', 'holder-request', 'issuer-request', 'superseded', 'part-revoked'));
-- One of a stack by one issuer to one holder, until it is taken back.
create unique index credential_stack_once on credential (tenant_id, learner_id, stack_code) where stack_code is not null and revoked_at is null and state <> 'refused';
drop trigger write_once on credential;
select sec.write_once('credential', array['public_id', 'edition', 'learner_id', 'submission_id', 'decision_id', 'achievement_version_id', 'stack_basis_id', 'stack_code',
  'key_id', 'proof_created', 'status_list_id', 'status_index', 'prepared_digest', 'log_entry_id', 'signed_digest', 'awarded_at', 'revoked_at', 'revoked_reason', 'published_at',
  'erased_at']);

-- Whether these credentials of one holder, as far as they are in force, are what the rule takes.
create function sec.satisfies(rule jsonb, tenant uuid, learner uuid, parts uuid[]) returns boolean language sql stable set search_path = public as $$
  with member as (
    select m ->> 'group' as in_group from jsonb_array_elements(rule -> 'members') m
    where exists (select from credential c join achievement_version v on v.id = c.achievement_version_id
      where c.tenant_id = tenant and c.learner_id = learner and c.id = any (parts) and c.state = 'published' and c.revoked_at is null
        and c.achievement_id = (m ->> 'achievementId')::uuid and split_part(v.version, '.', 1)::int >= coalesce((m ->> 'minMajor')::int, 0)))
  select (select count(*) from member) >= (rule ->> 'anyOf')::int
    and not exists (select from jsonb_array_elements(rule -> 'groups') g
      where (select count(*) from member where in_group = g ->> 'id') < (g ->> 'min')::int);
$$;
grant execute on function sec.satisfies(jsonb, uuid, uuid, uuid[]) to cairn_app;

create or replace function sec.award_basis() returns trigger language plpgsql as $$
begin
  if new.decision_id is null then
    if not exists (select from stack_basis b join stack_version v on v.code = b.stack_code and v.version = b.stack_version
        where b.tenant_id = new.tenant_id and b.id = new.stack_basis_id and b.learner_id = new.learner_id and b.stack_code = new.stack_code
          and sec.satisfies(v.rule, new.tenant_id, new.learner_id,
            array(select p.credential_id from basis_part p where p.tenant_id = b.tenant_id and p.stack_basis_id = b.id and p.learner_id = b.learner_id))) then
      raise exception 'the parts behind this award are not what the stack takes' using errcode = '23514';
    end if;
    return new;
  end if;
  if not exists (select from decision d where d.tenant_id = new.tenant_id and d.id = new.decision_id and d.result = 'earned' and d.superseded_at is null
      and d.learner_id = new.learner_id and d.submission_id = new.submission_id and d.achievement_version_id = new.achievement_version_id) then
    raise exception 'no earned decision stands behind this award' using errcode = '23514';
  end if;
  return new;
end $$;

create or replace view public_credential as
  select c.public_id, c.tenant_id, c.id, c.achievement_id, c.achievement_version_id, c.signed_bytes, c.signed_digest, c.awarded_at, c.revoked_at, c.visibility, c.provisional,
    c.valid_until, o.slug as issuer_slug, o.name as issuer_name, o.url as issuer_url, o.demo, b.stack_code, b.stack_version
  from credential c join organization o using (tenant_id) left join stack_basis b on b.tenant_id = c.tenant_id and b.id = c.stack_basis_id
  where c.state = 'published' and c.erased_at is null;
-- The parts of a credential that anybody may look at, by the state each is in: whoever asks is shown no more of one than its holder opened.
create view public_part as
  select whole.public_id as whole_id, c.public_id, c.revoked_at, c.visibility, p.place
  from credential whole
  join basis_part p on p.tenant_id = whole.tenant_id and p.stack_basis_id = whole.stack_basis_id
  join credential c on c.tenant_id = p.tenant_id and c.id = p.credential_id
  where whole.state = 'published' and whole.erased_at is null;
grant select on public_part to cairn_public, cairn_app;
`,
}
