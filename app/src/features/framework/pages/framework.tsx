import type { Ctx } from '../../../platform/ctx.ts'
import type { Head, Params } from '../../../platform/route.ts'
import { currentLocale, t } from '../../../text.ts'
import { Disclosure } from '../../../ui/accordion.tsx'
import { Section } from '../../../ui/layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import type { Competency } from '../model.ts'
import { CASE } from '../rules/case-of-own.ts'
import { type FrameworkView, frameworkPage } from '../views.ts'

interface Loaded {
  view: FrameworkView
}

export async function load(ctx: Ctx<never>, { id }: Params<'id'>): Promise<Loaded> {
  return { view: await frameworkPage(ctx, id) }
}

export function head({ view: { framework } }: Loaded): Head {
  const { title, description } = framework
  return {
    title,
    description,
    alternate: [{ type: 'application/ld+json', href: `/frameworks/${framework.id}.jsonld`, title: 'JSON-LD' }],
  }
}

export function Page({ view: { framework, domains } }: Loaded) {
  const lang = framework.language.split('-')[0] === currentLocale() ? undefined : framework.language
  const levels = new Map(framework.levels.map(({ level, label }) => [level, label]))
  return (
    <>
      <PageHead
        title={framework.title}
        above={t('framework.above')}
        lead={<p lang={lang}>{framework.description}</p>}
        facts={
          <p class="small muted">
            {t('framework.version', { version: framework.version })} · {framework.rightsHolder} ·{' '}
            <a href={framework.licenseURI}>{framework.license}</a>
          </p>
        }
      />
      <Section title={t('framework.levels')} id="levels" note={t('framework.levels.note')}>
        <dl class="facts" lang={lang}>
          {framework.levels
            .filter(({ level }) => level > 0)
            .map(({ level, label, statement }) => (
              <div class="fact" key={level}>
                <dt>{label}</dt>
                <dd>{statement}</dd>
              </div>
            ))}
        </dl>
      </Section>
      {domains.map((domain) => (
        <Section
          key={domain.id}
          id={domain.code}
          title={domain.label}
          note={<span lang={lang}>{domain.statement}</span>}
        >
          <div lang={lang}>
            {domain.competencies.map((competency) => (
              <CompetencySheet key={competency.id} competency={competency} levels={levels} />
            ))}
          </div>
          <p>
            <a href={`/explore?domain=${domain.code}`}>{t('framework.explore', { domain: domain.label })}</a>
          </p>
        </Section>
      ))}
      <Downloads framework={framework} />
    </>
  )
}

function Downloads({ framework: { id, caseIdentifier } }: { framework: FrameworkView['framework'] }) {
  return (
    <Section title={t('framework.downloads')} id="downloads" note={t('framework.downloads.note')}>
      <ul>
        <li>
          <a href={`${CASE}/CFPackages/${caseIdentifier}`}>{t('framework.downloads.case')}</a>
        </li>
        <li>
          <a href={`/frameworks/${id}.jsonld`}>{t('framework.downloads.linked')}</a>
        </li>
      </ul>
    </Section>
  )
}

function CompetencySheet({ competency, levels }: { competency: Competency; levels: ReadonlyMap<number, string> }) {
  const { code, label, statement } = competency
  return (
    <Disclosure
      id={code}
      summary={
        <>
          <strong>{label}</strong> <span class="muted small">{code}</span>
          <span class="framework-statement">{statement}</span>
        </>
      }
    >
      <dl class="facts">
        {competency.levels.map(({ level, descriptor }) => (
          <div class="fact" key={level}>
            <dt>{levels.get(level) ?? level}</dt>
            <dd>{descriptor}</dd>
          </div>
        ))}
      </dl>
    </Disclosure>
  )
}
