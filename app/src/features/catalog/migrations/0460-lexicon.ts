/** The words of the catalogue are compared in memory: what found near ones in the table only made writing them slower. */
export const lexicon = {
  name: '0460-lexicon',
  sql: `
drop index search_word_near;
drop index search_word_stem;
`,
}
