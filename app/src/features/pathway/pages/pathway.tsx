import type { Ctx } from '../../../platform/ctx.ts'
import type { Head, Params } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Breadcrumb } from '../../../ui/breadcrumb.tsx'
import { WithAside } from '../../../ui/layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { MadeBy } from '../parts/made-by.tsx'
import { OpenAward } from '../parts/open-award.tsx'
import { PathMap } from '../parts/path-map.tsx'
import { ruleWords } from '../parts/rule-words.ts'
import { StackNotices } from '../parts/stack-notices.tsx'
import { StackProgress } from '../parts/stack-progress.tsx'
import { StepList } from '../parts/step-list.tsx'
import { type StackView, stackPage } from '../views.ts'

interface Loaded {
  readonly stack: StackView
}

export async function load(ctx: Ctx<never>, { slug, version }: Params<'slug'> & { version?: string }): Promise<Loaded> {
  return { stack: await stackPage(ctx, { kind: 'pathway', slug, version }) }
}

export function head({ stack: { words, languages } }: Loaded): Head {
  return { title: words.title, description: words.summary, languages }
}

export function Page({ stack }: Loaded) {
  const { words } = stack
  return (
    <>
      <Breadcrumb items={[{ href: '/stacks', label: t('pathway.stacks.title') }, { label: words.title }]} />
      <PageHead
        title={words.title}
        above={t('pathway.above.pathway')}
        lead={
          <>
            <p lang={stack.foreign ?? undefined}>{words.summary}</p>
            <p id="rule">{ruleWords(stack)}</p>
            <p>{t('pathway.order')}</p>
            <MadeBy stack={stack} />
          </>
        }
        facts={stack.begun ? <StackProgress stack={stack} /> : undefined}
        actions={<OpenAward stack={stack} />}
      />
      <StackNotices stack={stack} />
      <WithAside aside={<PathMap stack={stack} />} label={t('pathway.map')}>
        <div>
          <StepList stack={stack} />
        </div>
      </WithAside>
    </>
  )
}
