/** A search of the catalogue that a person wants to come back to, under a name of their own. */
export const savedSearch = {
  name: '0370-saved-search',
  sql: `
create table saved_search (
  person_id uuid not null references person,
  id uuid not null,
  name text not null check (char_length(name) between 1 and 80),
  address text not null check (address ~ '^/explore[?]' and char_length(address) <= 600),
  created_at timestamptz not null,
  primary key (person_id, id),
  unique (person_id, address)
);
select sec.person_table('saved_search');
`,
}
