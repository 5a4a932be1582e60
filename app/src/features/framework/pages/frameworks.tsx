import type { Ctx } from '../../../platform/ctx.ts'
import { type Answer, type FormState, type Head, type Params, redirect } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { PageHead } from '../../../ui/page-head.tsx'
import { FormTop } from '../../account/parts/form-top.tsx'
import { beginImport, openFramework } from '../actions/take-in.ts'
import type { BeginImport } from '../model.ts'
import { FrameworkLists } from '../parts/framework-lists.tsx'
import { ImportForm, type TypedFacts } from '../parts/import-form.tsx'
import { ProblemNotice } from '../parts/problem-notice.tsx'
import type { SourceProblem } from '../rules/reading.ts'
import { type FrameworksView, frameworksPage } from '../views.ts'

interface Loaded {
  readonly view: FrameworksView
  /** What was handed over and could not be read, with what was said beside it. */
  readonly refused: { readonly problem: SourceProblem; readonly typed: TypedFacts } | null
}

export async function load(ctx: Ctx<never>): Promise<Loaded> {
  return { view: await frameworksPage(ctx), refused: null }
}

export const acts = {
  begin: async (ctx: Ctx<never>, input: BeginImport): Promise<Answer> => {
    const begun = await beginImport(ctx, input)
    if ('id' in begun) return redirect(`/author/frameworks/import/${begun.id}`)
    const { file: _file, ...typed } = input
    const shown: Loaded = { view: await frameworksPage(ctx), refused: { problem: begun.problem, typed } }
    return { show: shown, status: 422 }
  },
  open: async (ctx: Ctx<never>, _input: object, { framework }: Params<'framework'>): Promise<Answer> => {
    const become = await openFramework(ctx, framework)
    return redirect('/author/frameworks', { done: `framework.open.${become}` })
  },
}

export function head({ view }: Loaded): Head {
  return { title: t('framework.list.title', { organization: view.organization }), density: 'work', noIndex: true }
}

export function Page({ view, refused, form }: Loaded & { form: FormState }) {
  return (
    <>
      <PageHead above={view.organization} title={t('framework.list.heading')} lead={t('framework.list.lead')} />
      <FormTop form={form} />
      {refused && <ProblemNotice problem={refused.problem} />}
      <FrameworkLists view={view} />
      <ImportForm form={form} typed={refused?.typed} />
    </>
  )
}
