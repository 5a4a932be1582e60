import { t } from '../../../text.ts'
import { type Fact, Facts } from '../../../ui/card.tsx'
import { durationText } from '../../../ui/duration.ts'
import type { Effort } from '../model.ts'
import type { AchievementVersion } from '../reads.ts'
import { type Pilot, shownPilot } from '../rules/pilot.ts'
import { foreignWords, gradesText, listOf, sentenceCase, valueName } from './labels.ts'

interface AtAGlanceProps {
  achievement: AchievementVersion
  windowDays: number
  pilot: Pilot
}

/** What a person wants to know before reading on: how long, how to begin, who decides, for whom. */
export function AtAGlance({ achievement, windowDays, pilot }: AtAGlanceProps) {
  const { content, firstStep } = achievement
  const { effort } = content
  const measured = shownPilot(pilot)
  const facts: Fact[] = [
    {
      label: t('catalog.page.time'),
      value: (
        <>
          {t('catalog.page.time.hours', { hours: effort.hours })} {weeksText(effort)}
          <span class="catalog-fact-note">{t('catalog.page.time.note')}</span>
          {measured && (
            <span class="catalog-fact-note">{t('catalog.page.time.measured', { days: measured.days })}</span>
          )}
        </>
      ),
    },
    ...(firstStep === null
      ? []
      : [
          {
            label: t('catalog.page.firstStep'),
            value: (
              <>
                {durationText(effort.firstStepMinutes)}: <span lang={foreignWords(achievement)}>{firstStep}</span>
              </>
            ),
          },
        ]),
    { label: t('catalog.page.cost'), value: t('catalog.page.cost.value') },
    { label: t('catalog.page.decision'), value: t('catalog.page.decision.value', { days: windowDays }) },
    {
      label: t('catalog.page.for'),
      value: listOf(sentenceCase(content.audience.map((one) => valueName('audience', one)))),
    },
    { label: t('catalog.page.grades'), value: gradesText(content.grades) },
    {
      label: t('catalog.page.students'),
      value: content.needsStudents ? t('catalog.page.students.yes') : t('catalog.page.students.no'),
    },
  ]
  return <Facts facts={facts} />
}

function weeksText({ weeksMin, weeksMax }: Effort): string {
  if (weeksMin === weeksMax) return t('catalog.page.time.weeks', { min: weeksMin })
  return t('catalog.page.time.range', { min: weeksMin, max: weeksMax })
}
