/** The one way by which the application writes what is published: an approved draft of its own organization, on two people's word. */
export const publish = {
  name: '0327-publish',
  sql: `
-- How a version was judged; said on its page for ever.
create table achievement_review (
  version_id uuid primary key references achievement_version,
  approved_at timestamptz not null,
  readers int not null,
  waived jsonb not null
);
select sec.append_only('achievement_review');
select sec.global_table('achievement_review');

-- What a micro-credential was adapted from, and what was changed. A source may itself have one.
create table achievement_lineage (
  achievement_id uuid not null references achievement,
  source_version_id uuid not null references achievement_version,
  relation text not null check (relation in ('fork', 'translation')),
  changes text not null,
  primary key (achievement_id, source_version_id)
);
select sec.append_only('achievement_lineage');
select sec.global_table('achievement_lineage');

-- The card and the words of one entry that everybody may find.
create function sec.shelve(entry uuid, found jsonb, shown jsonb) returns void language sql set search_path = public as $$
  delete from achievement_search where achievement_id = entry;
  insert into achievement_search (achievement_id, text, card, words)
  select entry, found, shown,
    setweight(to_tsvector('catalog_words', (found ->> 'code') || (found ->> 'title')), 'A') ||
    setweight(to_tsvector('catalog_words', (found ->> 'competency') || (found ->> 'keyMethod')), 'B') ||
    setweight(to_tsvector('catalog_words', found ->> 'components'), 'C') ||
    setweight(to_tsvector('catalog_words', found ->> 'rest'), 'D');
  insert into search_word (word, stem)
  select distinct word, coalesce((ts_lexize('english_stem', word))[1], word)
  from jsonb_each_text(found) line, regexp_split_to_table(trim(line.value), ' ') word
  where word <> '' and char_length(word) <= 60
  on conflict do nothing;
$$;
revoke all on function sec.shelve(uuid, jsonb, jsonb) from public;

-- True for a person who may let a text out: holds the role here and wrote none of it.
create function sec.is_publisher(tenant uuid, draft uuid, person uuid) returns boolean language sql stable set search_path = public as $$
  select exists (select from role_grant g where g.tenant_id = tenant and g.person_id = person and g.role = 'qaLead' and g.ended_at is null)
    and not exists (select from draft_author a where a.tenant_id = tenant and a.draft_id = draft and a.person_id = person);
$$;
revoke all on function sec.is_publisher(uuid, uuid, uuid) from public;

create function sec.publish_draft(publication uuid, entry jsonb, at timestamptz) returns void
language plpgsql volatile security definer set search_path = public as $$
declare
  p draft_publication; d achievement_draft; c jsonb; mine uuid := sec.tenant(); former text;
  target uuid := (entry ->> 'achievementId')::uuid; made uuid := (entry ->> 'versionId')::uuid;
begin
  select * into p from draft_publication where tenant_id = mine and id = publication for update;
  select * into d from achievement_draft where tenant_id = mine and id = p.draft_id for update;
  if d.id is null or d.state <> 'approved' or p.accepted is not true or p.answered_by is distinct from sec.person()
    or not sec.is_publisher(mine, d.id, p.proposed_by) or not sec.is_publisher(mine, d.id, p.answered_by)
    or (d.achievement_id is not null and d.achievement_id <> target)
    or (select count(*) from draft_sign_off s where s.tenant_id = mine and s.draft_id = d.id and s.revision = d.revision
      and not exists (select from draft_author a where a.tenant_id = mine and a.draft_id = d.id and a.person_id = s.person_id)) < 2 then
    raise exception 'publication refused' using errcode = '42501';
  end if;
  -- What was signed off is what is published, word for word, under the number that two people chose.
  c := d.content || jsonb_build_object('version', p.version);
  -- What is tried in the demonstration stays in it.
  if (select o.demo from organization o where o.tenant_id = mine) then c := c || jsonb_build_object('visibility', 'organization'); end if;
  if d.achievement_id is null then
    insert into achievement (id, ctdl_id, code, slug, strand, creator_id, issuer_id, visibility, created_at)
    values (target, entry ->> 'ctdlId', c ->> 'code', c ->> 'slug', c ->> 'strand', mine, mine, c ->> 'visibility', at);
    insert into achievement_lineage (achievement_id, source_version_id, relation, changes)
    select target, s.version_id, 'fork', p.changes from draft_source s where s.tenant_id = mine and s.draft_id = d.id;
  else
    select slug into former from achievement where id = target and creator_id = mine for update;
    if former is null or exists (select from achievement_version v where v.achievement_id = target
      and string_to_array(v.version, '.')::int[] >= string_to_array(p.version, '.')::int[]) then
      raise exception 'publication refused' using errcode = '42501';
    end if;
    update achievement set code = c ->> 'code', slug = c ->> 'slug', strand = c ->> 'strand', visibility = c ->> 'visibility' where id = target;
    if former <> c ->> 'slug' then
      delete from achievement_former_slug where slug = c ->> 'slug';
      insert into achievement_former_slug (slug, achievement_id) values (former, target) on conflict (slug) do update set achievement_id = target;
    end if;
  end if;
  insert into achievement_version (id, achievement_id, version, language, title, summary, content, digest, source_hash, published_at)
  values (made, target, p.version, c ->> 'language', c ->> 'title', c ->> 'summary', c - array['code', 'slug', 'strand', 'visibility'], entry ->> 'digest', 'draft ' || d.id, at);
  insert into achievement_review (version_id, approved_at, readers, waived)
  select made, max(s.signed_at), count(*),
    (select coalesce(jsonb_agg(jsonb_build_object('component', w.component, 'reason', w.reason) order by w.component), '[]') from draft_waiver w
      where w.tenant_id = mine and w.draft_id = d.id and w.revision = d.revision)
  from draft_sign_off s where s.tenant_id = mine and s.draft_id = d.id and s.revision = d.revision;
  update achievement set current_version_id = made where id = target;
  if c ->> 'visibility' = 'public' then
    perform sec.shelve(target, entry -> 'text', entry -> 'card');
  else
    delete from achievement_search where achievement_id = target;
  end if;
  update catalog_state set stamp = (entry ->> 'stamp')::uuid;
  update achievement_draft set state = 'published', achievement_id = target where tenant_id = mine and id = d.id;
end $$;
revoke all on function sec.publish_draft(uuid, jsonb, timestamptz) from public;
grant execute on function sec.publish_draft(uuid, jsonb, timestamptz) to cairn_app;

-- Only who wrote it takes it off the shelf; what was begun before goes on.
create function sec.retire_version(wanted uuid, stamp_now uuid, at timestamptz) returns boolean
language plpgsql volatile security definer set search_path = public as $$
declare done boolean;
begin
  update achievement_version v set retired_at = at from achievement a
  where v.id = wanted and v.retired_at is null and a.id = v.achievement_id and a.creator_id = sec.tenant()
    and exists (select from role_grant g where g.tenant_id = a.creator_id and g.person_id = sec.person() and g.role in ('qaLead', 'organizationAdmin') and g.ended_at is null);
  done := found;
  if done then update catalog_state set stamp = stamp_now; end if;
  return done;
end $$;
revoke all on function sec.retire_version(uuid, uuid, timestamptz) from public;
grant execute on function sec.retire_version(uuid, uuid, timestamptz) to cairn_app;
`,
}
