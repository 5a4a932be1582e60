import type { FormState } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Disclosure } from '../../../ui/accordion.tsx'
import { Button } from '../../../ui/button.tsx'
import { Field, Select, TextArea } from '../../../ui/field.tsx'
import { Actions } from '../../../ui/form.tsx'
import { VisuallyHidden } from '../../../ui/visually-hidden.tsx'
import { fittingTypes } from '../rules/evidence-kinds.ts'
import type { RequirementDesk } from '../views/requirement.ts'
import { typeName } from './labels.ts'
import { deedOf } from './part-deeds.tsx'
import { UploadPart } from './upload-part.tsx'

interface AddEvidenceProps {
  desk: RequirementDesk
  form: FormState
}

/** Four ways to add: a file first, for that is what most bring; words, a link, or something kept before. */
export function AddEvidence({ desk, form }: AddEvidenceProps) {
  const target = { submission: desk.id, requirement: desk.requirement.id }
  const typed = (place: 'text' | 'link', name: 'body' | 'url') => {
    const words = String(form.typed[`${place}.${name}`] ?? '').replace(/\r\n/g, '\n')
    // What the press kept before it was refused for something else lies among the pieces now.
    return desk.pieces.some((piece) => piece[name] === words.trim()) ? '' : words
  }
  const [body, url] = [typed('text', 'body'), typed('link', 'url')]
  return (
    <div class="add-evidence">
      <UploadPart target={target} form={deedOf.file} accept={desk.accept} personId={desk.personId} zone={desk.zone} />
      <Disclosure summary={t('submission.add.text')} open={body !== ''}>
        <div class="form">
          <TextArea
            name="text.body"
            label={t('submission.add.text.label')}
            hint={t('submission.add.text.hint')}
            value={body}
            error={form.fields['text.body']}
            rows={8}
            letter
          />
          <TypeSelect desk={desk} kind="text" form={form} />
          <Actions>
            <Button>{t('submission.add.text.button')}</Button>
          </Actions>
        </div>
      </Disclosure>
      <Disclosure summary={t('submission.add.link')} open={url !== ''}>
        <div class="form">
          <Field
            name="link.url"
            type="url"
            inputMode="url"
            width="full"
            label={t('submission.add.link.label')}
            hint={t('submission.add.link.hint')}
            value={url}
            error={form.fields['link.url']}
          />
          <TypeSelect desk={desk} kind="link" form={form} />
          <Actions>
            <Button>{t('submission.add.link.button')}</Button>
          </Actions>
        </div>
      </Disclosure>
      {desk.inbox.length > 0 && (
        <Disclosure summary={t('submission.add.inbox', { count: desk.inbox.length })}>
          <ul class="inbox-lines">
            {desk.inbox.map((item) => (
              <li key={item.id}>
                <span>{item.caption || item.name}</span>
                <Button form={deedOf.sort(item.id)}>
                  {t('submission.add.inbox.button')}
                  <VisuallyHidden> {item.caption || item.name}</VisuallyHidden>
                </Button>
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </div>
  )
}

function TypeSelect({ desk, kind, form }: AddEvidenceProps & { kind: 'text' | 'link' }) {
  const fitting = fittingTypes(kind, desk.requirement.evidenceTypes)
  if (fitting.length < 2) return null
  return (
    <Select
      name={`${kind}.evidenceType`}
      value={String(form.typed[`${kind}.evidenceType`] ?? '')}
      label={t('submission.piece.type')}
      empty={t('submission.piece.type.choose')}
      options={fitting.map((type) => ({ value: type, label: typeName(type) }))}
    />
  )
}
