import type { AchievementView } from '../views.ts'
import { gradesPhrase, strandName } from './labels.ts'
import type { Recognizer } from './recognizers.ts'

/** As credentials name it. */
const STARTER = { name: 'Cairn starter catalogue', slug: 'starter' }
const LICENSES: Record<string, string> = {
  'CC-BY-4.0': 'https://creativecommons.org/licenses/by/4.0/',
  'CC-BY-SA-4.0': 'https://creativecommons.org/licenses/by-sa/4.0/',
  'CC0-1.0': 'https://creativecommons.org/publicdomain/zero/1.0/',
}

/** The author's words, with those of the reader's language beside them where there are some. */
function spoken({ language, wordsIn }: AchievementView['achievement'], own: string, words: string): unknown {
  if (wordsIn === language || own === words) return own
  return [
    { '@language': language, '@value': own },
    { '@language': wordsIn, '@value': words },
  ]
}

/** schema.org EducationalOccupationalCredential (06-catalogue.md 8); a closed framework's words never appear. */
export function jsonLdOf(
  { achievement, offers, own, baseUrl }: AchievementView,
  recognizers: readonly Recognizer[],
): Record<string, unknown> {
  const { content, slug, version, code, strand } = achievement
  const address = `${baseUrl}/m/${slug}/v/${version}`
  return {
    '@context': 'https://schema.org',
    '@type': 'EducationalOccupationalCredential',
    '@id': address,
    url: `${baseUrl}/m/${slug}`,
    identifier: [achievement.ctdlId, code],
    name: spoken(achievement, content.title, achievement.title),
    description: spoken(achievement, content.summary, achievement.summary),
    image: `${address}/badge.png`,
    credentialCategory: 'micro-credential',
    educationalLevel: gradesPhrase(content.grades),
    about: strandName(strand),
    competencyRequired: {
      '@type': 'DefinedTerm',
      name: spoken(achievement, content.keyMethod.name, achievement.shown.keyMethod.name),
      description: spoken(achievement, content.competency, achievement.competency),
    },
    inLanguage: achievement.language,
    datePublished: achievement.publishedAt.toISOString().slice(0, 10),
    ...(LICENSES[content.license] ? { license: LICENSES[content.license] } : {}),
    ...(content.expiry.kind === 'after' ? { validFor: `P${content.expiry.months}M` } : {}),
    ...writtenBy(own, baseUrl),
    ...(offers.length > 0 ? { publisher: organizationsIn(offers, baseUrl) } : {}),
    ...(recognizers.length > 0 ? { recognizedBy: organizationsIn(recognizers, baseUrl) } : {}),
  }
}

/** Who wrote it, and whose words it began with. */
function writtenBy(own: AchievementView['own'], baseUrl: string) {
  if (!own) return { creator: organizationsIn([STARTER], baseUrl) }
  const sources = own.ancestors.map(({ slug, version }) => `${baseUrl}/m/${slug}/v/${version}`)
  return {
    ...(own.creator ? { creator: organizationsIn([own.creator], baseUrl) } : {}),
    ...(sources.length > 0 ? { isBasedOn: sources } : {}),
  }
}

function organizationsIn(some: readonly Recognizer[], baseUrl: string) {
  return some.map(({ name, slug }) => ({ '@type': 'Organization', name, url: `${baseUrl}/issuers/${slug}` }))
}
