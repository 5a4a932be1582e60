import type { FormState } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { TextArea } from '../../../ui/field.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import type { SectionId } from '../rules/draft.ts'
import type { Talk } from '../views/comments.ts'
import { Threads } from './comment-thread.tsx'

/** Beside the part being written: what colleagues say of it. It stands apart from what a save draws anew, so that nothing typed here is lost. */
export function DraftComments({ talk, section, form }: { talk: Talk; section: SectionId; form: FormState }) {
  const room = { talk, from: 'editor' as const, form }
  const own = talk.threads.filter((thread) => thread.section === section)
  const elsewhere = talk.threads.filter((thread) => thread.section !== section && thread.done === null).length
  return (
    <section class="draft-panel draft-talk" id="comments" aria-labelledby="comments-title">
      <h2 class="draft-panel-title" id="comments-title">
        {t('catalog.comment.here')}
      </h2>
      {own.length === 0 && <p class="muted">{t('catalog.comment.none')}</p>}
      <Threads threads={own} room={room} />
      {talk.mayComment && (
        <Form
          action={`/author/m/${talk.draftId}/comments`}
          hidden={{ about: section, from: 'editor' }}
          label={t('catalog.comment.write')}
        >
          <TextArea name="text" scope="comment" label={t('catalog.comment.write')} rows={3} maxLength={2000} />
          <Actions>
            <Button>{t('catalog.comment.button')}</Button>
          </Actions>
        </Form>
      )}
      <p class="small">
        <a href={`/author/m/${talk.draftId}/comments`}>
          {elsewhere > 0 ? t('catalog.comment.elsewhere', { count: elsewhere }) : t('catalog.comment.all')}
        </a>
      </p>
    </section>
  )
}
