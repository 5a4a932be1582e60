import type { FormState } from '../../../platform/route.ts'
import { currentLocale, t } from '../../../text.ts'
import { Disclosure } from '../../../ui/accordion.tsx'
import { Button } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { Choice } from '../../../ui/choice.tsx'
import { dateText } from '../../../ui/date-time.tsx'
import { EvidenceTile } from '../../../ui/evidence-tile.tsx'
import { Select } from '../../../ui/field.tsx'
import { Prose } from '../../../ui/layout.tsx'
import { VisuallyHidden } from '../../../ui/visually-hidden.tsx'
import { fittingTypes } from '../rules/evidence-kinds.ts'
import type { PieceCard, RequirementDesk } from '../views/requirement.ts'
import { FindingLines } from './finding-lines.tsx'
import { sizeText, tileKind, typeName } from './labels.ts'
import { deedOf } from './part-deeds.tsx'

interface PieceSheetProps {
  piece: PieceCard
  desk: RequirementDesk
  form: FormState
}

/** One piece: that it is safe, what it is, who could be recognized in it, and the way out. */
export function PieceSheet({ piece, desk, form }: PieceSheetProps) {
  const time = dateText(piece.addedAt, { locale: currentLocale(), zone: desk.zone, style: 'time' })
  const name = `pieces.${piece.id}.`
  const answering = Object.keys(form.fields).some((field) => field.startsWith(name)) || isChanged(piece, form)
  return (
    <div class="piece" id={`piece-${piece.id}`}>
      <EvidenceTile
        title={piece.name}
        kind={tileKind(piece.kind)}
        state="safe"
        stateText={t('submission.piece.safe', { time })}
        facts={[
          piece.evidenceType ? typeName(piece.evidenceType) : t('submission.piece.type.unsaid'),
          ...(piece.bytes > 0 ? [sizeText(piece.bytes)] : []),
        ].join(' · ')}
        actions={<PieceActions piece={piece} locked={desk.practice?.state === 'locked'} />}
      />
      <div class="piece-words">
        {piece.url && (
          <p class="small">
            <a href={piece.url} rel="noreferrer">
              {piece.url}
            </a>
          </p>
        )}
        {piece.body && (
          <Disclosure summary={t('submission.piece.read')}>
            <Prose letter>
              <p class="piece-body">{piece.body}</p>
            </Prose>
          </Disclosure>
        )}
        <FindingLines findings={piece.findings} />
        <Disclosure summary={t(`submission.class.${piece.class}.short`)} open={answering || piece.findings.length > 0}>
          <PieceFields piece={piece} desk={desk} form={form} />
        </Disclosure>
      </div>
    </div>
  )
}

function PieceActions({ piece: { id, name, openable }, locked }: { piece: PieceCard; locked: boolean }) {
  return (
    <>
      {openable && (
        <Button kind="quiet" form={deedOf.open(id)}>
          {t('submission.piece.open')}
          <VisuallyHidden> {name}</VisuallyHidden>
        </Button>
      )}
      {!locked && (
        <Button kind="quiet" form={deedOf.remove(id)}>
          {t('submission.piece.remove')}
          <VisuallyHidden> {name}</VisuallyHidden>
        </Button>
      )}
    </>
  )
}

/** Answers that came back with a refused page and are not kept. */
function isChanged({ id, class: kept }: PieceCard, { problem, typed }: FormState): boolean {
  return problem !== null && (typed[`pieces.${id}.class`] ?? kept) !== kept
}

const CLASSES = ['A', 'B', 'C'] as const

function PieceFields({ piece, desk, form }: PieceSheetProps) {
  const at = `pieces.${piece.id}`
  const typed = (name: string, kept: string) => String(form.typed[`${at}.${name}`] ?? kept)
  const fitting = fittingTypes(piece.kind, desk.requirement.evidenceTypes)
  // What was said and does not fit here is asked again, never replaced by the first of the list.
  const said = typed('evidenceType', piece.evidenceType ?? '')
  const fits = fitting.includes(said)
  return (
    <div class="form">
      {fitting.length === 1 && <input type="hidden" name={`${at}.evidenceType`} value={fitting[0]} />}
      {fitting.length > 1 && (
        <Select
          name={`${at}.evidenceType`}
          label={t('submission.piece.type')}
          value={fits ? said : ''}
          error={form.fields[`${at}.evidenceType`]}
          empty={fits ? undefined : t('submission.piece.type.choose')}
          options={fitting.map((type) => ({ value: type, label: typeName(type) }))}
        />
      )}
      <Choice
        name={`${at}.class`}
        label={t('submission.class.label')}
        hint={t('submission.class.hint')}
        value={typed('class', piece.class)}
        options={CLASSES.map((value) => ({
          value,
          label: t(`submission.class.${value}`),
          hint: t(`submission.class.${value}.hint`),
        }))}
      />
      <Select
        name={`${at}.consentId`}
        label={t('submission.piece.consent')}
        hint={t('submission.piece.consent.hint')}
        value={typed('consentId', piece.consentId ?? '')}
        error={form.fields[`${at}.consentId`]}
        empty={t('submission.piece.consent.none')}
        options={desk.consents.map((consent) => ({
          value: consent.id,
          label: t('submission.consent.line', {
            where: consent.keptWhere,
            date: consent.collectedOn,
            people: consent.people,
          }),
        }))}
      />
      <Checkbox
        name={`${at}.confirmed`}
        label={t('submission.piece.confirmed')}
        error={form.fields[`${at}.confirmed`]}
        checked={typed('confirmed', '') === 'yes'}
      />
    </div>
  )
}
