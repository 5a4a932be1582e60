import { t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { fieldId } from '../../../ui/field-id.ts'
import { Mark } from '../../../ui/mark.tsx'
import type { DraftContent } from '../rules/draft.ts'
import type { DraftView } from '../views/drafts.ts'
import { levelLabel } from './draft-field.tsx'
import { rowId } from './draft-rows.tsx'
import { foreign } from './labels.ts'
import { MARKS, markText } from './rubric-marks.ts'

type Criterion = NonNullable<NonNullable<DraftContent['rubric']>['criteria']>[number]
interface GridProps {
  view: DraftView
  content: DraftContent
}

/** Criteria down, levels across; on a phone a card for each criterion. */
export function GridTable({ view, content }: GridProps) {
  const levels = (content.rubric?.levels ?? []).flatMap(({ id }) => id ?? [])
  return (
    <table class="draft-grid">
      <caption class="visually-hidden">{t('catalog.grid.caption')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('catalog.field.rubric.criteria.one')}</th>
          {levels.map((level) => (
            <th scope="col" key={level}>
              {levelLabel(content, level)}
              {level === content.rubric?.passLevel && <span class="muted small"> {t('catalog.grid.passes')}</span>}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {(content.rubric?.criteria ?? []).map((criterion, place) => (
          <Row key={criterion.id} {...{ view, content, criterion, place, levels }} />
        ))}
      </tbody>
    </table>
  )
}

interface RowProps extends GridProps {
  criterion: Criterion
  place: number
  levels: readonly string[]
}

function Row({ view, content, criterion, place, levels }: RowProps) {
  const path = `rubric.criteria.${place}`
  return (
    <tr id={rowId(path)}>
      <th scope="row">
        <input type="hidden" name={`${path}.id`} value={criterion.id} />
        <label class="numbers" for={fieldId(`${path}.title`)}>
          {criterion.id} <span class="visually-hidden">{t('catalog.field.rubric.criteria.title')}</span>
        </label>
        <textarea
          class="field-input draft-cell"
          id={fieldId(`${path}.title`)}
          name={`${path}.title`}
          rows={2}
          readOnly={!view.mayWrite}
          data-row={place}
          data-column={0}
          lang={foreign(content.language ?? 'en')}
          value={criterion.title}
        />
        {view.mayWrite && <RowButtons path={path} place={place} id={criterion.id ?? ''} />}
      </th>
      {levels.map((level, column) => (
        <Cell key={level} {...{ view, content, criterion, place, level }} column={column + 1} />
      ))}
    </tr>
  )
}

function RowButtons({ path, place, id }: { path: string; place: number; id: string }) {
  return (
    <div class="cluster">
      {place > 0 && (
        <Button kind="quiet" name="do" value={`up:${path}`}>
          {t('catalog.draft.rows.up', { name: id })}
        </Button>
      )}
      <Button kind="quiet" name="do" value={`remove:${path}`}>
        {t('catalog.draft.rows.remove', { name: id })}
      </Button>
    </div>
  )
}

interface CellProps extends Omit<RowProps, 'levels'> {
  level: string
  column: number
}

function Cell({ view, content, criterion, place, level, column }: CellProps) {
  const path = `rubric.criteria.${place}.descriptors.${level}`
  const id = fieldId(path)
  const passes = level === content.rubric?.passLevel
  return (
    <td data-label={levelLabel(content, level)}>
      <label class="visually-hidden" for={id}>
        {criterion.id} {levelLabel(content, level)}
      </label>
      <textarea
        class="field-input draft-cell"
        id={id}
        name={path}
        rows={6}
        readOnly={!view.mayWrite}
        data-row={place}
        data-column={column}
        data-level={level}
        aria-describedby={`${id}-marks`}
        lang={foreign(content.language ?? 'en')}
        value={criterion.descriptors?.[level]}
      />
      <ul class="draft-marks" id={`${id}-marks`}>
        {marksOf(view.findings, path).map((code) => (
          <li key={code}>
            <Mark name="info" /> {markText(code)}
          </li>
        ))}
      </ul>
      {passes && <Point view={view} id={criterion.id ?? ''} />}
    </td>
  )
}

/** A note for the authors: whoever cannot answer it has written a wish and no descriptor. */
function Point({ view, id }: { view: DraftView; id: string }) {
  const name = `points.${id}`
  return (
    <>
      <label class="small" for={fieldId(name)}>
        {t('catalog.grid.point')}
      </label>
      <input
        class="field-input"
        id={fieldId(name)}
        name={name}
        maxLength={300}
        readOnly={!view.mayWrite}
        value={view.points[id]}
      />
    </>
  )
}

function marksOf(findings: DraftView['findings'], path: string): string[] {
  const own = findings.filter((finding) => finding.path === path && finding.kept === null).map(({ code }) => code)
  return MARKS.filter((code) => own.includes(code))
}
