import type { Ctx } from '../../../platform/ctx.ts'
import type { Head, Params } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Breadcrumb } from '../../../ui/breadcrumb.tsx'
import { Section } from '../../../ui/layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { MadeBy } from '../parts/made-by.tsx'
import { MemberList } from '../parts/member-list.tsx'
import { OpenAward } from '../parts/open-award.tsx'
import { PartOf } from '../parts/part-of.tsx'
import { ruleWords } from '../parts/rule-words.ts'
import { StackNotices } from '../parts/stack-notices.tsx'
import { StackProgress } from '../parts/stack-progress.tsx'
import { type StackView, stackPage } from '../views.ts'

interface Loaded {
  readonly stack: StackView
}

export async function load(ctx: Ctx<never>, { slug, version }: Params<'slug'> & { version?: string }): Promise<Loaded> {
  return { stack: await stackPage(ctx, { kind: 'stack', slug, version }) }
}

export function head({ stack: { words, languages } }: Loaded): Head {
  return { title: words.title, description: words.summary, languages }
}

export function Page({ stack }: Loaded) {
  const { words, groups, members, within } = stack
  const rest = members.filter(({ group }) => group === null)
  return (
    <>
      <Breadcrumb items={[{ href: '/stacks', label: t('pathway.stacks.title') }, { label: words.title }]} />
      <PageHead
        title={words.title}
        above={t('pathway.above.stack')}
        lead={
          <>
            <p lang={stack.foreign ?? undefined}>{words.summary}</p>
            <p id="rule">{ruleWords(stack)}</p>
            <MadeBy stack={stack} />
            {within.length > 0 && <PartOf stacks={within} />}
          </>
        }
        facts={stack.begun ? <StackProgress stack={stack} /> : undefined}
        actions={<OpenAward stack={stack} />}
      />
      <StackNotices stack={stack} />
      {groups.map(({ id, min }) => {
        const own = members.filter(({ group }) => group === id)
        const note = own.length > min ? t('pathway.group', { min }) : t('pathway.group.all', { min })
        return (
          <Section key={id} id={id} title={words.groups[id] ?? id} note={note}>
            <MemberList members={own} />
          </Section>
        )
      })}
      {rest.length > 0 && (
        <Section id="members" title={groups.length > 0 ? t('pathway.rest') : t('pathway.members')}>
          <MemberList members={rest} />
        </Section>
      )}
    </>
  )
}
