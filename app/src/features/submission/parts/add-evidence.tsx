import type { FormState } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Disclosure } from '../../../ui/accordion.tsx'
import { Button } from '../../../ui/button.tsx'
import { Field, Select, TextArea } from '../../../ui/field.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { fittingTypes } from '../rules/evidence-kinds.ts'
import type { RequirementDesk } from '../views/requirement.ts'
import { typeName } from './labels.ts'
import { UploadPart } from './upload-part.tsx'

interface AddEvidenceProps {
  desk: RequirementDesk
  form: FormState
}

/** Four ways to add: a file first, for that is what most bring; words, a link, or something kept before. */
export function AddEvidence({ desk, form }: AddEvidenceProps) {
  const base = `/me/work/${desk.id}/requirements/${desk.requirement.id}`
  const target = { submission: desk.id, requirement: desk.requirement.id }
  const typed = typeof form.typed.body === 'string' && form.problem ? form.typed.body : ''
  const linked = typeof form.typed.url === 'string' && form.problem ? form.typed.url : ''
  return (
    <div class="add-evidence">
      <UploadPart
        target={target}
        action={`${base}/file`}
        accept={desk.accept}
        personId={desk.personId}
        zone={desk.zone}
      />
      <Disclosure summary={t('submission.add.text')} open={typed !== '' || form.fields.body !== undefined}>
        <Form action={`${base}/text`}>
          <TextArea
            name="body"
            label={t('submission.add.text.label')}
            hint={t('submission.add.text.hint')}
            value={typed}
            error={form.fields.body}
            rows={8}
            letter
          />
          <TypeSelect desk={desk} kind="text" />
          <Actions>
            <Button>{t('submission.add.text.button')}</Button>
          </Actions>
        </Form>
      </Disclosure>
      <Disclosure summary={t('submission.add.link')} open={linked !== '' || form.fields.url !== undefined}>
        <Form action={`${base}/link`}>
          <Field
            name="url"
            type="url"
            inputMode="url"
            width="full"
            label={t('submission.add.link.label')}
            hint={t('submission.add.link.hint')}
            value={linked}
            error={form.fields.url}
          />
          <TypeSelect desk={desk} kind="link" />
          <Actions>
            <Button>{t('submission.add.link.button')}</Button>
          </Actions>
        </Form>
      </Disclosure>
      {desk.inbox.length > 0 && (
        <Disclosure summary={t('submission.add.inbox', { count: desk.inbox.length })}>
          <ul class="inbox-lines">
            {desk.inbox.map((item) => (
              <li key={item.id}>
                <span>{item.caption || item.name}</span>
                <Form
                  inline
                  action={`${base}/sort`}
                  hidden={{ itemId: item.id }}
                  label={t('submission.add.inbox.of', { name: item.caption || item.name })}
                >
                  <Button>{t('submission.add.inbox.button')}</Button>
                </Form>
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </div>
  )
}

function TypeSelect({ desk, kind }: { desk: RequirementDesk; kind: 'text' | 'link' }) {
  const fitting = fittingTypes(kind, desk.requirement.evidenceTypes)
  if (fitting.length < 2) return null
  return (
    <Select
      name="evidenceType"
      scope={kind}
      label={t('submission.piece.type')}
      empty={t('submission.piece.type.choose')}
      options={fitting.map((type) => ({ value: type, label: typeName(type) }))}
    />
  )
}
