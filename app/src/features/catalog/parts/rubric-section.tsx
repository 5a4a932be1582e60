import { t } from '../../../text.ts'
import { CodedText } from '../../../ui/coded-text.tsx'
import { Section } from '../../../ui/layout.tsx'
import { RubricTable } from '../../../ui/rubric-table.tsx'
import type { AchievementContent, Criterion } from '../model.ts'
import type { Examples } from '../reads/scoring.ts'
import { codePlaces } from './code-places.ts'
import { ExamplesPart } from './examples-part.tsx'
import { levelName, listOf } from './labels.ts'

/** The whole scoring guide, the sentence that decides, and examples where there are any. */
export function RubricSection({ content, examples }: { content: AchievementContent; examples?: Examples | undefined }) {
  const { rubric, title } = content
  const places = codePlaces(content)
  return (
    <Section id="rubric" title={t('catalog.page.rubric')} note={t('catalog.page.rubric.note')}>
      <p class="lead">{ruleText(content)}</p>
      <RubricTable
        caption={t('catalog.page.rubric.caption', { title })}
        captionHidden
        levels={rubric.levels.map(levelName)}
        passLevel={rubric.levels.findIndex(({ id }) => id === rubric.passLevel)}
        criteria={rubric.criteria.map((criterion) => ({
          id: criterion.id,
          title: criterion.title,
          note: noteOf(criterion, content),
          texts: rubric.levels.map(({ id }) => (
            <CodedText key={id} text={criterion.descriptors[id] ?? ''} places={places} />
          )),
        }))}
      />
      {examples && <ExamplesPart content={content} examples={examples} />}
      {rubric.banking.enabled && (
        <p class="small muted">{t('catalog.page.rule.banking', { months: rubric.banking.months })}</p>
      )}
    </Section>
  )
}

/** "Earned with 5 of 6 criteria at Demonstrated or above. These must be among them: …" */
export function ruleText({ rubric }: AchievementContent): string {
  const { rule, criteria, levels, passLevel } = rubric
  const pass = levels.find(({ id }) => id === passLevel)
  const values = { count: criteria.length, level: pass ? levelName(pass) : passLevel }
  if (rule.kind === 'conjunctive') return t('catalog.page.rule.conjunctive', values)
  const sum =
    rule.kind === 'k_of_n'
      ? t('catalog.page.rule.k_of_n', { ...values, k: rule.k })
      : t('catalog.page.rule.compensatory', { total: rule.minTotal })
  const must = criteria.filter(({ mustHave }) => mustHave).map((criterion) => criterion.title)
  return must.length > 0 ? `${sum} ${t('catalog.page.rule.must', { criteria: listOf(must) })}` : sum
}

function noteOf({ looksAt, mustHave }: Criterion, content: AchievementContent): string {
  const parts = [...new Set(looksAt.map((id) => placeOf(id, content)))]
  const looks = t('catalog.page.looksAt', { parts: listOf(parts) })
  return mustHave ? `${t('catalog.page.must')} · ${looks}` : looks
}

/** R1.a and R1 are read in the requirement; O and P are the parts before and after it. */
function placeOf(id: string, { part2 }: AchievementContent): string {
  if (id.startsWith('O')) return t('catalog.page.part.O')
  if (id.startsWith('P')) return t('catalog.page.part.P')
  return part2.requirements.find((requirement) => requirement.id === id.split('.')[0])?.title ?? id
}
