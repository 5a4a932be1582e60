/** Who asked to hear by e-mail what is new. A request is nobody's address yet; it becomes a subscriber by the link in its letter. */
export const updates = {
  name: '0361-updates',
  sql: `
create table update_request (
  id uuid primary key,
  email citext not null,
  language text not null check (language in ('en', 'es')),
  topics text[] not null check (cardinality(topics) > 0),
  token_hash bytea not null unique,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index update_request_email on update_request (email);
create index update_request_expires on update_request (expires_at);
select sec.operational_table('update_request');
grant select, insert, delete on update_request to cairn_app;

create table update_subscriber (
  id uuid primary key,
  email citext not null unique,
  language text not null check (language in ('en', 'es')),
  topics text[] not null check (cardinality(topics) > 0),
  token_hash bytea not null unique,
  confirmed_at timestamptz not null,
  -- What came before was told, or was there when they came.
  heard_until timestamptz not null,
  last_week text
);
select sec.operational_table('update_subscriber');
grant select, insert, update, delete on update_subscriber to cairn_app;

create table site_news (
  id uuid primary key,
  words jsonb not null,
  published_at timestamptz not null,
  withdrawn_at timestamptz
);
select sec.operational_table('site_news');
grant select, insert, update (withdrawn_at) on site_news to cairn_app;
`,
}
