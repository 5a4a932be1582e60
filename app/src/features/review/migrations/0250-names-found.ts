/** Feedback that names somebody is not sent; where that is tried again and again in one reading, a QA lead looks at it. */
export const namesFound = {
  name: '0250-names-found',
  sql: `
alter table review_flag drop constraint review_flag_kind_check;
alter table review_flag add constraint review_flag_kind_check check (kind in ('privacy', 'duplicate', 'safety', 'technical', 'altered', 'names'));
`,
}
