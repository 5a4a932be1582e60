/** Somebody has looked at what an original says now: it is news no more, until it changes again. */
export const sourceLook = {
  name: '0510-source-look',
  sql: `
create table source_look (
  tenant_id uuid not null references organization,
  -- The draft that was copied, also when it has long been published.
  draft_id uuid not null,
  -- What the original said when it was looked at: the direct one, or one that it was adapted from itself.
  version_id uuid not null references achievement_version,
  news text not null check (news in ('changed', 'retired')),
  looked_by uuid not null references person,
  looked_at timestamptz not null,
  primary key (tenant_id, draft_id, version_id, news),
  foreign key (tenant_id, draft_id) references draft_source
);
select sec.tenant_table('source_look', 'select, insert');
select sec.append_only('source_look');
`,
}
