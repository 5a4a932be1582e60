/** Whom an organization's sign-in lets in is a choice of its own; an administrator's end needs a second person as the beginning does. */
export const signInAndTwoPeople = {
  name: '0245-sign-in-and-two-people',
  sql: `
-- Whom it lets in: everybody it knows, or addresses with the endings above: as the provider verified them, or as it states them.
alter table sign_in_provider add column admits text not null default 'all' check (admits in ('all', 'verified', 'stated'));
update sign_in_provider set admits = 'verified' where domains <> '{}';
alter table sign_in_provider add constraint sign_in_provider_endings check (admits = 'all' or domains <> '{}');
create or replace view public_sign_in_provider as
  select p.id, p.tenant_id, p.label, p.domains, o.slug, p.admits from sign_in_provider p join organization o using (tenant_id) where p.enabled;

-- By which organizations' sign-ins the person of this transaction could prove themselves again.
create function sec.own_sign_in_providers() returns table (id uuid, label text) language sql stable security definer set search_path = public as $$
  select distinct p.id, p.label from identity i
    join sign_in_provider p on rtrim(p.issuer, '/') = rtrim(i.issuer, '/') and p.enabled
    join membership m on m.tenant_id = p.tenant_id and m.person_id = i.person_id and m.ended_at is null
  where i.person_id = sec.person() order by p.label limit 10;
$$;
revoke all on function sec.own_sign_in_providers() from public;
grant execute on function sec.own_sign_in_providers() to cairn_app;

-- To end an administrator's role or membership is proposed as its beginning is; three days of silence stand for the second word.
alter table role_proposal add column deed text not null default 'grant' check (deed in ('grant', 'endRole', 'endMembership'));
alter table role_proposal drop constraint role_proposal_check;
alter table role_proposal add constraint role_proposal_second_person
  check (answered_by <> proposed_by or not accepted or (deed <> 'grant' and answered_at >= proposed_at + interval '72 hours'));
`,
}
