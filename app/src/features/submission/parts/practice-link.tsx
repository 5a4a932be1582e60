import { t } from '../../../text.ts'
import { Notice } from '../../../ui/notice.tsx'
import type { RequirementDesk } from '../views/requirement.ts'

/** The way to the practice case: an offer where it opens, and once it is open a word on every part of it. */
export function PracticeLink({ desk: { id, practice } }: { desk: RequirementDesk }) {
  if (!practice) return null
  const href = `/me/work/${id}/practice`
  if (practice.state === 'offered')
    return (
      <p>
        <a class="own-line" href={href}>
          {t('submission.practice.offer')}
        </a>
      </p>
    )
  return (
    <Notice title={t('submission.practice.on')}>
      <p>{t(`submission.practice.part.${practice.state}`)}</p>
      <p>
        <a href={href}>{t('submission.practice.go')}</a>
      </p>
    </Notice>
  )
}
