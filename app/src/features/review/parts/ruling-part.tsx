import type { FormState } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { CriterionCard } from '../../../ui/criterion-card.tsx'
import { Field, Select, TextArea } from '../../../ui/field.tsx'
import { placeOf, spotText } from '../rules/anchor-text.ts'
import { isMet, levelIndex } from '../rules/levels.ts'
import { MOST } from '../rules/limits.ts'
import type { Disputed, ReadingSide, RulingDesk } from '../views/adjudication.ts'
import { placesOf } from './places.ts'
import { one, typedAnchors } from './sheet-props.ts'

interface RulingBits {
  readonly disputed: Disputed
  readonly desk: RulingDesk
  readonly form: FormState
}

/** One criterion on which two readings differ: both side by side, then the ruling. */
export function RulingPart({ disputed, desk, form }: RulingBits) {
  const { criterionId, descriptors } = disputed
  const { rubric } = desk.packet
  const name = (field: string) => `rulings.${criterionId}.${field}`
  const values = valuesOf({ disputed, desk, form })
  const chosen = rubric.levels.find(({ id }) => id === values.levelId)
  return (
    <div class="desk-criterion" id={`criterion-${criterionId}`}>
      <CriterionCard
        name={name('levelId')}
        title={disputed.title}
        place={t('review.ruling.criterion', { n: disputed.place })}
        levels={rubric.levels.map(({ id, label }) => ({ value: id, title: label, text: descriptors[id] ?? '' }))}
        value={values.levelId || undefined}
        state={chosen ? (isMet(rubric, levelIndex(rubric, chosen.id)) ? 'scored' : 'conflict') : 'unread'}
        stateText={chosen?.label ?? t('review.sheet.notRated')}
        error={form.fields[name('levelId')]}
        above={
          <div class="ruling-sides">
            {disputed.sides.map((side, index) => (
              <Side key={String(index)} side={side} n={index + 1} of={disputed} desk={desk} />
            ))}
          </div>
        }
      >
        <TextArea
          name={name('reason')}
          label={t('review.ruling.reason')}
          hint={t('review.ruling.reason.hint')}
          rows={6}
          maxLength={MOST.reason}
          value={values.reason}
          error={form.fields[name('reason')]}
        />
        {[...values.anchors, { place: '', at: '' }].map((row, index) => (
          <div class="desk-anchor" key={String(index)}>
            <Select
              name={name(`anchors.${index}.place`)}
              label={t('review.sheet.place')}
              empty={t('review.sheet.noPlace')}
              options={placesOf(desk.packet, desk.guide)}
              value={row.place}
              width="full"
              error={index === 0 ? form.fields[name('anchors.0.place')] : undefined}
            />
            <Field
              name={name(`anchors.${index}.at`)}
              label={t('review.sheet.spot')}
              value={row.at}
              maxLength={MOST.spot}
              width="full"
            />
          </div>
        ))}
        <input type="hidden" name={name('bothWrong')} value="off" />
        <div class="choice">
          <input
            class="choice-input"
            type="checkbox"
            id={`both-${criterionId}`}
            name={name('bothWrong')}
            value="on"
            checked={values.bothWrong}
          />
          <label class="choice-label" for={`both-${criterionId}`}>
            {t('review.ruling.bothWrong')}
          </label>
        </div>
        {form.fields[name('bothWrong')] && <p class="field-error">{form.fields[name('bothWrong')]}</p>}
      </CriterionCard>
    </div>
  )
}

function Side({ side, n, of, desk }: { side: ReadingSide; n: number; of: Disputed; desk: RulingDesk }) {
  const { rubric } = desk.packet
  const label = rubric.levels.find(({ id }) => id === side.levelId)?.label ?? side.levelId
  const written = (['comment', 'missing', 'nextStep'] as const).filter((field) => side[field] !== '')
  const places = placesOf(desk.packet, desk.guide).flatMap(({ options }) => options)
  return (
    <section class="ruling-side" aria-label={t('review.ruling.readingOf', { n, criterion: of.title })}>
      <h2>{t('review.ruling.reading', { n })}</h2>
      <p>
        <strong>{label}</strong>
      </p>
      {written.length === 0 && <p class="muted">{t('review.ruling.noComment')}</p>}
      {written.map((field) => (
        <div key={field}>
          <p class="small muted">{t(`review.sheet.${field}`)}</p>
          <p class="desk-text">{side[field]}</p>
        </div>
      ))}
      {side.anchors.length > 0 && (
        <ul class="small">
          {side.anchors.map((anchor) => (
            <li key={`${placeOf(anchor)} ${spotText(anchor)}`}>
              {[places.find(({ value }) => value === placeOf(anchor))?.label, spotText(anchor)]
                .filter(Boolean)
                .join(' · ')}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function valuesOf({ disputed: { criterionId }, desk, form }: RulingBits) {
  const draft = desk.drafts.get(criterionId)
  if (!('version' in form.typed))
    return {
      levelId: draft?.levelId ?? '',
      reason: draft?.reason ?? '',
      bothWrong: draft?.bothWrong ?? false,
      anchors: (draft?.anchors ?? []).map((anchor) => ({ place: placeOf(anchor), at: spotText(anchor) })),
    }
  const prefix = `rulings.${criterionId}.`
  return {
    levelId: one(form.typed[`${prefix}levelId`]),
    reason: one(form.typed[`${prefix}reason`]),
    bothWrong: form.typed[`${prefix}bothWrong`] === 'on',
    anchors: typedAnchors(form.typed, `${prefix}anchors.`),
  }
}
