/** Roles, scope and the helpers with which every feature declares its tables (08-trust.md 2.4). */
export const security = {
  name: '0001-security',
  sql: `
create schema sec;

do $$
declare wanted text;
begin
  foreach wanted in array array['cairn_app', 'cairn_public', 'cairn_worker'] loop
    if not exists (select from pg_roles where rolname = wanted) then execute format('create role %I nologin', wanted); end if;
  end loop;
  if not exists (select from pg_roles where rolname = 'cairn_gate') then create role cairn_gate login noinherit; end if;
  foreach wanted in array array['cairn_app', 'cairn_public', 'cairn_worker'] loop
    execute format('grant %I to cairn_gate', wanted);
    if not (select rolsuper from pg_roles where rolname = current_user) then execute format('grant %I to %I', wanted, current_user); end if;
  end loop;
end $$;
grant usage on schema public to cairn_app, cairn_public, cairn_worker;
grant usage on schema sec to cairn_gate, cairn_app, cairn_worker, cairn_public;

create function sec.enter(tenant uuid, person uuid) returns void language plpgsql security definer set search_path = pg_catalog as $$
begin
  perform set_config('cairn.tenant', coalesce(tenant::text, ''), true);
  perform set_config('cairn.person', coalesce(person::text, ''), true);
end $$;
revoke all on function sec.enter(uuid, uuid) from public;
grant execute on function sec.enter(uuid, uuid) to cairn_gate;

create function sec.tenant() returns uuid language sql stable parallel safe as $$ select nullif(current_setting('cairn.tenant', true), '')::uuid $$;
create function sec.person() returns uuid language sql stable parallel safe as $$ select nullif(current_setting('cairn.person', true), '')::uuid $$;

create table sec.table_kind (name text primary key, kind text not null check (kind in ('tenant', 'person', 'global', 'operational')));

create function sec.guard(name text, kind text, condition text) returns void language plpgsql as $$
begin
  insert into sec.table_kind values (name, kind);
  execute format('alter table %I enable row level security', name);
  execute format('alter table %I force row level security', name);
  execute format('create policy owner_all on %I to %I using (true) with check (true)', name, current_user);
  execute format('create policy scope on %I to cairn_app using (%s) with check (%s)', name, condition, condition);
end $$;

-- Rows of one tenant. A person column opens the person's own rows in any tenant, for reading only.
create function sec.tenant_table(name text, rights text default 'select, insert, update', own text default null) returns void language plpgsql as $$
begin
  perform sec.guard(name, 'tenant', 'tenant_id = (select sec.tenant())');
  if own is not null then
    execute format('create policy own on %I for select to cairn_app using (%I = (select sec.person()))', name, own);
  end if;
  execute format('grant %s on %I to cairn_app', rights, name);
end $$;

-- Rows of one person, in no tenant.
create function sec.person_table(name text, rights text default 'select, insert, update, delete', own text default 'person_id') returns void language plpgsql as $$
begin
  perform sec.guard(name, 'person', format('%I = (select sec.person())', own));
  execute format('grant %s on %I to cairn_app', rights, name);
end $$;

-- Published things that everybody may read; written at start by the owner (import) only.
create function sec.global_table(name text) returns void language plpgsql as $$
begin
  insert into sec.table_kind values (name, 'global');
  execute format('grant select on %I to cairn_app, cairn_public, cairn_worker', name);
end $$;

create function sec.operational_table(name text) returns void language sql as $$ insert into sec.table_kind values (name, 'operational') $$;

-- What is signed, decided or logged is never changed: to correct means to append.
create function sec.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'append-only: % of % refused', tg_op, tg_table_name using errcode = '42501';
end $$;
create function sec.append_only(name text) returns void language plpgsql as $$
begin
  execute format('create trigger append_only before update or delete or truncate on %I for each statement execute function sec.refuse_change()', name);
end $$;

-- Write-once columns: null becomes a value, a value stays.
create function sec.keep_once() returns trigger language plpgsql as $$
declare field text;
begin
  foreach field in array tg_argv loop
    if to_jsonb(old) -> field <> 'null'::jsonb and to_jsonb(old) -> field is distinct from to_jsonb(new) -> field then
      raise exception 'write-once: %.% refused', tg_table_name, field using errcode = '42501';
    end if;
  end loop;
  return new;
end $$;
create function sec.write_once(name text, fields text[]) returns void language plpgsql as $$
begin
  execute format('create trigger write_once before update on %I for each row execute function sec.keep_once(%s)', name,
    (select string_agg(quote_literal(field), ', ') from unnest(fields) field));
end $$;
`,
}
