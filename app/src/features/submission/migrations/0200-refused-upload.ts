/** What the sentence of a refused upload names: its ending, its size. */
export const refusedUpload = {
  name: '0200-refused-upload',
  sql: `
alter table upload add column refusal_values jsonb not null default '{}';
`,
}
