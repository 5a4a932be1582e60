/** Examples of a criterion at a level: a piece that its holder lends and may take back any day, or one that was constructed for practice. */
export const exemplar = {
  name: '0410-exemplar',
  sql: `
create table exemplar (
  tenant_id uuid not null references organization,
  id uuid not null,
  achievement_id uuid not null references achievement,
  version_id uuid not null references achievement_version,
  criterion_id text not null check (criterion_id ~ '^C[1-8]$'),
  level_id text not null check (level_id ~ '^[a-z][a-z0-9_]{0,23}$'),
  -- Whose piece it is; null: constructed for practice.
  holder_id uuid references person,
  submission_id uuid,
  evidence_id uuid,
  -- Students possibly identifiable are in no example: the type has no word for it.
  class text check (class in ('A', 'B')),
  consent_id uuid,
  written_by uuid references person,
  audience text not null check (audience in ('public', 'members')),
  show_name boolean not null default false,
  words text not null check (char_length(words) <= 4000),
  blob_key text,
  media_type text,
  bytes bigint,
  state text not null default 'offered' check (state in ('offered', 'published', 'declined', 'withdrawn')),
  offered_at timestamptz not null,
  published_by uuid references person,
  published_at timestamptz,
  reason text not null default '' check (char_length(reason) <= 1000),
  ended_at timestamptz,
  ended_because text check (ended_because in ('declined', 'holder', 'lead', 'raised', 'consent-ended', 'privacy-stop', 'revoked', 'account-erased')),
  primary key (tenant_id, id),
  foreign key (tenant_id, submission_id) references submission,
  foreign key (tenant_id, evidence_id) references evidence,
  constraint exemplar_of_somebody check (num_nonnulls(holder_id, submission_id, evidence_id, class) in (0, 4) and (holder_id is null) = (written_by is not null)),
  constraint exemplar_inside check (class is distinct from 'B' or (audience = 'members' and consent_id is not null)),
  constraint exemplar_file check (num_nonnulls(blob_key, media_type, bytes) in (0, 3)),
  constraint exemplar_over check ((state in ('declined', 'withdrawn')) = (ended_at is not null) and (ended_at is null) = (ended_because is null)),
  -- What is over is gone: words, file and name.
  constraint exemplar_gone check (ended_at is null or (words = '' and blob_key is null and not show_name))
);
create unique index exemplar_once on exemplar (tenant_id, evidence_id, criterion_id) where state in ('offered', 'published');
create unique index exemplar_written_once on exemplar (tenant_id, version_id, criterion_id, level_id, md5(words)) where holder_id is null and state in ('offered', 'published');
create index exemplar_shown on exemplar (achievement_id) where state = 'published';
create index exemplar_open on exemplar (tenant_id, offered_at) where state in ('offered', 'published');
create index exemplar_holder on exemplar (holder_id, offered_at) where holder_id is not null;
select sec.tenant_table('exemplar', 'select, insert, update (words, blob_key, media_type, bytes, show_name, state, published_by, published_at, reason, ended_at, ended_because)', own => 'holder_id');

-- Why a lent piece may not be shown any more, asked of the rooms it came from; null while it may.
create function sec.exemplar_unfit(x exemplar, today date) returns text language sql stable security definer set search_path = public as $$
  select case
    when x.holder_id is null then null
    when not exists (select from evidence e where e.tenant_id = x.tenant_id and e.id = x.evidence_id and e.class = x.class) then 'raised'
    when x.class = 'B' and not exists (select from consent c where c.id = x.consent_id and c.person_id = x.holder_id and c.withdrawn_at is null
      and c.scope = 'review+training' and coalesce(c.until_on, 'infinity') >= today) then 'consent-ended'
    when exists (select from review_flag f where f.tenant_id = x.tenant_id and f.submission_id = x.submission_id and f.evidence_id = x.evidence_id
      and f.kind = 'privacy' and f.settled_at is null) then 'privacy-stop'
    when exists (select from earned_achievement a where a.tenant_id = x.tenant_id and a.submission_id = x.submission_id and a.ended_at is not null) then 'revoked'
  end;
$$;
revoke all on function sec.exemplar_unfit(exemplar, date) from public;
grant execute on function sec.exemplar_unfit(exemplar, date) to cairn_app, cairn_public;

create function sec.keep_exemplar() returns trigger language plpgsql security definer set search_path = public as $$
begin
  if tg_op = 'UPDATE' and old.ended_at is not null then raise exception 'an example that is over stays over' using errcode = '42501'; end if;
  if new.holder_id is null or new.ended_at is not null then return new; end if;
  if sec.exemplar_unfit(new, (coalesce(new.published_at, new.offered_at) at time zone 'UTC')::date) is not null or not exists (
    select from evidence e join submission s on s.tenant_id = e.tenant_id and s.id = e.submission_id
    where e.tenant_id = new.tenant_id and e.id = new.evidence_id and e.submission_id = new.submission_id and e.frozen_at is not null
      and s.learner_id = new.holder_id and s.status = 'earned' and s.achievement_id = new.achievement_id) then
    raise exception 'no example can be made of it' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger keep_exemplar before insert or update on exemplar for each row execute function sec.keep_exemplar();

-- What a visitor may be shown, asked anew each time: the public ones, and those of the visitor's own organizations. Who lent it is not in it.
create view shown_exemplar as
  select x.tenant_id, x.id, x.achievement_id, v.version, x.criterion_id, x.level_id, x.holder_id is null as constructed, x.audience,
    x.words, x.blob_key, x.media_type, x.bytes, case when x.show_name then p.name end as name, x.published_at
  from exemplar x join organization o using (tenant_id) join achievement_version v on v.id = x.version_id left join person p on p.id = x.holder_id
  where x.state = 'published' and sec.exemplar_unfit(x, (now() at time zone 'UTC')::date) is null
    and ((x.audience = 'public' and not o.demo)
      or exists (select from membership m where m.tenant_id = x.tenant_id and m.person_id = sec.person() and m.ended_at is null));
grant select on shown_exemplar to cairn_app, cairn_public;

-- Which entries have one that everybody may see: asked at every search.
create view exemplified as
  select x.achievement_id, max(x.published_at) as latest from exemplar x join organization o using (tenant_id)
  where x.state = 'published' and x.audience = 'public' and not o.demo group by x.achievement_id;
grant select on exemplified to cairn_app, cairn_public;

create function sec.exemplars_unfit(at timestamptz, most int) returns table (tenant_id uuid, person_id uuid, id uuid, because text)
language sql stable security definer set search_path = public as $$
  select u.* from (
    select x.tenant_id, x.holder_id, x.id, sec.exemplar_unfit(x, (at at time zone 'UTC')::date) as because from exemplar x
    where x.state in ('offered', 'published') and x.holder_id is not null) u
  where u.because is not null limit most;
$$;
revoke all on function sec.exemplars_unfit(timestamptz, int) from public;
grant execute on function sec.exemplars_unfit(timestamptz, int) to cairn_gate;
`,
}
