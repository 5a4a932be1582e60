import { t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { Select, TextArea } from '../../../ui/field.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { typedOr } from '../../account/parts/form-top.tsx'
import { SECTION_IDS } from '../rules/draft.ts'
import { QUALITY } from '../rules/quality-components.ts'
import { type TalkRoom, Threads } from './comment-thread.tsx'
import { sectionAddress } from './draft-outline.tsx'
import { wordsOf } from './quality-form.tsx'

interface AllCommentsProps {
  room: TalkRoom
  mayEnter: boolean
  /** Level of the heading above it. */
  under: 1 | 2
}

/** Everything that was said about a draft, part by part, and a form for more. */
export function AllComments({ room, mayEnter, under }: AllCommentsProps) {
  const Heading = `h${under + 1}` as 'h2' | 'h3'
  const { threads, draftId, mayComment } = room.talk
  const parts = SECTION_IDS.map((section) => ({ section, own: threads.filter((one) => one.section === section) }))
  return (
    <div class="talk">
      {threads.length === 0 && <p class="muted">{t('catalog.comment.nobody')}</p>}
      {parts
        .filter(({ own }) => own.length > 0)
        .map(({ section, own }) => (
          <div key={section} class="stack gap-12">
            <Heading class="talk-part">
              {mayEnter ? (
                <a href={`${sectionAddress(draftId, section)}#comments`}>{t(`catalog.section.${section}`)}</a>
              ) : (
                t(`catalog.section.${section}`)
              )}
            </Heading>
            <Threads threads={own} room={room} />
          </div>
        ))}
      {mayComment && <WriteForm room={room} />}
    </div>
  )
}

function WriteForm({ room: { talk, from, form } }: { room: TalkRoom }) {
  const refused = form.problem !== null && form.typed.about !== undefined
  const kept = (name: string) => (refused ? typedOr(form, name, '') : '')
  return (
    <Form action={`/author/m/${talk.draftId}/comments`} hidden={{ from }} label={t('catalog.comment.new')}>
      <Select
        name="about"
        scope="comment"
        label={t('catalog.comment.place')}
        empty={t('catalog.comment.place.whole')}
        width="full"
        value={kept('about')}
        error={refused ? form.fields.about : undefined}
        options={[
          {
            group: t('catalog.comment.place.parts'),
            options: SECTION_IDS.map((id) => ({ value: id, label: t(`catalog.section.${id}`) })),
          },
          {
            group: t('catalog.comment.place.components'),
            options: QUALITY.map(({ id }) => ({ value: id, label: `${id} ${wordsOf(id)}` })),
          },
        ]}
      />
      <TextArea
        name="text"
        scope="comment"
        label={t('catalog.comment.text')}
        rows={4}
        maxLength={2000}
        value={kept('text')}
        error={refused ? form.fields.text : undefined}
      />
      <Actions>
        <Button>{t('catalog.comment.button')}</Button>
      </Actions>
    </Form>
  )
}
