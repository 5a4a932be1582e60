/** What the linter knows beside the text, kept with the import so that the editor judges as the build does. Filled by the import that follows. */
export const lintLists = {
  name: '0321-lint-lists',
  sql: `
alter table catalog_state add column lists jsonb not null default '{"verbs": [], "subjects": [], "tags": []}';
`,
}
