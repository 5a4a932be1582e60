import type { Ctx } from '../../../platform/ctx.ts'
import type { Head, Params } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Disclosure } from '../../../ui/accordion.tsx'
import { Breadcrumb } from '../../../ui/breadcrumb.tsx'
import { LinkButton } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Section } from '../../../ui/layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { ExampleFigure } from '../parts/example-figure.tsx'
import { foreign, levelName } from '../parts/labels.ts'
import { type ExamplesPage, examplesPage } from '../views/exemplars.ts'

interface Loaded {
  view: ExamplesPage
  named: boolean
}

/** `names=off`: for those who read without names. */
export async function load(
  ctx: Ctx<never>,
  { slug }: Params<'slug'>,
  { names }: { names?: 'off' | undefined },
): Promise<Loaded> {
  return { view: await examplesPage(ctx, slug), named: names !== 'off' }
}

export function head({ view }: Loaded): Head {
  return {
    title: t('catalog.examples.title', { title: view.title }),
    description: t('catalog.examples.lead'),
    // What can be taken back any day is not handed to search engines.
    noIndex: true,
  }
}

export function Page({ view, named }: Loaded) {
  const { slug, title, groups, mayWrite } = view
  return (
    <article class="stack">
      <Breadcrumb
        items={[
          { href: '/explore', label: t('catalog.explore.title') },
          { href: `/m/${slug}`, label: title },
          { label: t('catalog.examples.short') },
        ]}
      />
      <PageHead
        above={title}
        title={t('catalog.examples.short')}
        lead={t('catalog.examples.lead')}
        actions={
          mayWrite && <LinkButton href={`/author/exemplars/write/${slug}`}>{t('catalog.examples.write')}</LinkButton>
        }
      />
      {groups.length === 0 && (
        <EmptyState
          sentence={t('catalog.examples.none')}
          actions={<LinkButton href={`/m/${slug}#rubric`}>{t('catalog.examples.rubric')}</LinkButton>}
        />
      )}
      {groups.map((group) => (
        <CriterionGroup key={group.criterion.id} group={group} view={view} named={named} />
      ))}
    </article>
  )
}

function CriterionGroup({ group, view, named }: Loaded & { group: ExamplesPage['groups'][number] }) {
  const lang = foreign(view.language)
  return (
    <Section id={group.criterion.id} title={group.criterion.title}>
      {group.levels.map(({ level, descriptor, examples }) => (
        <div class="stack gap-12" key={level.id}>
          <h3>{levelName(level)}</h3>
          <Disclosure summary={t('catalog.examples.descriptor')}>
            <p lang={lang}>{descriptor}</p>
          </Disclosure>
          {examples.map((example) => (
            <ExampleFigure
              key={example.id}
              example={example}
              filesUrl={view.filesUrl}
              named={named}
              version={view.version}
            />
          ))}
        </div>
      ))}
    </Section>
  )
}
