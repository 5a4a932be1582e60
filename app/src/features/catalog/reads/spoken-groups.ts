import { textIn } from '../../../text.ts'
import type { SynonymGroups } from '../rules/synonyms.ts'

let groups: SynonymGroups | undefined

/** Everyday and Spanish words for the words of the catalogue; they live among the messages, where translators find them. */
export function spokenGroups(): SynonymGroups {
  groups ??= (['en', 'es'] as const).flatMap((locale) =>
    textIn(locale, 'catalog.search.groups')
      .split(';')
      .map((group) => group.split(',').map((word) => word.trim())),
  )
  return groups
}
