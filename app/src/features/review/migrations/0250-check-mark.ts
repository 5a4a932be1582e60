/** The mark of the bytes as they were found whole: bytes with another mark are read through again at the next opening. */
export const checkMark = {
  name: '0250-check-mark',
  sql: `alter table evidence_check add column mark text not null default '';`,
}
