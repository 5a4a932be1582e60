/** The append-only action log, the outbox that follows it, answers kept by key, counters (08-trust.md 2.3, 8, 10.5). */
export const log = {
  name: '0002-log',
  sql: `
create table log_entry (
  id bigint primary key,
  at timestamptz not null,
  type text not null check (type ~ '^[a-z]+\\.[a-zA-Z]+$'),
  tenant_id uuid,
  person_id uuid,
  subject_id text not null,
  actor_id text not null,
  body jsonb not null,
  request_id text,
  prev_hash bytea not null,
  hash bytea not null
);
create index log_entry_subject on log_entry (subject_id, id);
create index log_entry_tenant on log_entry (tenant_id, id);
select sec.append_only('log_entry');
select sec.guard('log_entry', 'operational', 'tenant_id is not distinct from (select sec.tenant()) or person_id = (select sec.person())');
grant select, insert on log_entry to cairn_app;
create policy worker on log_entry for select to cairn_worker using (true);
grant select on log_entry to cairn_worker;

create table log_head (one boolean primary key default true check (one), id bigint not null, hash bytea not null);
insert into log_head values (true, 0, '\\x');
select sec.operational_table('log_head');
grant select, update on log_head to cairn_app;

create table outbox (
  id uuid primary key,
  tenant_id uuid,
  person_id uuid,
  log_id bigint,
  kind text not null,
  body jsonb not null,
  state text not null default 'due' check (state in ('due', 'done', 'dead')),
  attempts int not null default 0,
  next_at timestamptz not null,
  done_at timestamptz,
  error text,
  unique (log_id, kind)
);
create index outbox_due on outbox (next_at) where state = 'due';
select sec.guard('outbox', 'operational', 'tenant_id is not distinct from (select sec.tenant())');
grant insert on outbox to cairn_app;
create policy worker on outbox to cairn_worker using (true) with check (true);
grant select, update on outbox to cairn_worker;

create table idempotency (
  actor_id text not null,
  route text not null,
  key text not null check (key ~ '^[!-~]{1,64}$'),
  body_hash bytea not null,
  status int,
  headers jsonb,
  answer bytea,
  created_at timestamptz not null,
  primary key (actor_id, route, key)
);
select sec.operational_table('idempotency');
grant select, insert, update, delete on idempotency to cairn_app;

create table rate_count (bucket text primary key, count int not null, ends_at timestamptz not null);
create index rate_count_ends on rate_count (ends_at);
select sec.operational_table('rate_count');
grant select, insert, update, delete on rate_count to cairn_app;

create table installation (key text primary key, value jsonb not null);
select sec.operational_table('installation');
grant select, insert, update on installation to cairn_app;
`,
}
