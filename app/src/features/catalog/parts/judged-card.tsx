import type { FormState } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Disclosure } from '../../../ui/accordion.tsx'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { DateTime } from '../../../ui/date-time.tsx'
import { TextArea } from '../../../ui/field.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { typedOr } from '../../account/parts/form-top.tsx'
import type { JudgedExemplar } from '../views/exemplars.ts'
import { ConstructedMark, ExampleWords } from './example-words.tsx'
import { levelName } from './labels.ts'

interface Props {
  one: JudgedExemplar
  /** Nobody has answered yet. */
  waits?: boolean
  fresh: boolean
  zone: string
  form: FormState
}

/** An example with all that its judge has to know, beside the words of the level it stands for. */
export function JudgedCard(props: Props) {
  const { one, zone } = props
  return (
    <Card as="article" title={one.title} href={`/m/${one.slug}/exemplars`}>
      <p class="small muted">
        {one.criterion}
        {one.level && ` · ${levelName(one.level)}`} · <DateTime at={one.offeredAt} zone={zone} style="date" />
      </p>
      <p class="cluster gap-8">
        {!one.constructed && <Tag>{t(`catalog.lent.audience.${one.audience}`)}</Tag>}
        {one.name && <Tag>{t('catalog.exemplars.named', { name: one.name })}</Tag>}
      </p>
      {one.constructed && <ConstructedMark />}
      <Disclosure summary={t('catalog.examples.descriptor')}>
        <p>{one.descriptor}</p>
      </Disclosure>
      <ExampleWords words={one.words} />
      {one.judge && <Deeds {...props} />}
    </Card>
  )
}

function Deeds({ one: { id, mediaType }, waits, fresh, form }: Props) {
  const here = `/author/exemplars/${id}`
  const error = form.typed.of === id ? form.fields.reason : undefined
  return (
    <div class="catalog-lent-deeds stack gap-12">
      <div class="cluster">
        {mediaType && (
          <Form action={`${here}/open`} inline>
            <Button>{t('catalog.examples.open')}</Button>
          </Form>
        )}
        {waits && fresh && (
          <Form action={`${here}/publish`} inline>
            <Button kind="primary">{t('catalog.exemplars.publish')}</Button>
          </Form>
        )}
        {!waits && (
          <Form action={`${here}/close`} inline>
            <Button kind="danger">{t('catalog.exemplars.close')}</Button>
          </Form>
        )}
      </div>
      {waits && (
        <Disclosure summary={t('catalog.exemplars.decline')} open={error !== undefined}>
          <Form action={`${here}/decline`} hidden={{ of: id }}>
            <TextArea
              name="reason"
              scope={id}
              label={t('catalog.exemplars.reason')}
              hint={t('catalog.exemplars.reason.hint')}
              rows={3}
              maxLength={1000}
              value={form.typed.of === id ? typedOr(form, 'reason', '') : ''}
              error={error}
            />
            <Actions>
              <Button>{t('catalog.exemplars.decline.button')}</Button>
            </Actions>
          </Form>
        </Disclosure>
      )}
    </div>
  )
}
