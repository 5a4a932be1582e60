import type { Ctx } from '../../../platform/ctx.ts'
import { t } from '../../../text.ts'
import { Notice } from '../../../ui/notice.tsx'
import { ownRecognition } from '../views.ts'

interface Loaded {
  /** A note takes the place of no card. */
  readonly cards: readonly never[]
  readonly count: number
}

/** On Today: credentials that an organization of mine would count if it were asked. */
export async function load(ctx: Ctx<never>): Promise<Loaded | null> {
  const { awards } = await ownRecognition(ctx)
  const count = awards.filter(({ answers }) => answers.some(({ kind }) => kind === 'askable')).length
  return count > 0 ? { cards: [], count } : null
}

export function Part({ count }: Loaded) {
  return (
    <Notice>
      <p>
        {t('recognition.today.askable', { count })} <a href="/me/recognition">{t('recognition.today.see')}</a>
      </p>
    </Notice>
  )
}
