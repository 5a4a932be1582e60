import { hasText, textIn } from '../../../text.ts'
import type { AchievementFile } from '../model.ts'
import { cardOf } from '../rules/facets.ts'
import { searchTextIn, searchTextOf } from '../rules/search-rank.ts'
import { speaksFor, type Translated } from '../rules/translation.ts'
import type { replaceTranslations, Shelved, Translating } from '../writes.ts'
import type { ReadCatalog, ReadTranslation } from './read-entries.ts'

/** What the shelf shows and searches of an entry, in its own words and in those of each language it is translated into. */
export function shelvedOf(
  file: AchievementFile,
  translations: readonly ReadTranslation[],
): Omit<Shelved, 'achievementId'> {
  const text = searchTextOf(file)
  const card = { ...cardOf(file), version: file.version, seed: seedOf(file) }
  const translated = wordsOf(file, translations).map(({ language, title, summary, competency, firstStep }) => [
    language,
    {
      text: searchTextIn(text, { title, summary, competency }, namesIn(language, file)),
      card: { ...card, title, summary, ...(firstStep === undefined ? {} : { firstStep }), wordsIn: language },
    },
  ])
  return { visibility: file.visibility, text, card, translated: Object.fromEntries(translated) }
}

/** Every translation beside the version it speaks for. */
export function translating({ entries, translations }: ReadCatalog): Parameters<typeof replaceTranslations>[1] {
  const files = entries.flatMap(({ file }) => (file ? [file] : []))
  return {
    versions: files.map(({ code, version }) => ({ code, version })),
    words: files.flatMap((file) => wordsOf(file, translations)),
  }
}

function wordsOf({ code, version }: AchievementFile, translations: readonly ReadTranslation[]): Translating[] {
  return translations.flatMap(({ language, words }) => {
    const own = words.get(code)
    if (!own || !speaksFor(own, version)) return []
    const { of: _of, ...said } = own
    return [{ code, version, language, ...said }]
  })
}

/** Tags and subjects as the pages of a language name them. */
function namesIn(language: Translated, { tags, subjects }: AchievementFile): string[] {
  return [
    ...tags.map((tag) => `catalog.tag.${tag}`),
    ...subjects.map((subject) => `catalog.subject.${subject}`),
  ].flatMap((key) => (hasText(key) ? [textIn(language, key)] : []))
}

function seedOf({ image, slug }: AchievementFile): string {
  return image.kind === 'generated' ? image.seed : slug
}
