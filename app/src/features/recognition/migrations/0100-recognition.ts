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
  primary key (tenant_id, id),
  unique (tenant_id, rule_id, version),
  foreign key (tenant_id, program_id) references recognition_program
);
select sec.tenant_table('recognition_rule_version');

create table recognition (
  tenant_id uuid not null,
  id uuid not null,
  rule_version_id uuid not null,
  program_id uuid not null,
  educator_id uuid not null references person,
  source_kind text not null check (source_kind in ('award', 'stack')),
  source_id uuid not null,
  achievement_id uuid not null,
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
`,
}
