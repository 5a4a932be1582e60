import type { Ctx } from '../../../platform/ctx.ts'
import { t } from '../../../text.ts'
import { DateTime } from '../../../ui/date-time.tsx'
import { Notice } from '../../../ui/notice.tsx'
import type { OlderList } from '../reads.ts'
import { isolated } from '../rules/names.ts'
import type { VerifyWorld } from '../views/documents.ts'
import { olderLists } from '../views/older-lists.ts'

interface Loaded {
  readonly lists: readonly OlderList[]
  readonly zone: string
}

/** For those who run the site: who sent an older status list than before, which would hide what was taken back. */
export async function load(ctx: Ctx<VerifyWorld>): Promise<Loaded | null> {
  const lists = await olderLists(ctx)
  return lists.length > 0 ? { lists, zone: ctx.timeZone } : null
}

export function Part({ lists, zone }: Loaded) {
  return (
    <Notice tone="notYet" title={t('verification.older.title')}>
      <p>{t('verification.older.note')}</p>
      <ul>
        {lists.map(({ url, refusedAt }) => (
          <li key={url}>
            {t('verification.older.host', { host: isolated(new URL(url).host) })}{' '}
            <DateTime at={refusedAt} zone={zone} style="full" />
          </li>
        ))}
      </ul>
    </Notice>
  )
}
