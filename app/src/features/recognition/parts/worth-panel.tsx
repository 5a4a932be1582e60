import type { Ctx } from '../../../platform/ctx.ts'
import { say, t } from '../../../text.ts'
import { type Worth, worthHere } from '../views.ts'
import { hoursText } from './words.ts'

interface Subject {
  readonly achievementId: string
  readonly versionId: string
}

/** On the page of a micro-credential: what organizations here give for it, by their published rules. */
export async function load(ctx: Ctx<never>, subject: Subject): Promise<{ worths: readonly Worth[] } | null> {
  const worths = await worthHere(ctx, subject)
  return worths.length > 0 ? { worths } : null
}

export function Part({ worths }: { worths: readonly Worth[] }) {
  return (
    <ul class="worth-list">
      {worths.map((worth) => (
        <li key={worth.slug}>
          {sentenceOf(worth)}{' '}
          <a href={`/issuers/${worth.slug}/rules`}>
            {t('recognition.worth.rules', { organization: worth.organization })}
          </a>
        </li>
      ))}
    </ul>
  )
}

function sentenceOf({ organization, units, mine, because }: Worth): string {
  if (because !== null) return say(`recognition.worth.${because}`, { organization })
  const values = { hours: hoursText(units), organization }
  return mine ? t('recognition.worth.mine', values) : t('recognition.worth.there', values)
}
