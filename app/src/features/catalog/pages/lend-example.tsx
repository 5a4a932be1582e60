import type { Ctx } from '../../../platform/ctx.ts'
import { type FormState, type Head, type Params, type Redirect, redirect } from '../../../platform/route.ts'
import { say, t } from '../../../text.ts'
import { LinkButton } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Section } from '../../../ui/layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { FormTop } from '../../account/parts/form-top.tsx'
import { lendExemplar } from '../actions/lend-exemplar.ts'
import { LendForm } from '../parts/lend-form.tsx'
import type { OfferExemplar, OfferQuery } from '../rules/exemplar-form.ts'
import { type LendView, lendPage } from '../views/lent.ts'

interface Loaded {
  view: LendView
}

export async function load(ctx: Ctx<never>, { work }: Params<'work'>, { piece }: OfferQuery): Promise<Loaded> {
  return { view: await lendPage(ctx, work, piece) }
}

export async function act(ctx: Ctx<never>, input: OfferExemplar, { work }: Params<'work'>): Promise<Redirect> {
  await lendExemplar(ctx, work, input)
  return redirect('/me/examples', { done: 'catalog.lend.done' })
}

export function head({ view }: Loaded): Head {
  return { title: `${t('catalog.lend.title')} · ${view.title}`, noIndex: true }
}

export function Page({ view, form }: Loaded & { form: FormState }) {
  const { chosen, pieces, title, work, earned } = view
  const open = pieces.filter(({ because }) => because === null)
  return (
    <div class="stack">
      <PageHead above={title} title={t('catalog.lend.title')} lead={t('catalog.lend.lead')} />
      <FormTop form={form} />
      {open.length > 0 && <Promises />}
      {open.length === 0 && (
        <EmptyState
          sentence={t(earned ? 'catalog.lend.none' : 'catalog.lend.notEarned')}
          actions={<LinkButton href={`/me/work/${work}`}>{t('catalog.lend.back')}</LinkButton>}
        />
      )}
      {earned && (open.length !== 1 || !chosen) && <Pieces view={view} />}
      {chosen && <LendForm view={view} chosen={chosen} form={form} />}
    </div>
  )
}

const PROMISES = ['what', 'who', 'back', 'copy'] as const

/** In plain words, before anything is asked. */
function Promises() {
  return (
    <Section id="promises" title={t('catalog.lend.promises')}>
      <ul>
        {PROMISES.map((one) => (
          <li key={one}>{t(`catalog.lend.promise.${one}`)}</li>
        ))}
      </ul>
    </Section>
  )
}

function Pieces({ view: { pieces, chosen, work } }: Loaded) {
  return (
    <Section id="pieces" title={t('catalog.lend.pieces')} note={t('catalog.lend.pieces.note')}>
      <ul class="catalog-plain stack gap-8">
        {pieces.map(({ id, name, because }) => (
          <li key={id}>
            {because === null ? (
              <a
                class="own-line"
                href={`/me/examples/offer/${work}?piece=${id}#lend`}
                aria-current={chosen?.id === id ? 'true' : undefined}
              >
                {name}
              </a>
            ) : (
              <>
                {name} <span class="small muted">{say(`refusal.${because}`)}</span>
              </>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}
