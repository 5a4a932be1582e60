import { t } from '../../../text.ts'
import { Notice } from '../../../ui/notice.tsx'
import { Table } from '../../../ui/table.tsx'
import { FEATURES } from '../model.ts'
import type { Compared, SuggestionsView, WhyNotAnswer } from '../views/suggestions.ts'
import { decimal } from './why-this.tsx'

/** "Why not X?" for anything in the catalogue. */
export function WhyNot({ asked }: { asked: SuggestionsView['asked'] }) {
  return (
    <search class="growth-why-not" id="why-not">
      <form method="get" action="/me/suggestions#why-not">
        <label class="field-label" for="why-not-item">
          {t('growth.whyNot.label')}
        </label>
        <p class="field-hint" id="why-not-hint">
          {t('growth.whyNot.hint')}
        </p>
        <div class="growth-start-line">
          <input
            class="field-input"
            id="why-not-item"
            name="why"
            value={asked?.text}
            maxLength={200}
            autocomplete="off"
            aria-describedby="why-not-hint"
          />
          <button class="button button-plain" type="submit">
            {t('growth.whyNot.button')}
          </button>
        </div>
      </form>
      {asked && <Answer text={asked.text} answer={asked.answer} />}
    </search>
  )
}

function Answer({ text, answer }: { text: string; answer: WhyNotAnswer }) {
  if (answer.kind === 'unknown') return <Notice>{t('growth.whyNot.unknown', { text })}</Notice>
  if (answer.kind === 'listed')
    return <Notice>{t('growth.whyNot.listed', { title: answer.item.title, rank: answer.rank })}</Notice>
  if (answer.kind === 'behind') return <Behind item={answer.item} third={answer.third} />
  const { title, kind, needs } = answer.item
  return (
    <Notice title={title}>
      <p>
        {t(`growth.whyNot.${kind}`)}{' '}
        {needs.map((need) => (
          <a key={need.slug} href={`/m/${need.slug}`}>
            {need.title}
          </a>
        ))}
      </p>
    </Notice>
  )
}

function Behind({ item, third }: { item: Compared; third: Compared | null }) {
  return (
    <Table
      caption={t('growth.whyNot.behind', { title: item.title })}
      narrow="scroll"
      rows={FEATURES}
      rowKey={(feature) => feature}
      columns={[
        {
          key: 'feature',
          label: t('growth.why.part'),
          heading: true,
          cell: (feature) => t(`growth.feature.${feature}`),
          total: t('growth.why.total'),
        },
        {
          key: 'item',
          label: item.title,
          align: 'end',
          cell: (feature) => decimal(item.points[feature]),
          total: decimal(item.total),
        },
        ...(third
          ? [
              {
                key: 'third',
                label: t('growth.whyNot.third', { title: third.title }),
                align: 'end' as const,
                cell: (feature: (typeof FEATURES)[number]) => decimal(third.points[feature]),
                total: decimal(third.total),
              },
            ]
          : []),
      ]}
    />
  )
}
