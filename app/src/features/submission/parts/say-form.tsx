import type { FormState } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { CheckList, Choice } from '../../../ui/choice.tsx'
import { DateTime } from '../../../ui/date-time.tsx'
import { Field, TextArea } from '../../../ui/field.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Island } from '../../../ui/island.tsx'
import { Section } from '../../../ui/layout.tsx'
import { ATTESTATIONS } from '../model.ts'
import type { ReadyDesk } from '../views/ready.ts'
import type { KeepSaidProps } from './keep-said.island.tsx'
import { elsewhereIn, labelOf, textOf } from './said-again.ts'
import { SaidElsewhere } from './said-elsewhere.tsx'

interface SayFormProps {
  desk: ReadyDesk
  form: FormState
}

export const SAID = 'said'

/** What only the learner can say, and the press that sends it in. */
export function SayForm({ desk, form }: SayFormProps) {
  return (
    <Form id={SAID} hidden={{ attempt: desk.attemptNo, seen: JSON.stringify([desk.words]) }}>
      <Keeper desk={desk} form={form} />
      <Elsewhere desk={desk} form={form} />
      {desk.ai.kind !== 'open' && <AiPart desk={desk} form={form} />}
      <DatesPart desk={desk} form={form} />
      <NamePart desk={desk} form={form} />
      <Section id="attestation-missing" title={t('submission.attest.title')} note={t('submission.attest.note')}>
        <CheckList
          name="attestations[]"
          label={labelOf('attestations')}
          values={allSaidIn(form, 'attestations[]', desk.said.attestations)}
          options={ATTESTATIONS.map((value) => ({ value, label: t(`submission.attest.${value}`) }))}
        />
      </Section>
      <div class="send">
        <p>{t('submission.send.next', { minutes: desk.undoMinutes })}</p>
        <p>
          <a href="/me/not-my-readers">{t('organization.declared.link')}</a>
        </p>
        {desk.dueAt && (
          <p class="muted">
            {t('submission.send.due')} <DateTime at={desk.dueAt} zone={desk.zone} style="day" />
          </p>
        )}
        <Actions>
          <Button kind="primary">{t('submission.send.button')}</Button>
          <Button formAction={`/me/work/${desk.id}/declarations`}>{t('submission.send.save')}</Button>
        </Actions>
      </div>
    </Form>
  )
}

function Keeper({ desk, form }: SayFormProps) {
  const props: KeepSaidProps = {
    form: SAID,
    store: ['cairn', desk.personId, desk.id, SAID, desk.attemptNo].join(' '),
    address: `/me/work/${desk.id}/declarations`,
    kept: desk.words,
    refused: form.problem !== null,
    texts: {
      saved: t('submission.said.saved'),
      device: t('submission.autosave.device'),
      offline: t('submission.autosave.offline'),
      signedOut: t('submission.autosave.signedOut'),
      closed: t('submission.autosave.closed'),
      check: t('submission.said.check'),
      conflict: t('submission.said.conflict'),
      elsewhere: t('submission.said.elsewhere'),
      nothing: t('submission.said.nothing'),
      mine: t('submission.autosave.mine'),
      theirs: t('submission.autosave.theirs'),
    },
  }
  return (
    <div class="said-kept">
      <Island
        name="keep-said"
        props={props}
        fallback={<p class="small muted">{t('submission.said.byHand', { button: t('submission.send.save') })}</p>}
      />
    </div>
  )
}

/** The page came back because the same was changed elsewhere: what stands there now, above one's own words. */
function Elsewhere({ desk, form }: SayFormProps) {
  const lines = elsewhereIn(desk, form).map((field) => ({ label: labelOf(field), text: textOf(field, desk) }))
  return lines.length === 0 ? null : (
    <SaidElsewhere title={t('submission.said.elsewhere')} nothing={t('submission.said.nothing')} lines={lines}>
      <p>{t('submission.said.elsewhere.press')}</p>
    </SaidElsewhere>
  )
}

function AiPart({ desk, form }: SayFormProps) {
  const { aiUsed, aiTools, aiPurpose } = desk.said
  return (
    <Section
      id="ai-disclosure-missing"
      title={t('submission.ai.title')}
      note={t(desk.ai.kind === 'none' ? 'submission.ai.none.note' : 'submission.ai.assist_with_disclosure.note')}
    >
      {desk.ai.note && <p lang={desk.shownIn}>{desk.ai.note}</p>}
      <Choice
        name="aiUsed"
        row
        label={labelOf('aiUsed')}
        value={saidIn(form, 'aiUsed', aiUsed === null ? '' : aiUsed ? 'yes' : 'no')}
        options={[
          { value: 'no', label: t('submission.ai.no') },
          { value: 'yes', label: t('submission.ai.yes') },
        ]}
      />
      <Field
        name="aiTools"
        width="full"
        label={labelOf('aiTools')}
        hint={t('submission.ai.tools.hint')}
        value={saidIn(form, 'aiTools', aiTools)}
        maxLength={300}
      />
      <TextArea
        name="aiPurpose"
        rows={3}
        label={labelOf('aiPurpose')}
        hint={t('submission.ai.purpose.hint')}
        value={saidIn(form, 'aiPurpose', aiPurpose)}
        maxLength={2000}
      />
    </Section>
  )
}

function DatesPart({ desk, form }: SayFormProps) {
  const { activityFrom, activityUntil } = desk.said
  return (
    <Section id="dates" title={t('submission.dates.title')} note={t('submission.dates.note')}>
      <Field
        name="activityFrom"
        type="date"
        max={desk.today}
        width="short"
        label={labelOf('activityFrom')}
        note={t('ui.optional')}
        value={saidIn(form, 'activityFrom', activityFrom ?? '')}
        error={form.fields.activityFrom}
      />
      <Field
        name="activityUntil"
        type="date"
        max={desk.today}
        width="short"
        label={labelOf('activityUntil')}
        note={t('ui.optional')}
        value={saidIn(form, 'activityUntil', activityUntil ?? '')}
        error={form.fields.activityUntil}
      />
    </Section>
  )
}

function NamePart({ desk, form }: SayFormProps) {
  return (
    <Section id="name" title={t('submission.name.title')} note={t('submission.name.note')}>
      <Choice
        name="showName"
        label={labelOf('showName')}
        hint={t('submission.name.hint')}
        value={saidIn(form, 'showName', desk.said.showName ? 'yes' : 'no')}
        options={[
          { value: 'no', label: t('submission.name.no'), hint: t('submission.name.no.hint') },
          { value: 'yes', label: t('submission.name.yes', { name: desk.name }), hint: t('submission.name.yes.hint') },
        ]}
      />
    </Section>
  )
}

function saidIn(form: FormState, name: string, kept: string): string {
  const typed = form.typed[name]
  return typeof typed === 'string' ? typed : kept
}

function allSaidIn(form: FormState, name: string, kept: readonly string[]): readonly string[] {
  const typed = form.typed[name.replace('[]', '')]
  return Array.isArray(typed) ? typed : kept
}
