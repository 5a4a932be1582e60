import { hasText, textIn } from '../../../text.ts'
import type { AchievementFile } from '../model.ts'
import { contentOf } from '../rules/content-of.ts'
import { cardOf } from '../rules/facets.ts'
import { searchTextIn, searchTextOf } from '../rules/search-rank.ts'
import { type Searched, speaksFor, type Translated } from '../rules/translation.ts'
import type { replaceTranslations, Shelved, Translating } from '../writes.ts'
import type { ReadCatalog } from './read-entries.ts'

type Said = Pick<ReadCatalog, 'translations' | 'wholes' | 'said'>

/** What the shelf shows and searches of an entry, in its own words and in those of each language it is translated into. */
export function shelvedOf(file: AchievementFile, said: Said): Omit<Shelved, 'achievementId'> {
  const spoken = (language: Searched) => said.said.get(language)?.get(file.code) ?? []
  const text = searchTextOf(file, spoken('en'))
  const words = wordsOf(file, said)
  const whole = words.filter(({ content }) => content !== null).map(({ language }) => language)
  const also = whole.length === 0 ? {} : { alsoIn: whole }
  const card = { ...cardOf(file), ...also, version: file.version, seed: seedOf(file) }
  const translated = words.map(({ language, title, summary, competency, firstStep, content }) => [
    language,
    {
      text: searchTextIn(text, content ?? { title, summary, competency }, {
        named: namesIn(language, file),
        said: spoken(language),
      }),
      card: { ...card, title, summary, ...(firstStep === undefined ? {} : { firstStep }), wordsIn: language },
    },
  ])
  return { visibility: file.visibility, text, card, translated: Object.fromEntries(translated) }
}

/** Every translation beside the version it speaks for. */
export function translating({ entries, ...said }: ReadCatalog): Parameters<typeof replaceTranslations>[1] {
  const files = entries.flatMap(({ file }) => (file ? [file] : []))
  return {
    versions: files.map(({ code, version }) => ({ code, version })),
    words: files.flatMap((file) => wordsOf(file, said)),
  }
}

function wordsOf({ code, version }: AchievementFile, { translations, wholes }: Omit<Said, 'said'>): Translating[] {
  return translations.flatMap(({ language, words }) => {
    const own = words.get(code)
    if (!own || !speaksFor(own, version)) return []
    const { of: _of, ...said } = own
    const whole = wholes.find(({ file, ...one }) => one.language === language && file?.code === code)?.file
    return [{ code, version, language, ...said, content: whole ? contentOf(whole) : null }]
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
