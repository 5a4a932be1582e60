import { languageIn } from '../../../lib/formats.ts'
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
  const lang = foreign(framework.wordsIn)
  return (
    <>
      <PageHead
        title={framework.title}
        titleLang={lang}
        above={t('framework.above')}
        lead={<p lang={lang}>{framework.description}</p>}
        facts={
          <p class="small muted">
            {t('framework.version', { version: framework.version })} · {framework.rightsHolder} ·{' '}
            <a href={framework.licenseURI}>{framework.license}</a>
          </p>
        }
      />
      <Section title={t('framework.levels')} id="levels" note={levelsNote(framework)}>
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
          titleLang={lang}
          note={<span lang={lang}>{domain.statement}</span>}
        >
          {domain.competencies.map((competency) => (
            <CompetencySheet key={competency.id} competency={competency} framework={framework} />
          ))}
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

type Words = OwnView['framework']

function foreign(language: string): string | undefined {
  return language.split('-')[0] === currentLocale() ? undefined : language
}

/** What stayed in the language of the framework is said to be. */
function levelsNote({ language, wordsIn }: Words): string {
  const note = t('framework.levels.note')
  if (language === wordsIn) return note
  const name = languageIn(currentLocale(), language)
  return `${note} ${t('framework.levels.language', { language: name })}`
}

function CompetencySheet({ competency, framework }: { competency: Competency; framework: Words }) {
  const { code, label, statement } = competency
  const lang = foreign(framework.wordsIn)
  const levels = new Map(framework.levels.map((one) => [one.level, one.label]))
  return (
    <Disclosure
      id={code}
      summary={
        <>
          <strong lang={lang}>{label}</strong> <span class="muted small">{code}</span>
          <span class="framework-statement" lang={lang}>
            {statement}
          </span>
        </>
      }
    >
      <dl class="facts">
        {competency.levels.map(({ level, descriptor }) => (
          <div class="fact" key={level}>
            <dt lang={lang}>{levels.get(level) ?? level}</dt>
            <dd lang={foreign(framework.language)}>{descriptor}</dd>
          </div>
        ))}
      </dl>
    </Disclosure>
  )
}
