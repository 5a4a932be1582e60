/** Frameworks that an organization takes in from elsewhere: its own rows. What others may see of them is decided underneath too. */
export const takenIn = {
  name: '0340-taken-in',
  sql: `
create table imported_framework (
  tenant_id uuid not null references organization,
  id uuid not null,
  identifier uuid not null,
  title text not null check (title <> ''),
  rights_holder text not null check (rights_holder <> ''),
  license_uri text not null check (license_uri ~ '^https?://'),
  redistributable boolean not null,
  body jsonb not null,
  first_at timestamptz not null,
  imported_at timestamptz not null,
  opening_asked_by text,
  opening_asked_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, identifier)
);
create index imported_framework_identifier on imported_framework (identifier);
select sec.tenant_table('imported_framework');
select sec.write_once('imported_framework', array['identifier', 'first_at']);

-- A statement that is gone from its source is retired, never deleted: somebody may have aligned to it.
create table framework_item (
  tenant_id uuid not null,
  framework_id uuid not null,
  identifier uuid not null,
  place int not null,
  code text,
  label text,
  body jsonb not null,
  retired_at timestamptz,
  primary key (tenant_id, framework_id, identifier),
  foreign key (tenant_id, framework_id) references imported_framework (tenant_id, id)
);
create index framework_item_identifier on framework_item (identifier);
select sec.tenant_table('framework_item');

-- The tree, and pairs with other frameworks. Replaced as a whole with each import.
create table framework_association (
  tenant_id uuid not null,
  framework_id uuid not null,
  identifier uuid not null,
  place int not null,
  type text not null,
  origin text not null,
  destination text not null,
  sequence int,
  body jsonb not null,
  primary key (tenant_id, framework_id, identifier),
  foreign key (tenant_id, framework_id) references imported_framework (tenant_id, id)
);
create index framework_association_identifier on framework_association (identifier);
create index framework_association_type on framework_association (tenant_id, framework_id, type);
select sec.tenant_table('framework_association', 'select, insert, update, delete');

-- What was handed over and is looked at before anything of it is written.
create table framework_import (
  tenant_id uuid not null references organization,
  id uuid not null,
  name text not null,
  source text not null,
  facts jsonb not null,
  columns jsonb,
  created_at timestamptz not null,
  primary key (tenant_id, id)
);
select sec.tenant_table('framework_import', 'select, insert, update, delete');

create function sec.only(body jsonb, keys text[]) returns jsonb language sql immutable parallel safe as $$
  select coalesce(jsonb_object_agg(key, value), '{}') from jsonb_each(body) where key = any (keys)
$$;

-- What anyone may know. The words of a framework that may not be passed on are there inside its organization alone.
create view shown_framework as
  select f.tenant_id, f.id, f.identifier, f.title, f.rights_holder, f.license_uri, f.redistributable, f.first_at, f.imported_at, o.name as organization,
    case when f.redistributable or f.tenant_id = (select sec.tenant()) then f.body
      else jsonb_build_object('CFDocument', sec.only(f.body -> 'CFDocument', '{identifier,uri,title,creator,language,version,licenseURI,lastChangeDateTime}')) end as body
  from imported_framework f join organization o using (tenant_id)
  where not o.demo or f.tenant_id = (select sec.tenant());
create view shown_framework_item as
  select i.tenant_id, i.framework_id, i.identifier, i.place, i.code, i.label, i.retired_at,
    case when f.redistributable or f.tenant_id = (select sec.tenant()) then i.body
      else sec.only(i.body, '{identifier,uri,humanCodingScheme,lastChangeDateTime}') || '{"fullStatement": ""}' end as body
  from framework_item i join shown_framework f on f.tenant_id = i.tenant_id and f.id = i.framework_id;
create view shown_framework_association as
  select a.tenant_id, a.framework_id, a.identifier, a.place, a.type, a.origin, a.destination, a.sequence,
    case when f.redistributable or f.tenant_id = (select sec.tenant()) then a.body
      else sec.only(a.body, '{identifier,uri,associationType,sequenceNumber,lastChangeDateTime}')
        || jsonb_build_object('originNodeURI', (a.body -> 'originNodeURI') || '{"title": ""}', 'destinationNodeURI', (a.body -> 'destinationNodeURI') || '{"title": ""}') end as body
  from framework_association a join shown_framework f on f.tenant_id = a.tenant_id and f.id = a.framework_id;
grant select on shown_framework, shown_framework_item, shown_framework_association to cairn_public, cairn_app;
`,
}
