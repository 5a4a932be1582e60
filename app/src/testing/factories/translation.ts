import type { AchievementContent } from '../../features/catalog/model.ts'
import type { AchievementVersion } from '../../features/catalog/reads.ts'
import type { World } from '../world.ts'

/** A language of our own: every vowel has an accent, so that no sentence of the original can stand in its place. */
export function inAccents<Said>(said: Said): Said {
  return accented(said) as Said
}

function accented(said: unknown): unknown {
  if (typeof said === 'string') return said.includes(' ') && !said.startsWith('http') ? accentedText(said) : said
  if (Array.isArray(said)) return said.map(accented)
  if (typeof said !== 'object' || said === null) return said
  return Object.fromEntries(Object.entries(said).map(([name, value]) => [name, accented(value)]))
}

function accentedText(text: string): string {
  return text.replace(/\[[^\]]*\]|[aeiou]/gi, (found) => (found.length > 1 ? found : `${found}\u0301`).normalize('NFC'))
}

/** A published version as it reads when it is translated whole; returns what a reader of Spanish is shown. */
export async function translatedWhole(
  world: World,
  { id, content }: Pick<AchievementVersion, 'id' | 'content'>,
): Promise<AchievementContent> {
  const shown = { ...inAccents(content), language: 'es' }
  await world.owner.query(
    `insert into achievement_translation (achievement_version_id, language, title, summary, competency, first_step, content)
     values ($1, 'es', $2, $3, $4, $5, $6)`,
    [id, shown.title, shown.summary, shown.competency, shown.firstStep ?? null, JSON.stringify(shown)],
  )
  return shown
}
