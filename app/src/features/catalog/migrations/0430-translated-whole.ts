/** A version translated whole: the same content in another language, for reading; what is signed stays the version's own. */
export const translatedWhole = {
  name: '0430-translated-whole',
  sql: 'alter table achievement_translation add column content jsonb',
}
