// Words that say nothing about a practice, the sentence's own "I want to get better at" among them.
const SILENT = new Set(
  (
    'a about after all also am an and any are as at be because been before better but by can could do does each every for from get getting give good had has have ' +
    'help her hers him his how i if improve in into is it its just know learn like lot make making me more most much my need not of off on one or our out ' +
    'own really she should so some someone than that the their them then there these they this those through to too try trying up us use using very want was we were ' +
    'what when where which while who why will wish with without would you your'
  ).split(' '),
)
const VOWEL = /[aeiouy]/

/** Lower-case words without accents and apostrophes, silent ones left out. */
export function tokens(text: string): string[] {
  const plain = text
    .normalize('NFKD')
    .replace(/[\p{M}'’]/gu, '')
    .toLowerCase()
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !SILENT.has(word))
}

/** Light and English: plural, -ing, -ed, final e. It need not be a word, only the same for the forms of one. */
export function stem(word: string): string {
  const singular = withoutPlural(word)
  const base = withoutEnding(singular)
  return base.length > 3 && base.endsWith('e') ? base.slice(0, -1) : base
}

function withoutPlural(word: string): string {
  if (word.length <= 3 || /(ss|us|is)$/.test(word)) return word
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`
  if (/(s|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2)
  return word.endsWith('s') ? word.slice(0, -1) : word
}

function withoutEnding(word: string): string {
  for (const ending of ['ing', 'ed']) {
    const rest = word.slice(0, -ending.length)
    if (word.endsWith(ending) && rest.length >= 3 && VOWEL.test(rest)) return undoubled(rest)
  }
  return word
}

/** Planning, plan; but telling, tell. */
function undoubled(rest: string): string {
  return /([bdfgmnprt])\1$/.test(rest) ? rest.slice(0, -1) : rest
}
