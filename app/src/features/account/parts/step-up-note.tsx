import { t } from '../../../text.ts'
import { LinkButton } from '../../../ui/button.tsx'
import { Notice } from '../../../ui/notice.tsx'

/** Changes that weigh ask for the passkey once more; this leads there and back. */
export function StepUpNote({ next, because }: { next: string; because?: 'step-up-needed' | 'confirm-needed' }) {
  return (
    <Notice>
      <p>{t(because === 'confirm-needed' ? 'account.stepUp.note.confirm' : 'account.stepUp.note')}</p>
      <p>
        <LinkButton href={`/step-up?next=${encodeURIComponent(next)}`}>{t('account.stepUp.go')}</LinkButton>
      </p>
    </Notice>
  )
}
