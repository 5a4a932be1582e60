/** How a micro-credential went on this site: what its awards took and how often two readers agreed, counted from the log so that no page counts. */
export const pilot = {
  name: '0490-pilot',
  sql: `
-- Everybody may read the sums; where they come from, each organization sees of its own.
create table achievement_pilot (
  achievement_id uuid primary key references achievement,
  awards int not null default 0,
  -- Half of the awards came within so many days of the start.
  median_days int,
  decisions int not null default 0,
  -- Decisions for which two readers needed no third.
  agreed int not null default 0
);
select sec.global_table('achievement_pilot');

create table pilot_award (
  tenant_id uuid not null references organization,
  credential_id uuid not null,
  achievement_id uuid not null references achievement,
  days int not null check (days >= 0),
  primary key (tenant_id, credential_id),
  foreign key (tenant_id, credential_id) references credential
);
create index pilot_award_of on pilot_award (achievement_id, days);
select sec.tenant_table('pilot_award', 'select');

create table pilot_decision (
  tenant_id uuid not null references organization,
  decision_id uuid not null,
  achievement_id uuid not null references achievement,
  agreed boolean not null,
  primary key (tenant_id, decision_id),
  foreign key (tenant_id, decision_id) references decision
);
create index pilot_decision_of on pilot_decision (achievement_id, agreed);
select sec.tenant_table('pilot_decision', 'select');

-- What is true of them now, whoever asks and however often. A demonstration is no pilot.
create view award_to_count with (security_invoker = true) as
  select c.tenant_id, c.id as credential_id, c.achievement_id, greatest(0, extract(day from c.awarded_at - s.started_at))::int as days,
    c.published_at is not null and c.revoked_at is null as stands
  from credential c join submission s on s.tenant_id = c.tenant_id and s.id = c.submission_id join organization o on o.tenant_id = c.tenant_id
  where not o.demo;
create view decision_to_count with (security_invoker = true) as
  select d.tenant_id, d.id as decision_id, v.achievement_id, not d.adjudicated as agreed
  from decision d join achievement_version v on v.id = d.achievement_version_id join organization o on o.tenant_id = d.tenant_id
  where not o.demo and jsonb_array_length(d.readings) > 1;

-- Two that come at once wait for each other at the row, so that the later one sees what the first one wrote.
create function sec.hold_pilot(entry uuid) returns void language plpgsql set search_path = public as $$
begin
  insert into achievement_pilot (achievement_id) values (entry) on conflict do nothing;
  perform from achievement_pilot where achievement_id = entry for update;
end $$;
revoke all on function sec.hold_pilot(uuid) from public;

create function sec.sum_pilot(entry uuid) returns void language sql set search_path = public as $$
  update achievement_pilot p set awards = a.awards, median_days = a.median_days, decisions = d.decisions, agreed = d.agreed
  from
    (select count(*)::int as awards, percentile_disc(0.5) within group (order by days) as median_days from pilot_award where achievement_id = entry) a,
    (select count(*)::int as decisions, (count(*) filter (where agreed))::int as agreed from pilot_decision where achievement_id = entry) d
  where p.achievement_id = entry;
$$;
revoke all on function sec.sum_pilot(uuid) from public;

-- A credential that stands is counted once, one that was taken back is not: what is asked is the credential itself.
create function sec.count_award(wanted uuid) returns void language plpgsql volatile security definer set search_path = public as $$
declare a award_to_count;
begin
  select * into a from award_to_count where tenant_id = sec.tenant() and credential_id = wanted;
  if a.achievement_id is null then return; end if;
  perform sec.hold_pilot(a.achievement_id);
  if a.stands then
    insert into pilot_award (tenant_id, credential_id, achievement_id, days) values (a.tenant_id, wanted, a.achievement_id, a.days) on conflict do nothing;
  else
    delete from pilot_award where tenant_id = a.tenant_id and credential_id = wanted;
  end if;
  perform sec.sum_pilot(a.achievement_id);
end $$;
revoke all on function sec.count_award(uuid) from public;
grant execute on function sec.count_award(uuid) to cairn_app;

create function sec.count_decision(wanted uuid) returns void language plpgsql volatile security definer set search_path = public as $$
declare d decision_to_count;
begin
  select * into d from decision_to_count where tenant_id = sec.tenant() and decision_id = wanted;
  if d.achievement_id is null then return; end if;
  perform sec.hold_pilot(d.achievement_id);
  insert into pilot_decision (tenant_id, decision_id, achievement_id, agreed) values (d.tenant_id, wanted, d.achievement_id, d.agreed) on conflict do nothing;
  perform sec.sum_pilot(d.achievement_id);
end $$;
revoke all on function sec.count_decision(uuid) from public;
grant execute on function sec.count_decision(uuid) to cairn_app;

-- What was there before the log was heard.
insert into pilot_award select tenant_id, credential_id, achievement_id, days from award_to_count where stands;
insert into pilot_decision select tenant_id, decision_id, achievement_id, agreed from decision_to_count;
insert into achievement_pilot (achievement_id) select achievement_id from pilot_award union select achievement_id from pilot_decision;
do $$ begin perform sec.sum_pilot(achievement_id) from achievement_pilot; end $$;
`,
}
