/** By when a decision is expected now, where that is later than it was promised; the promise itself stays. */
export const expectedDate = {
  name: '0160-expected-date',
  sql: `
alter table submission_attempt add column expected_at timestamptz;
`,
}
