/** Published micro-credentials are global; who offers one is the offering organization's own row. */
export const catalog = {
  name: '0030-catalog',
  sql: `
create extension if not exists pg_trgm;
create extension if not exists unaccent;

create table achievement (
  id uuid primary key,
  ctdl_id text not null unique,
  code text not null check (code ~ '^[A-Z]{1,4}[0-9]{1,3}$'),
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  strand text not null,
  creator_id uuid,
  issuer_id uuid,
  visibility text not null default 'public' check (visibility in ('public', 'organization')),
  current_version_id uuid,
  created_at timestamptz not null
);
create unique index achievement_code on achievement (coalesce(creator_id, '00000000-0000-0000-0000-000000000000'), code);
select sec.global_table('achievement');

-- An address that was printed once leads on for ever.
create table achievement_former_slug (
  slug text primary key check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  achievement_id uuid not null references achievement
);
select sec.global_table('achievement_former_slug');

create table achievement_version (
  id uuid primary key,
  achievement_id uuid not null references achievement,
  version text not null check (version ~ '^[0-9]+[.][0-9]+[.][0-9]+$'),
  language text not null,
  title text not null,
  summary text not null,
  content jsonb not null,
  digest text not null,
  source_hash text not null,
  published_at timestamptz not null,
  retired_at timestamptz,
  starter boolean not null default false,
  unique (achievement_id, version)
);
alter table achievement add foreign key (current_version_id) references achievement_version;
select sec.write_once('achievement_version', array['achievement_id', 'version', 'language', 'title', 'summary', 'content', 'digest', 'published_at']);
create trigger never_deleted before delete or truncate on achievement_version for each statement execute function sec.refuse_change();
select sec.global_table('achievement_version');

-- Stems of words without their accents: "asking" finds "asks", "resume" finds "résumé".
create text search configuration catalog_words (copy = english);
alter text search configuration catalog_words alter mapping for hword, hword_part, word with unaccent, english_stem;

-- One row per entry, made at import: what search and facets ask, so that no GET builds it.
create table achievement_search (
  achievement_id uuid primary key references achievement,
  words tsvector not null,
  text jsonb not null,
  card jsonb not null
);
create index achievement_search_words on achievement_search using gin (words);
select sec.global_table('achievement_search');

-- Every word of the catalogue once: where a misspelled word looks for its neighbors.
create table search_word (word text primary key, stem text not null);
create index search_word_stem on search_word (stem);
create index search_word_near on search_word using gin (word gin_trgm_ops);
select sec.global_table('search_word');

create table bibliography (
  key text primary key,
  authors text not null,
  year text not null,
  title text not null,
  venue text not null,
  address text,
  verified boolean not null
);
select sec.global_table('bibliography');

-- What was imported last: the hash of its files, and a stamp under which readers keep the shelf in memory.
create table catalog_state (
  one boolean primary key default true check (one),
  files_hash text not null,
  stamp uuid not null,
  synonyms jsonb not null,
  imported_at timestamptz not null
);
select sec.global_table('catalog_state');

create table offering (
  tenant_id uuid not null references organization,
  achievement_id uuid not null references achievement,
  since timestamptz not null,
  ended_at timestamptz,
  primary key (tenant_id, achievement_id)
);
create index offering_achievement on offering (achievement_id) where ended_at is null;
select sec.tenant_table('offering');
create view public_offering as
  select f.achievement_id, f.tenant_id, o.slug, o.name, o.is_site_issuer, o.demo, f.since
  from offering f join organization o using (tenant_id) where f.ended_at is null;
grant select on public_offering to cairn_public, cairn_app;
`,
}
