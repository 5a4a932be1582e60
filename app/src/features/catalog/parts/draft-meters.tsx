import { currentLocale, t } from '../../../text.ts'
import { Mark } from '../../../ui/mark.tsx'
import { type Burden, burdenOf, LIMITS } from '../rules/burden.ts'
import type { DraftContent } from '../rules/draft.ts'
import { passChance, passRubricOf, SENSITIVITIES } from '../rules/pass-chance.ts'

/** How much is asked of whoever sends and whoever reads, counted from the text itself. */
export function BurdenMeter({ content }: { content: DraftContent }) {
  const burden = burdenOf(content)
  return (
    <>
      <h2 class="draft-panel-title">{t('catalog.burden')}</h2>
      <dl class="draft-meter">
        <Line label={t('catalog.burden.educator')} minutes={burden.educator} limits={LIMITS.educator} />
        <Line label={t('catalog.burden.reader')} minutes={burden.reader} limits={LIMITS.reader} />
      </dl>
      <p class="small muted">{t('catalog.burden.note')}</p>
      <Parts burden={burden} />
    </>
  )
}

interface LineProps {
  label: string
  minutes: number
  limits: { readonly many: number; readonly most: number }
}

function Line({ label, minutes, limits }: LineProps) {
  const rounded = Math.round(minutes)
  const state = rounded > limits.most ? 'over' : rounded > limits.many ? 'much' : 'fine'
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <meter
          min={0}
          max={limits.most}
          high={limits.many}
          optimum={0}
          value={Math.min(rounded, limits.most)}
          aria-label={label}
        />
        <span class="numbers">
          <Mark name={state === 'fine' ? 'met' : state === 'much' ? 'notYet' : 'problem'} />{' '}
          {t(`catalog.burden.${state}`, { minutes: rounded, most: state === 'much' ? limits.many : limits.most })}
        </span>
      </dd>
    </div>
  )
}

function Parts({ burden: { byRequirement, words } }: { burden: Burden }) {
  const rows = [
    ...byRequirement.map(({ id, title, educator, reader }) => ({ name: title || id, educator, reader })),
    { name: t('catalog.burden.words'), ...words },
  ]
  return (
    <ul class="draft-plain small">
      {rows.map(({ name, educator, reader }) => (
        <li key={name}>
          {t('catalog.burden.part', { name, educator: Math.round(educator), reader: Math.round(reader) })}
        </li>
      ))}
    </ul>
  )
}

/** What the pass rule means for somebody who shows everything, read by people and not by a machine. */
export function PassPreview({ content }: { content: DraftContent }) {
  const rubric = passRubricOf(content)
  if (rubric.criteria.length === 0) return null
  const percent = new Intl.NumberFormat(currentLocale(), {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  })
  return (
    <>
      <h2 class="draft-panel-title">{t('catalog.chance')}</h2>
      <p>{t('catalog.chance.text', { count: rubric.criteria.length })}</p>
      <ul class="draft-plain">
        {SENSITIVITIES.map((sensitivity) => (
          <li key={sensitivity} class="numbers">
            {t('catalog.chance.line', {
              eye: new Intl.NumberFormat(currentLocale(), { style: 'percent' }).format(sensitivity),
              chance: percent.format(passChance(rubric, sensitivity)),
            })}
          </li>
        ))}
      </ul>
    </>
  )
}
