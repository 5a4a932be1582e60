import { t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { Form } from '../../../ui/form.tsx'
import { Notice } from '../../../ui/notice.tsx'
import type { WorkOverview } from '../views/work.ts'

/** A newer text is offered, and who does nothing stays where they are. */
export function NewerVersion({ work: { id, slug, newer } }: { work: WorkOverview }) {
  if (!newer) return null
  return (
    <Notice title={t('submission.newer.title', { version: newer.version })}>
      <p>
        {t('submission.newer.text', { from: newer.from })}{' '}
        <a href={`/m/${slug}/v/${newer.version}/since/${newer.from}`}>{t('submission.newer.see')}</a>
      </p>
      <Form action={`/me/work/${id}/version`} hidden={{ to: newer.id }} inline>
        <Button>{t('submission.newer.move', { version: newer.version })}</Button>
      </Form>
    </Notice>
  )
}
