import { t } from '../../../text.ts'
import { CodedText } from '../../../ui/coded-text.tsx'
import { durationText } from '../../../ui/duration.ts'
import { Section } from '../../../ui/layout.tsx'
import type { AchievementContent, Requirement } from '../model.ts'
import { codePlaces } from './code-places.ts'
import { foreign, rowOf, valueName } from './labels.ts'

/** What is sent, part by part, each by the code that levels and readers name it with. */
export function EvidenceSection({ content }: { content: AchievementContent }) {
  const lang = foreign(content.language)
  const { part1, part2, part3 } = content
  return (
    <Section
      id="evidence"
      title={t('catalog.page.evidence')}
      note={t('catalog.page.evidence.note', { time: durationText(content.effort.evidenceMinutes) })}
    >
      <h3>{t('catalog.page.part1')}</h3>
      <Prompts lang={lang} prompts={part1.questions} content={content} />
      <h3>{t('catalog.page.part2')}</h3>
      <ol class="catalog-requirements">
        {part2.requirements.map((requirement) => (
          <li key={requirement.id} id={requirement.id}>
            <RequirementSheet requirement={requirement} content={content} lang={lang} />
          </li>
        ))}
      </ol>
      <h3>{t('catalog.page.part3')}</h3>
      <Prompts lang={lang} prompts={part3.prompts} content={content} />
    </Section>
  )
}

interface Prompt {
  id: string
  prompt: string
  minWords?: number
  maxWords: number
}

interface PromptsProps {
  prompts: readonly Prompt[]
  content: AchievementContent
  lang?: string
}

function Prompts({ prompts, content, lang }: PromptsProps) {
  return (
    <ul class="catalog-prompts">
      {prompts.map(({ id, prompt, minWords = 0, maxWords }) => (
        <li key={id} id={id}>
          <p lang={lang}>
            {`${id} · `}
            <CodedText text={prompt} places={codePlaces(content, id)} />
          </p>
          <p class="small muted">{t('catalog.page.words', { min: minWords, max: maxWords })}</p>
        </li>
      ))}
    </ul>
  )
}

interface SheetProps {
  requirement: Requirement
  content: AchievementContent
  lang?: string
}

function RequirementSheet({ requirement, content, lang }: SheetProps) {
  const { id, title, instructions, indicators, readyChecks, evidenceTypes } = requirement
  const places = codePlaces(content, id)
  return (
    <>
      <h4 lang={lang}>{`${id} · ${title}`}</h4>
      <p lang={lang}>
        <CodedText text={instructions} places={places} />
      </p>
      <p class="small muted">
        {[rowOf(evidenceTypes.map((type) => valueName('evidence', type))), ...limitsOf(requirement)].join(' · ')}
      </p>
      <div class="catalog-looks">
        <div>
          <h5>{t('catalog.page.indicators')}</h5>
          <ul lang={lang}>
            {indicators.map((indicator) => (
              <li key={indicator.id} id={indicator.id}>
                <CodedText text={indicator.text} places={places} /> <span class="small muted">{indicator.id}</span>
              </li>
            ))}
          </ul>
        </div>
        {readyChecks.length > 0 && (
          <div>
            <h5>{t('catalog.page.ready')}</h5>
            <ul class="catalog-checks" lang={lang}>
              {readyChecks.map((check) => (
                <li key={check}>
                  <CodedText text={check} places={places} />
                </li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </>
  )
}

/** "2 items · up to 5 pages": how much may be sent. */
export function limitsOf({ minItems, maxItems, maxMinutes, maxPages, maxWords }: Requirement): string[] {
  return [
    minItems === maxItems
      ? t('catalog.page.items.same', { count: minItems })
      : t('catalog.page.items', { min: minItems, max: maxItems }),
    ...(maxMinutes === undefined ? [] : [t('catalog.page.maxMinutes', { count: maxMinutes })]),
    ...(maxPages === undefined ? [] : [t('catalog.page.maxPages', { count: maxPages })]),
    ...(maxWords === undefined ? [] : [t('catalog.page.maxWords', { count: maxWords })]),
  ]
}
