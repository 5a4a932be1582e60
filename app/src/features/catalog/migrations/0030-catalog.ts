/** Published micro-credentials are global; who offers one is the offering organization's own row. */
export const catalog = {
  name: '0030-catalog',
  sql: `
create extension if not exists pg_trgm;
create extension if not exists unaccent;

create table framework (
  id text primary key,
  version text not null,
  title text not null,
  license text not null,
  redistributable boolean not null,
  body jsonb not null,
  imported_at timestamptz not null
);
select sec.global_table('framework');

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

-- One row per entry, made at import: what search and facets ask, so that no GET builds it.
create table achievement_search (
  achievement_id uuid primary key references achievement,
  words tsvector not null,
  fuzzy text not null,
  card jsonb not null
);
create index achievement_search_words on achievement_search using gin (words);
create index achievement_search_fuzzy on achievement_search using gin (fuzzy gin_trgm_ops);
select sec.global_table('achievement_search');

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
