import { t } from '../../../text.ts'
import { Notice } from '../../../ui/notice.tsx'
import type { StackView } from '../views.ts'
import { addressOf } from './address.ts'

/** What somebody has to know before they read on: another version counts, it is offered no more, or why nothing is signed. */
export function StackNotices({ stack }: { stack: StackView }) {
  const { kind, version, current, offered, award, progress } = stack
  const newer = version !== current
  return (
    <>
      {newer && (
        <Notice>
          <p>
            {t('pathway.version', { version, current })} <a href={addressOf(stack)}>{t('pathway.version.now')}</a>
          </p>
        </Notice>
      )}
      {!offered && <Notice>{t(`pathway.retired.${kind}`)}</Notice>}
      {offered && !newer && !award && progress?.left === 0 && <Notice>{t('pathway.award.apart')}</Notice>}
    </>
  )
}
