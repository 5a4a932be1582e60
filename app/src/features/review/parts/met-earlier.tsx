import { t } from '../../../text.ts'
import { Notice } from '../../../ui/notice.tsx'
import type { Packet } from '../rules/packet.ts'

/** Criteria that stay as they were: no level, no reader, no date. */
export function MetEarlier({ packet }: { packet: Packet }) {
  const kept = packet.rubric.criteria.filter(({ state }) => state === 'met-earlier')
  if (kept.length === 0) return null
  return (
    <Notice tone="met">
      {t('review.desk.metEarlier', { count: kept.length, list: kept.map(({ id }) => id).join(', ') })}
    </Notice>
  )
}
