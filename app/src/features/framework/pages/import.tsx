import type { Ctx } from '../../../platform/ctx.ts'
import { type FormState, type Head, type Params, type Redirect, redirect } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Button, LinkButton } from '../../../ui/button.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Stack } from '../../../ui/layout.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { FormTop } from '../../account/parts/form-top.tsx'
import { acceptImport, chooseColumns, discardImport } from '../actions/take-in.ts'
import type { ChooseColumns } from '../model.ts'
import { ColumnsForm } from '../parts/columns-form.tsx'
import { DryRunReport } from '../parts/dry-run-report.tsx'
import { ProblemNotice } from '../parts/problem-notice.tsx'
import { type ImportView, importPage } from '../views.ts'

interface Loaded {
  readonly view: ImportView
}
type Import = Params<'import'>

export async function load(ctx: Ctx<never>, params: Import): Promise<Loaded> {
  return { view: await importPage(ctx, params.import) }
}

export const acts = {
  accept: async (ctx: Ctx<never>, _input: object, params: Import): Promise<Redirect> => {
    const { frameworkId } = await acceptImport(ctx, params.import)
    return redirect(`/frameworks/${frameworkId}`)
  },
  columns: async (ctx: Ctx<never>, columns: ChooseColumns, params: Import): Promise<Redirect> => {
    await chooseColumns(ctx, { id: params.import, columns })
    return redirect(`/author/frameworks/import/${params.import}`)
  },
  discard: async (ctx: Ctx<never>, _input: object, params: Import): Promise<Redirect> => {
    await discardImport(ctx, params.import)
    return redirect('/author/frameworks', { done: 'framework.import.discarded' })
  },
}

export function head({ view }: Loaded): Head {
  return { title: t('framework.dry.title', { name: view.title || view.name }), density: 'work', noIndex: true }
}

export function Page({ view, form }: Loaded & { form: FormState }) {
  const { id, outcome, facts, table } = view
  return (
    <Stack gap={24}>
      <PageHead
        above={t('framework.dry.above')}
        title={view.title || view.name}
        lead={t('framework.dry.lead')}
        facts={
          <p class="small muted">
            {view.name} · {t('framework.holder', { holder: facts.rightsHolder })} · {t('framework.list.words')}:{' '}
            {t(facts.redistributable === 'yes' ? 'framework.list.words.all' : 'framework.list.words.own')}
          </p>
        }
      />
      <FormTop form={form} />
      {table && <ColumnsForm id={id} table={table} />}
      {'problem' in outcome ? <ProblemNotice problem={outcome.problem} /> : <DryRunReport {...outcome} />}
      {view.staysClosed && <Notice tone="notYet">{t('refusal.framework-stays-closed')}</Notice>}
      <Decide view={view} />
    </Stack>
  )
}

function Decide({ view: { id, outcome, staysClosed } }: { view: ImportView }) {
  const possible = 'run' in outcome && outcome.run.cycles.length === 0 && !staysClosed
  return (
    <div class="cluster">
      {possible && (
        <Form action={`/author/frameworks/import/${id}`}>
          <Actions>
            <Button kind="primary">{t('framework.dry.accept')}</Button>
          </Actions>
        </Form>
      )}
      <Form action={`/author/frameworks/import/${id}/aside`}>
        <Actions>
          <Button>{t('framework.dry.discard')}</Button>
          <LinkButton href="/author/frameworks">{t('framework.dry.later')}</LinkButton>
        </Actions>
      </Form>
    </div>
  )
}
