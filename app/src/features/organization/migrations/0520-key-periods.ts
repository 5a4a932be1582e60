/** A key is made before it is used and kept until what it began is signed; then its private part goes (03-credentials.md 5a). */
export const keyPeriods = {
  name: '0520-key-periods',
  sql: `
-- When it was published; it signs from not_before on.
alter table issuer_key add column made_at timestamptz;
update issuer_key set made_at = not_before;
alter table issuer_key alter column made_at set not null;
-- The newest of its purpose has no end yet; the one before it has, and signs until then.
drop index issuer_key_active;
create unique index issuer_key_open on issuer_key (tenant_id, purpose) where state = 'active' and not_after is null;
alter table issuer_key add constraint issuer_key_period check (not_after >= not_before);
alter table issuer_key add constraint issuer_key_over check (state = 'active' or (since is not null and wrapped_key is null));
alter table issuer_key add constraint issuer_key_ended check (state <> 'ended' or not_after is not null);
drop trigger write_once on issuer_key;
select sec.write_once('issuer_key', array['public_key', 'not_before', 'purpose', 'made_at']);
create trigger never_deleted before delete or truncate on issuer_key for each statement execute function sec.refuse_change();

-- Awards that name this key and are not signed yet.
create function sec.is_key_awaited(tenant uuid, key text) returns boolean language sql stable set search_path = public as $$
  select exists (select from credential where tenant_id = tenant and key_id = key and state in ('reserved', 'prepared') and erased_at is null);
$$;
-- What was published of a key only ever gets less: an end comes nearer, a state gets worse, a private part goes.
create function sec.keep_key() returns trigger language plpgsql as $$
begin
  if coalesce(new.not_after, 'infinity') > coalesce(old.not_after, 'infinity')
    or (old.state = 'ended' and new.state = 'active') or (old.state = 'compromised' and new.state <> 'compromised')
    or (old.state = 'compromised' and new.since > old.since)
    or (new.wrapped_key is not null and new.wrapped_key is distinct from old.wrapped_key) then
    raise exception 'a key is never worth more than it was' using errcode = '42501';
  end if;
  if new.state = 'ended' and old.state = 'active' and sec.is_key_awaited(new.tenant_id, new.id) then
    raise exception 'awards wait for this key' using errcode = '23514';
  end if;
  return new;
end $$;
create trigger keep_key before update on issuer_key for each row execute function sec.keep_key();

create or replace view public_issuer_key as
  select k.tenant_id, o.slug, k.id, k.purpose, k.public_key, k.not_before, k.not_after, k.state, k.since, k.made_at
  from issuer_key k join organization o using (tenant_id);

-- Keys whose time is over and for which nothing waits any more.
create function sec.keys_over(at timestamptz) returns table (tenant_id uuid, id text) language sql stable security definer set search_path = public as $$
  select k.tenant_id, k.id from issuer_key k where k.state = 'active' and k.not_after <= at and not sec.is_key_awaited(k.tenant_id, k.id) order by k.not_after limit 100;
$$;
revoke all on function sec.is_key_awaited(uuid, text), sec.keys_over(timestamptz) from public;
grant execute on function sec.is_key_awaited(uuid, text) to cairn_app;
grant execute on function sec.keys_over(timestamptz) to cairn_gate;
`,
}
