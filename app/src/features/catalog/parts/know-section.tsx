import type { ComponentChildren } from 'preact'
import { currentLocale, t } from '../../../text.ts'
import { type Fact, Facts } from '../../../ui/card.tsx'
import { dateText } from '../../../ui/date-time.tsx'
import { Section } from '../../../ui/layout.tsx'
import { type AchievementContent, OWN_FRAMEWORK } from '../model.ts'
import { isPiloted } from '../rules/pilot.ts'
import type { AchievementView } from '../views.ts'
import { foreign, frameworkName, languageName } from './labels.ts'
import { ownFacts } from './own-facts.tsx'

/** Rules and papers: AI, privacy, what comes before, alignment, license, version. */
export function KnowSection({ view }: { view: AchievementView }) {
  const { achievement, prerequisites, alignedTo, versions } = view
  const { content, shown, slug } = achievement
  const simulated = view.simulated === true
  const open = achievement.visibility === 'public' && !simulated
  const taken = open && content.license !== 'LicenseRef-AllRightsReserved'
  const others = versions.filter(({ version }) => version !== achievement.version)
  const facts: (Fact | false)[] = [
    {
      label: t('catalog.page.ai'),
      value: <Rule text={t(`catalog.page.ai.${content.aiPolicy.kind}`)} note={shown.aiPolicy.note} content={shown} />,
    },
    {
      label: t('catalog.page.privacy'),
      value: <Rule text={facesText(content)} note={shown.safety.note} content={shown} />,
    },
    prerequisites.length > 0 && { label: t('catalog.page.prerequisites'), value: <Prerequisites view={view} /> },
    alignedTo.length > 0 && { label: t('catalog.page.aligned'), value: <Alignments view={view} /> },
    { label: t('catalog.page.validity'), value: expiryText(content) },
    { label: t('catalog.page.license'), value: licenseText(content) },
    {
      label: t('catalog.page.version'),
      value: (
        <>
          {simulated
            ? t('catalog.preview.version')
            : t('catalog.page.version.value', {
                version: achievement.version,
                date: dateText(achievement.publishedAt, { locale: currentLocale(), zone: 'UTC' }),
              })}
          {achievement.starter && !isPiloted(view.pilot) && (
            <span class="catalog-fact-note">{`${t('catalog.page.starter')} ${t('catalog.page.starter.note')}`}</span>
          )}
          {open && (
            <span class="catalog-fact-note no-print">
              <a class="catalog-line" href={`/m/${slug}/v/${achievement.version}/content.json`}>
                {t('catalog.page.json')}
              </a>
            </span>
          )}
          {taken && (
            <span class="catalog-fact-note no-print">
              <a class="catalog-line" href={`/m/${slug}/v/${achievement.version}/file.yaml`} download>
                {t('catalog.page.file')}
              </a>
            </span>
          )}
          {view.alsoIn.map((language) => (
            <span key={language} class="catalog-fact-note no-print">
              <a class="catalog-line" href={`/m/${slug}/v/${achievement.version}/${language}.json`}>
                {t('catalog.whole.json', { language: languageName(language) })}
              </a>
            </span>
          ))}
          {view.mayAdapt && (
            <span class="catalog-fact-note no-print">
              <a class="catalog-line" href={`/author/fork/${slug}/${achievement.version}`}>
                {t('catalog.page.adapt')}
              </a>
            </span>
          )}
        </>
      ),
    },
    ...ownFacts(view),
    others.length > 0 && {
      label: t('catalog.page.version.others'),
      value: others.map(({ version }) => (
        <span key={version}>
          <a class="catalog-line" href={`/m/${slug}/v/${version}`}>
            {version}
          </a>{' '}
        </span>
      )),
    },
  ]
  return (
    <Section id="know" title={t('catalog.page.know')}>
      <Facts facts={facts.filter((fact) => fact !== false)} />
    </Section>
  )
}

function Rule({ text, note, content }: { text: string; note: string; content: AchievementContent }): ComponentChildren {
  return (
    <>
      {text}
      {note !== '' && (
        <span class="catalog-fact-note" lang={foreign(content.language)}>
          {note}
        </span>
      )}
    </>
  )
}

function facesText({ safety }: AchievementContent): string {
  const faces = t(`catalog.page.faces.${safety.studentFaces ?? 'avoid'}`)
  return safety.sensitiveTopics ? `${faces} ${t('catalog.page.sensitive')}` : faces
}

function expiryText({ expiry }: AchievementContent): string {
  return expiry.kind === 'never'
    ? t('catalog.page.expiry.never')
    : t('catalog.page.expiry.after', { months: expiry.months })
}

function licenseText({ license }: AchievementContent): string {
  if (license === 'LicenseRef-AllRightsReserved') return t('catalog.page.license.closed')
  const name = license.replaceAll('-', ' ').replace('CC BY SA', 'CC BY-SA')
  return license === 'CC0-1.0'
    ? t('catalog.page.license.cc0', { license: name })
    : t('catalog.page.license.words', { license: name })
}

function Prerequisites({ view }: { view: AchievementView }) {
  return (
    <ul class="catalog-plain">
      {view.prerequisites.map(({ kind, title, slug }) => (
        <li key={slug}>
          <a class="catalog-line" href={`/m/${slug}`}>
            {t(`catalog.page.prerequisite.${kind}`, { title })}
          </a>
        </li>
      ))}
    </ul>
  )
}

function Alignments({ view }: { view: AchievementView }) {
  return (
    <ul class="catalog-plain">
      {view.alignedTo.map((aligned) => (
        <li key={`${aligned.frameworkId} ${aligned.code}`}>
          <Aligned {...aligned} />
        </li>
      ))}
    </ul>
  )
}

function Aligned({ frameworkId, framework, code, shown, shownIn, uri }: AchievementView['alignedTo'][number]) {
  const lang = shownIn ? foreign(shownIn) : undefined
  if (frameworkId === OWN_FRAMEWORK)
    return (
      <a class="catalog-line" href={`/frameworks/${frameworkId}#${code}`} lang={lang}>
        {shown ?? code} ({code})
      </a>
    )
  if (!framework) return <>{`${frameworkName(frameworkId)} ${code}`}</>
  return (
    <a class="catalog-line" href={uri ?? `/frameworks/${frameworkId}`} lang={lang}>
      {framework} {code}
      {shown && `: ${shown}`}
    </a>
  )
}
