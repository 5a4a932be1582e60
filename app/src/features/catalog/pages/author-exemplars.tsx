import type { Ctx } from '../../../platform/ctx.ts'
import { type FormState, type Head, type Params, type Redirect, redirect } from '../../../platform/route.ts'
import { say, t } from '../../../text.ts'
import { LinkButton } from '../../../ui/button.tsx'
import { DateTime } from '../../../ui/date-time.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Section } from '../../../ui/layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { FormTop } from '../../account/parts/form-top.tsx'
import { StepUpNote } from '../../account/parts/step-up-note.tsx'
import { closeExemplar, declineExemplar, letOutExemplar } from '../actions/judge-exemplar.ts'
import { JudgedCard } from '../parts/judged-card.tsx'
import type { DeclineExemplar } from '../rules/exemplar-form.ts'
import { type JudgingView, judgingPage } from '../views/exemplars.ts'

type World = Ctx<never>
type Of = Params<'exemplar'>
interface Loaded {
  view: JudgingView
}

export async function load(ctx: World): Promise<Loaded> {
  return { view: await judgingPage(ctx) }
}

const back = (done: string): Redirect => redirect('/author/exemplars', { done })

export const acts = {
  publish: async (ctx: World, _input: object, { exemplar }: Of): Promise<Redirect> => {
    await letOutExemplar(ctx, exemplar)
    return back('catalog.exemplars.done.published')
  },
  decline: async (ctx: World, { reason }: DeclineExemplar, { exemplar }: Of): Promise<Redirect> => {
    await declineExemplar(ctx, exemplar, reason)
    return back('catalog.exemplars.done.declined')
  },
  close: async (ctx: World, _input: object, { exemplar }: Of): Promise<Redirect> => {
    await closeExemplar(ctx, exemplar)
    return back('catalog.exemplars.done.closed')
  },
}

export function head(): Head {
  return { title: t('catalog.exemplars.title'), noIndex: true, density: 'work' }
}

export function Page({ view, form }: Loaded & { form: FormState }) {
  const { waiting, published, over, lead, fresh } = view
  const none = waiting.length + published.length + over.length === 0
  return (
    <div class="stack">
      <PageHead title={t('catalog.exemplars.title')} lead={t('catalog.exemplars.lead')} />
      <FormTop form={form} />
      {none && (
        <EmptyState
          sentence={t('catalog.exemplars.empty')}
          actions={<LinkButton href="/explore">{t('catalog.exemplars.explore')}</LinkButton>}
        />
      )}
      {waiting.length > 0 && (
        <Section id="waiting" title={t('catalog.exemplars.waiting')} note={t('catalog.exemplars.waiting.note')}>
          {lead && !fresh && <StepUpNote next="/author/exemplars" />}
          {waiting.map((one) => (
            <JudgedCard key={one.id} one={one} waits fresh={fresh} zone={view.zone} form={form} />
          ))}
        </Section>
      )}
      {published.length > 0 && (
        <Section id="published" title={t('catalog.exemplars.published')}>
          {published.map((one) => (
            <JudgedCard key={one.id} one={one} fresh={fresh} zone={view.zone} form={form} />
          ))}
        </Section>
      )}
      {over.length > 0 && <Over view={view} />}
    </div>
  )
}

function Over({ view: { over, zone } }: Loaded) {
  return (
    <Section id="over" title={t('catalog.exemplars.over')} note={t('catalog.exemplars.over.note')}>
      <ul class="catalog-plain stack gap-8">
        {over.map(({ id, title, criterion, endedAt, endedBecause, constructed }) => (
          <li key={id}>
            {title} · {criterion}{' '}
            <span class="small muted">
              {constructed && `${t('catalog.examples.constructed')} · `}
              {say(`catalog.exemplars.because.${endedBecause}`)}{' '}
              {endedAt && <DateTime at={endedAt} zone={zone} style="date" />}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
