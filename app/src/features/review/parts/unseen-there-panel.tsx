import type { Ctx } from '../../../platform/ctx.ts'
import { t } from '../../../text.ts'
import { Notice } from '../../../ui/notice.tsx'
import type { UnseenThere } from '../reads/readers.ts'
import type { ReviewWorld } from '../tables.ts'
import { unseenEverywhere } from '../views/unseen.ts'

interface Loaded {
  there: readonly UnseenThere[]
}

/** For those who run the site: where something was raised that nobody may look at, and who can change that. */
export async function load(ctx: Ctx<ReviewWorld>): Promise<Loaded | null> {
  const there = await unseenEverywhere(ctx)
  return there.length > 0 ? { there } : null
}

export function Part({ there }: Loaded) {
  return (
    <Notice tone="notYet" title={t('review.unseen.title')}>
      {there.map((one) => (
        <Organization key={one.slug} one={one} />
      ))}
    </Notice>
  )
}

function Organization({ one: { slug, name, email, portfolios, mine } }: { one: UnseenThere }) {
  return (
    <>
      <p>{t('review.unseen.there', { organization: name, count: portfolios })}</p>
      {mine ? (
        <p>
          <a class="own-line" href={`/org/${slug}/people#members`}>
            {t('review.unseen.there.name', { organization: name })}
          </a>
        </p>
      ) : (
        <p>
          {t('review.unseen.there.ask')}{' '}
          {email && <a href={`mailto:${email}`}>{t('review.unseen.there.write', { organization: name })}</a>}
        </p>
      )}
    </>
  )
}
