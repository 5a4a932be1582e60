import type { FormState } from '../../../platform/route.ts'
import { currentLocale, t } from '../../../text.ts'
import { Disclosure } from '../../../ui/accordion.tsx'
import { Button } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { Choice } from '../../../ui/choice.tsx'
import { dateText } from '../../../ui/date-time.tsx'
import { EvidenceTile } from '../../../ui/evidence-tile.tsx'
import { Select } from '../../../ui/field.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Prose } from '../../../ui/layout.tsx'
import { fittingTypes } from '../rules/evidence-kinds.ts'
import type { PieceCard, RequirementDesk } from '../views/requirement.ts'
import { FindingLines } from './finding-lines.tsx'
import { sizeText, tileKind, typeName } from './labels.ts'

interface PieceSheetProps {
  piece: PieceCard
  desk: RequirementDesk
  form: FormState
}

/** One piece: that it is safe, what it is, who could be recognized in it, and the way out. */
export function PieceSheet({ piece, desk, form }: PieceSheetProps) {
  const base = `/me/work/${desk.id}/requirements/${desk.requirement.id}`
  const time = dateText(piece.addedAt, { locale: currentLocale(), zone: desk.zone, style: 'time' })
  const answering = form.typed.evidenceId === piece.id
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
        actions={<PieceActions piece={piece} base={base} locked={desk.practice?.state === 'locked'} />}
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
          <PieceForm piece={piece} desk={desk} form={form} base={base} />
        </Disclosure>
      </div>
    </div>
  )
}

function PieceActions({ piece, base, locked }: { piece: PieceCard; base: string; locked: boolean }) {
  return (
    <>
      {piece.openable && (
        <Form
          inline
          action={`/me/evidence/${piece.id}/open`}
          label={t('submission.piece.open.of', { name: piece.name })}
        >
          <Button kind="quiet">{t('submission.piece.open')}</Button>
        </Form>
      )}
      {!locked && (
        <Form
          inline
          action={`${base}/remove`}
          hidden={{ evidenceId: piece.id }}
          label={t('submission.piece.remove.of', { name: piece.name })}
        >
          <Button kind="quiet">{t('submission.piece.remove')}</Button>
        </Form>
      )}
    </>
  )
}

const CLASSES = ['A', 'B', 'C'] as const

function PieceForm({ piece, desk, form, base }: PieceSheetProps & { base: string }) {
  const typed = form.typed.evidenceId === piece.id ? form.typed : {}
  const fields = form.typed.evidenceId === piece.id ? form.fields : {}
  const fitting = fittingTypes(piece.kind, desk.requirement.evidenceTypes)
  // What was said and does not fit here is asked again, never replaced by the first of the list.
  const said = String(typed.evidenceType ?? piece.evidenceType ?? '')
  const fits = fitting.includes(said)
  return (
    <Form
      action={`${base}/piece`}
      hidden={{ evidenceId: piece.id, ...(fitting.length === 1 ? { evidenceType: fitting[0] } : {}) }}
    >
      {fitting.length > 1 && (
        <Select
          name="evidenceType"
          scope={piece.id}
          label={t('submission.piece.type')}
          value={fits ? said : ''}
          error={fields.evidenceType}
          empty={fits ? undefined : t('submission.piece.type.choose')}
          options={fitting.map((type) => ({ value: type, label: typeName(type) }))}
        />
      )}
      <Choice
        name="class"
        scope={piece.id}
        label={t('submission.class.label')}
        hint={t('submission.class.hint')}
        value={String(typed.class ?? piece.class)}
        options={CLASSES.map((value) => ({
          value,
          label: t(`submission.class.${value}`),
          hint: t(`submission.class.${value}.hint`),
        }))}
      />
      <Select
        name="consentId"
        scope={piece.id}
        label={t('submission.piece.consent')}
        hint={t('submission.piece.consent.hint')}
        value={String(typed.consentId ?? piece.consentId ?? '')}
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
        name="confirmed"
        scope={piece.id}
        label={t('submission.piece.confirmed')}
        error={fields.confirmed}
        checked={typed.confirmed === 'yes'}
      />
      <Actions>
        <Button>{t('submission.save')}</Button>
      </Actions>
    </Form>
  )
}
