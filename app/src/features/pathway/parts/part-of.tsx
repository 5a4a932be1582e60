import { Fragment } from 'preact'
import { t } from '../../../text.ts'
import type { SeenStack } from '../views.ts'
import { addressOf } from './address.ts'

/** What something counts toward, in one line. */
export function PartOf({ stacks }: { stacks: readonly SeenStack[] }) {
  return (
    <p>
      {t('pathway.part')}{' '}
      {stacks.map(({ kind, slug, words, foreign }, at) => (
        <Fragment key={slug}>
          {at > 0 && ' · '}
          <a class="pathway-part" href={addressOf({ kind, slug })} lang={foreign ?? undefined}>
            {words.title}
          </a>
        </Fragment>
      ))}
    </p>
  )
}
