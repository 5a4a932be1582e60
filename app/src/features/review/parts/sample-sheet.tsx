import { t } from '../../../text.ts'
import { Button, LinkButton } from '../../../ui/button.tsx'
import { CriterionCard } from '../../../ui/criterion-card.tsx'
import { Mark } from '../../../ui/mark.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { ruleText } from '../../catalog/parts/rubric-section.tsx'
import type { SampleDesk } from '../views/sample-desk.ts'

/** The rubric side: one criterion open. A question to this page, so that each press shows what follows and keeps nothing. */
export function SampleSheet({ desk }: { desk: SampleDesk }) {
  const { content, open, chosen, draftId } = desk
  const { criteria } = content.rubric
  const next = criteria[criteria.findIndex(({ id }) => id === open?.id) + 1]
  const home = `/author/m/${draftId}/preview`
  return (
    <section class="desk-sheet" id="rubric" aria-label={t('review.desk.rubric')}>
      <Result desk={desk} />
      {open ? (
        <form class="form desk-sheet-body" method="get" action={`${home}#rubric`}>
          <input type="hidden" name="as" value="reader" />
          {criteria.map(({ id }) =>
            id !== open.id && chosen.has(id) ? <input key={id} type="hidden" name={id} value={chosen.get(id)} /> : null,
          )}
          <CriterionIndex desk={desk} />
          <OpenCriterion desk={desk} criterion={open} />
          <div class="actions">
            <Button kind="primary" name="criterion" value={next?.id ?? open.id}>
              {next ? t('review.sample.next', { title: next.title }) : t('review.sample.count')}
            </Button>
            {chosen.size > 0 && (
              <LinkButton kind="quiet" href={`${home}?as=reader#rubric`}>
                {t('review.sample.clear')}
              </LinkButton>
            )}
          </div>
        </form>
      ) : (
        <p class="muted">{t('review.sample.noCriterion')}</p>
      )}
    </section>
  )
}

/** Each press keeps what is chosen and opens that criterion. */
function CriterionIndex({ desk: { content, open, chosen, below } }: { desk: SampleDesk }) {
  return (
    <fieldset class="sample-index">
      <legend class="visually-hidden">{t('review.sheet.criteria')}</legend>
      {content.rubric.criteria.map(({ id, title }) => (
        <button key={id} type="submit" name="criterion" value={id} aria-current={id === open?.id ? 'step' : undefined}>
          <Mark name={below.includes(id) ? 'notYet' : chosen.has(id) ? 'met' : 'notRated'} />
          <span class="numbers">{id}</span>
          <span class="visually-hidden">
            {title}: {levelLabel(content, chosen.get(id)) ?? t('review.sheet.notRated')}
          </span>
        </button>
      ))}
    </fieldset>
  )
}

type Criterion = NonNullable<SampleDesk['open']>

function OpenCriterion({ desk, criterion }: { desk: SampleDesk; criterion: Criterion }) {
  const { content, chosen, below } = desk
  const { levels, criteria } = content.rubric
  const value = chosen.get(criterion.id)
  const state = value === undefined ? 'unread' : below.includes(criterion.id) ? 'conflict' : 'scored'
  const place = { n: criteria.indexOf(criterion) + 1, of: criteria.length, parts: criterion.looksAt.join(', ') || '–' }
  return (
    <CriterionCard
      name={criterion.id}
      title={criterion.title}
      place={t('review.desk.criterion', place)}
      levels={levels.map(({ id, label }) => ({ value: id, title: label, text: criterion.descriptors[id] ?? '' }))}
      value={value}
      state={state}
      stateText={levelLabel(content, value) ?? t('review.sheet.notRated')}
      above={<LooksAt desk={desk} criterion={criterion} />}
    />
  )
}

/** The step of the method it stands for and the indicators it looks at, beside the levels that speak of them. */
function LooksAt({ desk: { guide }, criterion: { id, looksAt } }: { desk: SampleDesk; criterion: Criterion }) {
  const { method, lookFor } = guide.counts[id] ?? { method: null, lookFor: [] }
  if (looksAt.length === 0) return <p class="muted">{t('review.sample.looksNowhere')}</p>
  const prompts = guide.questions.filter((question) => looksAt.includes(question.id))
  const lines = [...lookFor, ...prompts.map((question) => ({ id: question.id, text: question.prompt }))]
  return (
    <div class="stack gap-4" lang={guide.language}>
      {method && (
        <p>
          <strong>{method.name}.</strong> {method.text}
        </p>
      )}
      <ul class="sample-indicators">
        {lines.map((line) => (
          <li key={line.id}>
            <a href={`#sample-${line.id.split('.')[0]}`} class="desk-code">
              {line.id}
            </a>{' '}
            {line.text}
          </li>
        ))}
      </ul>
    </div>
  )
}

/** What the rule says of the levels chosen so far; the same rule that decides about work that was sent. */
function Result({ desk: { content, chosen, below, outcome } }: { desk: SampleDesk }) {
  const { criteria } = content.rubric
  const rule = <p class="small">{ruleText(content)}</p>
  if (outcome === 'earned')
    return (
      <Notice tone="met" title={t('review.sample.earned')}>
        {rule}
      </Notice>
    )
  if (outcome === 'returned')
    return (
      <Notice tone="notYet" title={t('review.sample.returned', { count: below.length, criteria: below.join(', ') })}>
        {rule}
      </Notice>
    )
  const all = criteria.length > 0 && chosen.size === criteria.length
  return (
    <Notice
      title={all ? t('review.sample.noRule') : t('review.sample.scored', { n: chosen.size, of: criteria.length })}
    >
      {rule}
    </Notice>
  )
}

function levelLabel({ rubric }: SampleDesk['content'], levelId: string | undefined): string | undefined {
  return rubric.levels.find(({ id }) => id === levelId)?.label
}
