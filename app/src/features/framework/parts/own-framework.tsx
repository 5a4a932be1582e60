import { currentLocale, t } from '../../../text.ts'
import { Disclosure } from '../../../ui/accordion.tsx'
import { Section } from '../../../ui/layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import type { Competency } from '../model.ts'
import { CASE } from '../rules/case-of-own.ts'
import type { OwnView } from '../views.ts'
import { Downloads } from './downloads.tsx'

/** A framework of the site itself: its levels, then its competencies by domain. */
export function OwnFramework({ view: { framework, domains } }: { view: OwnView }) {
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
      <Downloads
        pack={`${CASE}/CFPackages/${framework.caseIdentifier}`}
        linked={`/frameworks/${framework.id}.jsonld`}
      />
    </>
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
