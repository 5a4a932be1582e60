import type { FormState } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Disclosure } from '../../../ui/accordion.tsx'
import { Button } from '../../../ui/button.tsx'
import { DateTime } from '../../../ui/date-time.tsx'
import { TextArea } from '../../../ui/field.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import type { Said, Thread } from '../rules/comment-threads.ts'
import { QUALITY } from '../rules/quality-components.ts'
import type { Talk } from '../views/comments.ts'
import { wordsOf } from './quality-form.tsx'

/** Where the forms stand: what they lead back to, and what was typed when one was refused. */
export interface TalkRoom {
  readonly talk: Talk
  readonly from: 'comments' | 'editor' | 'review'
  readonly form: FormState
}

/** Comments in the order written; those that are done are folded below. */
export function Threads({ threads, room }: { threads: readonly Thread[]; room: TalkRoom }) {
  const done = threads.filter((thread) => thread.done !== null)
  const open = threads.filter((thread) => thread.done === null)
  return (
    <>
      {open.map((thread) => (
        <ThreadSheet key={thread.id} thread={thread} room={room} />
      ))}
      {done.length > 0 && (
        <Disclosure summary={t('catalog.comment.done', { count: done.length })}>
          <div class="stack gap-12">
            {done.map((thread) => (
              <ThreadSheet key={thread.id} thread={thread} room={room} />
            ))}
          </div>
        </Disclosure>
      )}
    </>
  )
}

function ThreadSheet({ thread, room }: { thread: Thread; room: TalkRoom }) {
  const { talk } = room
  const component = QUALITY.find(({ id }) => id === thread.place)
  return (
    <article class="talk-thread" id={`comment-${thread.id}`}>
      {component && (
        <p class="small muted">
          <span class="numbers">{component.id}</span> {wordsOf(component.id)}
        </p>
      )}
      <SaidLine said={thread} zone={talk.zone} />
      {thread.answers.length > 0 && (
        <ul class="talk-answers">
          {thread.answers.map((answer) => (
            <li key={answer.id}>
              <SaidLine said={answer} zone={talk.zone} />
            </li>
          ))}
        </ul>
      )}
      {thread.done && (
        <p class="small muted">
          {t('catalog.comment.doneBy', { name: thread.done.by })}{' '}
          <DateTime at={thread.done.at} zone={talk.zone} style="stamp" />
        </p>
      )}
      {talk.mayComment && <ThreadDeeds thread={thread} room={room} />}
    </article>
  )
}

function SaidLine({ said: { text, by, at }, zone }: { said: Said; zone: string }) {
  return (
    <>
      <p class="small muted">
        {by}, <DateTime at={at} zone={zone} style="stamp" />
      </p>
      <p class="talk-words">{text}</p>
    </>
  )
}

function ThreadDeeds({ thread, room: { talk, from, form } }: { thread: Thread; room: TalkRoom }) {
  const address = `/author/m/${talk.draftId}/comments`
  const mine = form.problem !== null && form.typed.commentId === thread.id
  const typed = mine && typeof form.typed.text === 'string' ? form.typed.text : ''
  return (
    <div class="talk-deeds">
      <Disclosure summary={t('catalog.comment.answer')} open={mine}>
        <Form action={`${address}/answer`} hidden={{ commentId: thread.id, from }}>
          <TextArea
            name="text"
            scope={thread.id}
            label={t('catalog.comment.answerTo', { name: thread.by })}
            rows={3}
            maxLength={2000}
            value={typed}
            error={mine ? form.fields.text : undefined}
          />
          <Actions>
            <Button>{t('catalog.comment.answer.button')}</Button>
          </Actions>
        </Form>
      </Disclosure>
      <Form
        action={`${address}/settle`}
        hidden={{ commentId: thread.id, from, deed: thread.done ? 'open' : 'done' }}
        inline
      >
        <Button kind="quiet">
          {t(thread.done ? 'catalog.comment.reopen' : 'catalog.comment.mark')}
          <span class="visually-hidden">{t('catalog.comment.of', { name: thread.by })}</span>
        </Button>
      </Form>
    </div>
  )
}
