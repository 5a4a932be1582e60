const AUXILIARIES = new Set(
  'is are was were has have had does do did can could will would may might must should shall'.split(' '),
)
/** A word that is both noun and verb is a noun after one of these. */
const BEFORE_A_NOUN = new Set(
  (
    'a an the this that these those each every any no all both either neither one two three four five six its their his her ' +
    'your our my of in on at by for from with without about into over under between after before as to than per such another ' +
    'other more most fewer less same first second third last next later own which whose'
  ).split(' '),
)

export function thirdPerson(verb: string): string {
  if (/([sxz]|ch|sh|o)$/.test(verb)) return `${verb}es`
  if (/[^aeiou]y$/.test(verb)) return `${verb.slice(0, -1)}ies`
  return `${verb}s`
}

/** The base forms of `catalog/verbs.txt`, one a line, `#` for remarks. */
export function parseVerbs(file: string): string[] {
  return file
    .split('\n')
    .map((line) => line.replace(/#.*/, '').trim().toLowerCase())
    .filter((line) => line !== '')
}

/** True when the words hold a verb that makes a statement: "names a step", not "to name" and not "the plan". */
export function hasFiniteVerb(words: readonly string[], verbs: ReadonlySet<string>): boolean {
  return words.some((word, i) => {
    if (AUXILIARIES.has(word)) return true
    return verbs.has(word) && !BEFORE_A_NOUN.has(words[i - 1] ?? '')
  })
}

/** Every form that can stand as a finite verb in the present: `name` and `names`. */
export function finiteForms(verbs: readonly string[]): Set<string> {
  return new Set(verbs.flatMap((verb) => [verb, thirdPerson(verb)]))
}
