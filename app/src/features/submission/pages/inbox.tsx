import { type FormState, type Head, type Params, redirect } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Disclosure } from '../../../ui/accordion.tsx'
import { Button } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Field, TextArea } from '../../../ui/field.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Grid, Section } from '../../../ui/layout.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { captionItem, keepLink, keepText, removeItem, sortItem } from '../actions/inbox.ts'
import type { World } from '../actions/world.ts'
import type { Caption, LinkedItem, Refused, SortForm, TypedItem } from '../model.ts'
import { InboxTile } from '../parts/inbox-tile.tsx'
import { RefusedFile } from '../parts/refused-file.tsx'
import { Told } from '../parts/told.tsx'
import { UploadPart } from '../parts/upload-part.tsx'
import { type InboxView, inboxOf } from '../views/inbox.ts'

interface Loaded {
  readonly inbox: InboxView
  readonly refused: Refused
}

export async function load(ctx: World, _params: object, query: Refused): Promise<Loaded> {
  return { inbox: await inboxOf(ctx), refused: query ?? {} }
}

const back = (done: string) => redirect('/me/inbox', { done })

export const acts = {
  text: async (ctx: World, input: TypedItem) => {
    await keepText(ctx, input)
    return back('submission.done.kept')
  },
  link: async (ctx: World, input: LinkedItem) => {
    await keepLink(ctx, input)
    return back('submission.done.kept')
  },
  caption: async (ctx: World, { caption }: Caption, { item }: Params<'item'>) => {
    await captionItem(ctx, item, caption)
    return back('submission.done.saved')
  },
  remove: async (ctx: World, _input: object, { item }: Params<'item'>) => {
    await removeItem(ctx, item)
    return back('submission.done.removed')
  },
  sort: async (ctx: World, { place }: SortForm, { item }: Params<'item'>) => {
    const [submissionId = '', requirementId = ''] = place.split('/')
    await sortItem(ctx, { itemId: item, submissionId, requirementId })
    return back('submission.done.sorted')
  },
}

export function head(): Head {
  return { title: t('submission.inbox.title'), noIndex: true }
}

export function Page({ inbox, refused, form }: Loaded & { form: FormState }) {
  const { items } = inbox
  return (
    <div class="work-page">
      <PageHead title={t('submission.inbox.title')} lead={t('submission.inbox.lead')} />
      <Told form={form} />
      <RefusedFile refused={refused} />
      {inbox.arriving.map(({ id, name, percent }) => (
        <Notice key={id}>{t('submission.inbox.arriving', { name, percent })}</Notice>
      ))}
      <Section id="add" title={t('submission.inbox.add')} note={t('submission.inbox.add.note')}>
        <Adding inbox={inbox} form={form} />
      </Section>
      <Section
        id="evidence"
        title={t('submission.inbox.items')}
        note={t('submission.inbox.count', { count: items.length })}
      >
        {items.length === 0 ? (
          <EmptyState sentence={t('submission.inbox.empty')} />
        ) : (
          <Grid size="large" as="ul">
            {items.map((item) => (
              <InboxTile key={item.id} item={item} inbox={inbox} form={form} />
            ))}
          </Grid>
        )}
      </Section>
    </div>
  )
}

function Adding({ inbox, form }: { inbox: InboxView; form: FormState }) {
  const refusedText = form.problem !== null && typeof form.typed.body === 'string'
  const refusedLink = form.problem !== null && typeof form.typed.url === 'string'
  return (
    <div class="add-evidence">
      <UploadPart
        target={{}}
        action="/me/inbox/file"
        accept={inbox.accept}
        personId={inbox.personId}
        zone={inbox.zone}
      />
      <Disclosure summary={t('submission.add.text')} open={refusedText}>
        <Form action="/me/inbox/text">
          <TextArea
            name="body"
            letter
            rows={6}
            label={t('submission.add.text.label')}
            value={refusedText ? String(form.typed.body) : ''}
            error={form.fields.body}
          />
          <Actions>
            <Button>{t('submission.inbox.keep')}</Button>
          </Actions>
        </Form>
      </Disclosure>
      <Disclosure summary={t('submission.add.link')} open={refusedLink}>
        <Form action="/me/inbox/link">
          <Field
            name="url"
            type="url"
            inputMode="url"
            width="full"
            label={t('submission.add.link.label')}
            hint={t('submission.add.link.hint')}
            value={refusedLink ? String(form.typed.url) : ''}
            error={form.fields.url}
          />
          <Actions>
            <Button>{t('submission.inbox.keep')}</Button>
          </Actions>
        </Form>
      </Disclosure>
    </div>
  )
}
