import { currentLocale, t } from '../../../text.ts'
import { Button, LinkButton } from '../../../ui/button.tsx'
import { FieldGroup } from '../../../ui/form.tsx'
import { Mark } from '../../../ui/mark.tsx'
import type { AlignableFramework } from '../../framework/reads/alignable.ts'
import { OWN_FRAMEWORK } from '../model.ts'
import { type AlignmentGroup, type AlignmentRow, groupsOf, weightsOf } from '../rules/alignments.ts'
import { SECTION_FIELDS } from '../rules/draft-fields.ts'
import type { Aligning } from '../views/aligning.ts'
import type { FieldRoom } from './draft-field.tsx'
import { DraftFields, rowId } from './draft-rows.tsx'
import { fieldHint, fieldLabel } from './draft-words.ts'
import { foreign, frameworkName } from './labels.ts'

interface Shown {
  aligning: Aligning
  room: FieldRoom
}

const [ALIGNMENTS, ...OTHERS] = SECTION_FIELDS.alignments
const ROW = ALIGNMENTS?.kind === 'rows' ? ALIGNMENTS.fields : []

/** What the draft is aligned to, framework by framework; statements are chosen, never typed. */
export function AlignmentFields(shown: Shown) {
  const { content, readOnly } = shown.room
  const groups = groupsOf(content.alignments ?? [])
  return (
    <>
      <fieldset class="draft-rows" id={rowId('alignments')}>
        <legend>{fieldLabel('alignments')}</legend>
        <p class="field-hint">{fieldHint('alignments', 'rows')}</p>
        {groups.length === 0 && <p class="muted">{t('catalog.draft.rows.none')}</p>}
        {groups.map((group) => (
          <Group key={group.frameworkId} group={group} {...shown} />
        ))}
        <div id="draft-weights">
          <WeightLines rows={content.alignments ?? []} names={shown.aligning.names} />
        </div>
        {!readOnly && <LinkButton href="#find">{t('catalog.align.find')}</LinkButton>}
      </fieldset>
      <DraftFields fields={OTHERS} under="" value={content} room={shown.room} />
    </>
  )
}

function Group({ group: { frameworkId, rows }, ...shown }: Shown & { group: AlignmentGroup }) {
  const framework = shown.aligning.names.get(frameworkId)
  return (
    <>
      <h3 class="draft-group">
        {framework ? (
          <a href={`/frameworks/${frameworkId}`} lang={languageOf(framework)}>
            {framework.title}
          </a>
        ) : frameworkId ? (
          frameworkName(frameworkId)
        ) : (
          t('catalog.align.nothing')
        )}
      </h3>
      {framework && !framework.redistributable && <p class="small muted">{closedText(framework)}</p>}
      {rows.map(({ row, place }) => (
        <Row key={place} row={row} place={place} {...shown} />
      ))}
    </>
  )
}

/** The language of its words, when the page speaks another. */
export function languageOf(framework: AlignableFramework | undefined): string | undefined {
  return framework?.language ? foreign(framework.language) : undefined
}

export function closedText({ rightsHolder }: AlignableFramework): string {
  return t('catalog.align.closed', { holder: rightsHolder })
}

function Row({ row, place, aligning, room }: Shown & { row: AlignmentRow; place: number }) {
  const path = `alignments.${place}`
  const name = row.itemId || String(place + 1)
  return (
    <div class="draft-row draft-alignment" id={rowId(path)}>
      <FieldGroup legend={nameOf(row, aligning) || t('catalog.align.row', { name })}>
        <Source row={row} />
        <DraftFields fields={ROW} under={path} value={row} room={room} />
        {!room.readOnly && (
          <Button kind="quiet" name="do" value={`remove:${path}`}>
            {t('catalog.draft.rows.remove', { name })}
          </Button>
        )}
      </FieldGroup>
    </div>
  )
}

/** "LRN.1 Prior knowledge": the code, and words where they may be shown. */
function nameOf({ frameworkId = '', itemId = '', label }: AlignmentRow, { names, labels }: Aligning): string {
  const open = names.get(frameworkId)?.redistributable
  const own = frameworkId === OWN_FRAMEWORK ? labels.get(itemId)?.shown : undefined
  return [itemId, own ?? (open ? label : undefined)].filter(Boolean).join(' ')
}

function Source({ row: { frameworkId, itemId, uri } }: { row: AlignmentRow }) {
  const href = frameworkId === OWN_FRAMEWORK ? `/frameworks/${frameworkId}#${itemId}` : uri
  if (!href) return null
  return (
    <p class="small">
      <a href={href}>{t('catalog.align.open', { name: itemId ?? '' })}</a>
    </p>
  )
}

interface WeightLinesProps {
  rows: readonly AlignmentRow[]
  names: Aligning['names']
}

/** How the weights of each framework add up; written anew with every save. */
export function WeightLines({ rows, names }: WeightLinesProps) {
  const groups = groupsOf(rows).filter(({ frameworkId }) => frameworkId !== '')
  if (groups.length === 0) return null
  return (
    <ul class="draft-plain">
      {groups.map(({ frameworkId, rows: own }) => {
        const weights = weightsOf(own.map(({ row }) => row))
        const good = weights.kind === 'equal' || weights.kind === 'whole'
        return (
          <li key={frameworkId} class="draft-weight">
            <Mark name={good ? 'met' : 'problem'} />
            <span>
              <span lang={languageOf(names.get(frameworkId))}>
                {names.get(frameworkId)?.title ?? frameworkName(frameworkId)}
              </span>
              {': '}
              {t(`catalog.align.weights.${weights.kind}`, {
                count: weights.count,
                given: weights.given.length,
                terms: weights.given.map(numberText).join(' + '),
                sum: numberText(weights.sum),
              })}
            </span>
          </li>
        )
      })}
    </ul>
  )
}

function numberText(value: number): string {
  return new Intl.NumberFormat(currentLocale(), { maximumFractionDigits: 3 }).format(value)
}
