import { t } from '../../../text.ts'
import { Notice } from '../../../ui/notice.tsx'

/** That the figures are invented, and where they are. */
export function OnPractice({ reviewId }: { reviewId: string }) {
  return (
    <Notice>
      <p>
        {t('submission.practice.reader')}{' '}
        <a href={`/assess/practice-case/${reviewId}`} target="_blank" rel="noopener">
          {t('submission.practice.reader.go')}
        </a>
      </p>
    </Notice>
  )
}
