#!/bin/sh
# Two roles: one owns the schema and migrates, one serves the web and can read no table by itself.
set -eu
psql -v ON_ERROR_STOP=1 -U postgres -v owner="$OWNER_PASSWORD" -v gate="$GATE_PASSWORD" <<'SQL'
create role cairn_owner login createrole nosuperuser nobypassrls password :'owner';
create role cairn_gate login noinherit nosuperuser nobypassrls password :'gate';
grant cairn_gate to cairn_owner with admin option;
create database cairn owner cairn_owner;
revoke all on database cairn from public;
grant connect on database cairn to cairn_gate;
\connect cairn
-- Row security rests on settings that injected SQL could change: nobody else may change them.
revoke execute on function pg_catalog.set_config(text, text, boolean) from public;
grant execute on function pg_catalog.set_config(text, text, boolean) to cairn_owner;
SQL
