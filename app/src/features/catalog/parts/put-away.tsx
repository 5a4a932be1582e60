import { t } from '../../../text.ts'
import { Disclosure } from '../../../ui/accordion.tsx'
import { Button } from '../../../ui/button.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import type { DraftView } from '../views/drafts.ts'

/** The end of a draft that leads nowhere, in two steps: what happens is read before it is pressed. */
export function PutAway({ view: { id } }: { view: Pick<DraftView, 'id'> }) {
  return (
    <Disclosure summary={t('catalog.draft.discard')} id="put-away">
      <Form action={`/author/m/${id}/discard`} label={t('catalog.draft.discard')}>
        <ul>
          <li>{t('catalog.draft.discard.words')}</li>
          <li>{t('catalog.draft.discard.others')}</li>
          <li>{t('catalog.draft.discard.back')}</li>
        </ul>
        <Actions>
          <Button kind="danger">{t('catalog.draft.discard.button')}</Button>
          <a href={`/author/m/${id}/file.yaml`} download>
            {t('catalog.draft.export')}
          </a>
        </Actions>
      </Form>
    </Disclosure>
  )
}
