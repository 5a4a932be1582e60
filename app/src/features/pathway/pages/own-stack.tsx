import type { Ctx } from '../../../platform/ctx.ts'
import { type FormState, type Head, type Params, type Redirect, redirect } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Breadcrumb } from '../../../ui/breadcrumb.tsx'
import { Button } from '../../../ui/button.tsx'
import { Form } from '../../../ui/form.tsx'
import { Section, WithAside } from '../../../ui/layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { FormTop } from '../../account/parts/form-top.tsx'
import { askToPublish, discardStack, saveStack, sendStackBack } from '../actions/own-stacks.ts'
import { answerToStack, proposeStack } from '../actions/publish-own.ts'
import { addressOf } from '../parts/address.ts'
import { OwnForm } from '../parts/own-form.tsx'
import { OwnPublication } from '../parts/own-publication.tsx'
import { StackPreview } from '../parts/stack-preview.tsx'
import { StepList } from '../parts/step-list.tsx'
import type { AnswerStack, ProposeStack, SaveStack } from '../rules/own-input.ts'
import { type OwnStackView, ownStackPage } from '../views/own.ts'

type World = Ctx<never>
type Of = Params<'draft'>
interface Loaded {
  readonly view: OwnStackView
}

export async function load(ctx: World, { draft }: Of, query: { find?: string }): Promise<Loaded> {
  return { view: await ownStackPage(ctx, draft, query.find ?? '') }
}

const here = ({ draft }: Of) => `/author/stacks/${draft}`
const ANCHORS: Readonly<Record<string, string>> = { add: '#members', drop: '#members', search: '#find' }

/** What was moved is in sight again when the page comes back. */
function anchorOf(verb: string, subject: string): string {
  return verb === 'up' || verb === 'down' ? `#member-${encodeURIComponent(subject)}` : (ANCHORS[verb] ?? '')
}

export const acts = {
  save: async (ctx: World, input: SaveStack, of: Of): Promise<Redirect> => {
    const find = await saveStack(ctx, of.draft, input)
    if (input.do === 'ask' && find === '') {
      await askToPublish(ctx, of.draft)
      return redirect(here(of), { done: 'pathway.own.asked' })
    }
    const [verb = '', subject = ''] = input.do.split(':')
    const query = find === '' ? '' : `?find=${encodeURIComponent(find)}`
    // What is still looked for may be what the stack was to hold: whoever asks is told, and asks again.
    if (verb === 'ask') return redirect(here(of) + query, { done: 'pathway.own.held' })
    const anchor = find !== '' && verb === 'save' ? '#find' : anchorOf(verb, subject)
    return redirect(here(of) + query + anchor, verb === 'save' ? { done: 'pathway.own.saved' } : {})
  },
  discard: async (ctx: World, _input: unknown, of: Of): Promise<Redirect> => {
    await discardStack(ctx, of.draft)
    return redirect('/author/stacks', { done: 'pathway.own.discarded' })
  },
  back: async (ctx: World, _input: unknown, of: Of): Promise<Redirect> => {
    await sendStackBack(ctx, of.draft)
    return redirect(here(of), { done: 'pathway.own.back' })
  },
  propose: async (ctx: World, input: ProposeStack, of: Of): Promise<Redirect> => {
    await proposeStack(ctx, of.draft, input)
    return redirect(here(of), { done: 'pathway.own.proposal' })
  },
  publish: async (ctx: World, input: AnswerStack, of: Of): Promise<Redirect> => {
    const published = await answerToStack(ctx, of.draft, input)
    return redirect(here(of), { done: published ? 'pathway.own.published' : 'pathway.own.refused' })
  },
}

export function head({ view }: Loaded): Head {
  return { title: titleOf(view), noIndex: true, density: 'work' }
}

function titleOf({ draft }: OwnStackView): string {
  return draft.content.title.trim() || t(`pathway.own.untitled.${draft.kind}`)
}

export function Page({ view, form }: Loaded & { form: FormState }) {
  const { draft, as, address } = view
  const writable = draft.state === 'draft' && as.author
  return (
    <>
      <Breadcrumb items={[{ href: '/author/stacks', label: t('pathway.own.list') }, { label: titleOf(view) }]} />
      <PageHead
        above={t(`pathway.above.${draft.kind}`)}
        title={titleOf(view)}
        lead={t(`pathway.own.state.${draft.state}.lead`)}
        facts={
          <>
            <Tag>{t(`pathway.own.state.${draft.state}`)}</Tag>
            <span class="muted">{t('pathway.own.by', { names: view.authors.join(', ') })}</span>
          </>
        }
        actions={draft.state === 'published' && address && <a href={addressOf(address)}>{t('pathway.own.page')}</a>}
      />
      <FormTop form={form} />
      {draft.state === 'ready' && <OwnPublication view={view} />}
      <WithAside
        aside={
          <div class="stack">
            <h2>{t('pathway.own.preview')}</h2>
            <StackPreview stack={view.preview} mended={!view.problems.some(({ because }) => because === 'cycle')} />
          </div>
        }
        label={t('pathway.own.preview')}
      >
        {writable ? <OwnForm view={view} form={form} /> : <Settled view={view} />}
      </WithAside>
      {writable && (
        <Form action={`/author/stacks/${draft.id}/discard`} inline>
          <Button kind="quiet">{t('pathway.own.discard')}</Button>
        </Form>
      )}
    </>
  )
}

/** The words as they stand, each of them, for whoever reads them before they are published or may not change them now. */
function Settled({ view: { draft, preview } }: Loaded) {
  const { titleEs, summaryEs, parts } = draft.content
  return (
    <div>
      <Section id="words" title={t('pathway.own.words')}>
        <p>{preview.words.summary}</p>
        {titleEs !== '' && (
          <div lang="es">
            <p>
              <strong>{titleEs}</strong>
            </p>
            <p>{summaryEs}</p>
            <ul>
              {parts.map((part) => (
                <li key={part.id}>{part.titleEs}</li>
              ))}
            </ul>
          </div>
        )}
      </Section>
      {draft.kind === 'pathway' && <StepList stack={preview} />}
    </div>
  )
}
