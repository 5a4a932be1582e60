import { type FormState, type Head, type Params, type Redirect, redirect } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Section } from '../../../ui/layout.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { declare, said } from '../actions/declare.ts'
import { submitAttempt } from '../actions/submit.ts'
import type { World } from '../actions/world.ts'
import type { DeclarationForm } from '../model.ts'
import { AdviceList } from '../parts/advice-list.tsx'
import { CompareSection } from '../parts/compare-section.tsx'
import { SayForm } from '../parts/say-form.tsx'
import { Told } from '../parts/told.tsx'
import { WorkTitle } from '../parts/work-title.tsx'
import { type ReadyDesk, readyDesk } from '../views/ready.ts'

export async function load(ctx: World, { id }: Params<'id'>): Promise<{ desk: ReadyDesk } | Redirect> {
  const desk = await readyDesk(ctx, id)
  return desk.editable ? { desk } : redirect(`/me/work/${id}/timeline`)
}

/** What was said is kept first, so that a refusal takes nothing away. A second press finds the work sent in. */
export async function act(ctx: World, input: DeclarationForm, { id }: Params<'id'>): Promise<Redirect> {
  const desk = await readyDesk(ctx, id)
  if (desk.editable) await declare(ctx, id, said(input))
  await submitAttempt(ctx, { submissionId: id, attemptNo: input.attempt })
  return redirect(`/me/work/${id}/timeline`, { done: 'submission.done.submitted' })
}

export const acts = {
  save: async (ctx: World, input: DeclarationForm, { id }: Params<'id'>): Promise<Redirect> => {
    await declare(ctx, id, said(input))
    const { blocks, advice } = await readyDesk(ctx, id)
    const place = [...blocks, ...advice].find((entry) => entry.id === input.go)
    return redirect(place?.href ?? `/me/work/${id}/ready`, { done: 'submission.done.saved' })
  },
}

export function head({ desk }: { desk: ReadyDesk }): Head {
  return { title: `${t('submission.ready.title')} · ${desk.title}`, noIndex: true }
}

export function Page({ desk, form }: { desk: ReadyDesk; form: FormState }) {
  const { blocks, advice } = desk
  const save = `/me/work/${desk.id}/declarations`
  return (
    <div class="work-page">
      <WorkTitle work={desk} part={t('submission.ready.title')} lead={t('submission.ready.lead')} />
      <Told form={form} />
      <Unchanged desk={desk} />
      <Section
        id="missing"
        title={t('submission.ready.missing')}
        note={t('submission.ready.count', { count: desk.count })}
      >
        {blocks.length === 0 ? (
          <p>{t('submission.ready.complete')}</p>
        ) : (
          <AdviceList items={blocks} tone="block" save={save} />
        )}
      </Section>
      {advice.length > 0 && (
        <Section id="advice" title={t('submission.ready.advice')} note={t('submission.ready.advice.note')}>
          <AdviceList items={advice} tone="advice" save={save} />
        </Section>
      )}
      <CompareSection desk={desk} />
      <SayForm desk={desk} form={form} />
    </div>
  )
}

/** Said once, and it stops nobody: to send the same again may be what one means. */
function Unchanged({ desk: { unchanged, id } }: { desk: ReadyDesk }) {
  const { criteria, all, only } = unchanged
  if (criteria.length === 0) return null
  return (
    <Notice tone="notYet" title={t(all ? 'submission.unchanged.all' : 'submission.unchanged.some')}>
      <p>
        {all && only.length > 0
          ? t('submission.unchanged.only', { criteria: only.join('; ') })
          : t('submission.unchanged.read', { criteria: criteria.join('; ') })}
      </p>
      <p>
        <a class="own-line" href={`/me/work/${id}`}>
          {t('submission.unchanged.see')}
        </a>
      </p>
    </Notice>
  )
}
