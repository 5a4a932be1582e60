/** What a stack says and takes is written once and stays, because awards name its version; the import at start makes both anew. */
export const stackVersion = {
  name: '0350-stack-version',
  sql: `
drop table stack;
create table stack (
  code text primary key check (code ~ '^[A-Z]{2,4}(-[A-Z]{1,3})?$'),
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  kind text not null check (kind in ('stack', 'pathway')),
  version int not null,
  place int
);
create table stack_version (
  code text not null references stack,
  version int not null check (version > 0),
  strand text not null,
  words jsonb not null,
  rule jsonb not null,
  digest text not null,
  published_at timestamptz not null,
  primary key (code, version)
);
alter table stack add foreign key (code, version) references stack_version deferrable initially deferred;
select sec.append_only('stack_version');
select sec.global_table('stack_version');
grant select on stack to cairn_app, cairn_public, cairn_worker;
`,
}
