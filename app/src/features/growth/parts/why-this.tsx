import { currentLocale, say, t } from '../../../text.ts'
import { Table } from '../../../ui/table.tsx'
import { listOf, valueName } from '../../catalog/parts/labels.ts'
import type { Feature } from '../model.ts'
import type { Explanation } from '../rules/explain.ts'
import type { Suggestion } from '../views/suggest.ts'
import { PartsBar, Swatch } from './parts-bar.tsx'

/** Sentence, bar and table of parts, what would be without the largest input, what was not used. */
export function WhyThis({ suggestion }: { suggestion: Suggestion }) {
  const { explanation, closeTo, card } = suggestion
  const without = withoutSentence(suggestion)
  return (
    <div class="stack growth-why">
      <PartsBar rows={explanation.rows} />
      <Table
        caption={t('growth.why.table', { title: card.title })}
        captionHidden
        narrow="scroll"
        rows={explanation.rows}
        rowKey={({ feature }) => feature}
        columns={[
          {
            key: 'feature',
            label: t('growth.why.part'),
            heading: true,
            cell: ({ feature }) => (
              <>
                <Swatch feature={feature} /> {t(`growth.feature.${feature}`)}
              </>
            ),
            total: t('growth.why.total'),
          },
          { key: 'value', label: t('growth.why.value'), align: 'end', cell: ({ value }) => decimal(value) },
          { key: 'weight', label: t('growth.why.weight'), align: 'end', cell: ({ weight }) => decimal(weight) },
          {
            key: 'points',
            label: t('growth.why.points'),
            align: 'end',
            cell: ({ points }) => decimal(points),
            total: <strong>{decimal(explanation.total)}</strong>,
          },
        ]}
      />
      <p class="small muted">{t('growth.why.rounded')}</p>
      {closeTo && <p>{t('growth.why.moved', { title: closeTo })}</p>}
      {without && <p>{without}</p>}
      <p class="small">
        <a href="/me/suggestions#never">{t('growth.why.never')}</a> ·{' '}
        <a href="/me/suggestions#weights">{t('growth.why.weights')}</a>
      </p>
    </div>
  )
}

/** From the one or two largest parts. */
export function whySentence(suggestion: Suggestion): string {
  const [first, second] = suggestion.explanation.top.map((feature) => clause(feature, suggestion))
  if (first === undefined) return t('growth.why.none')
  return second === undefined ? t('growth.why.one', { first }) : t('growth.why.two', { first, second })
}

function clause(feature: Feature, { because }: Suggestion): string {
  const { goal, context, peers } = because
  return t(`growth.clause.${feature}`, {
    names: listOf(goal?.competencies ?? []),
    tags: tagsText(context),
    earned: peers?.earned ?? 0,
    started: peers?.started ?? 0,
  })
}

/** "subject:mathematics" and "grade:3-5" in words, subjects first, the bands as one. */
function tagsText(tags: readonly string[]): string {
  const of = (kind: string) => tags.filter((tag) => tag.startsWith(`${kind}:`)).map((tag) => tag.slice(kind.length + 1))
  const bands = of('grade').map((band) => say(`catalog.band.${band}`))
  const grades = bands.length > 0 ? [t('growth.grades', { bands: listOf(bands) })] : []
  return listOf([...of('subject').map((subject) => valueName('subject', subject)), ...grades])
}

function withoutSentence({ explanation, without }: Suggestion): string | null {
  const counterfactual = explanation.counterfactual
  if (!counterfactual) return null
  const { dropped, rankBefore, rankAfter } = counterfactual
  const sentence = t(`growth.without.${dropped.kind}`, {
    goal: without.goal ?? '',
    tags: dropped.kind === 'context' ? tagsText(dropped.tags) : '',
    outcome: outcomeOf(rankBefore, rankAfter),
    rank: rankAfter ?? 0,
  })
  if (without.targetsGone.length === 0) return sentence
  return `${sentence} ${t('growth.without.targets', { names: listOf(without.targetsGone) })}`
}

function outcomeOf(before: Explanation['total'], after: number | null): 'gone' | 'same' | 'moved' {
  if (after === null) return 'gone'
  return after === before ? 'same' : 'moved'
}

export function decimal(value: number): string {
  return new Intl.NumberFormat(currentLocale(), { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(value)
}
