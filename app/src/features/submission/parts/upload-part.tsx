import { currentLocale, t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { fieldId } from '../../../ui/field-id.ts'
import { FileField } from '../../../ui/file-field.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Island } from '../../../ui/island.tsx'
import type { EvidenceUploadProps } from './evidence-upload.island.tsx'

interface UploadPartProps {
  target: Readonly<Record<string, string>>
  /** Where the plain form posts; none where the field belongs to a form that stands elsewhere. */
  action?: string
  /** Id of that form. */
  form?: string
  accept: string
  personId: string
  zone: string
}

/** The file picker: a plain form as it is, and in parts with a receipt where scripts run. */
export function UploadPart({ target, action, form, accept, personId, zone }: UploadPartProps) {
  const id = fieldId('file')
  const label = t('submission.add.file')
  const props: EvidenceUploadProps = {
    ...{ target, accept, personId, zone, id, label },
    endpoint: '/me/uploads',
    hint: t('submission.add.file.hint'),
    locale: currentLocale(),
    texts: {
      device: t('submission.upload.device'),
      uploading: t('submission.upload.uploading', { percent: '#percent' }),
      safe: t('submission.piece.safe', { time: '#time' }),
      stopped: t('submission.upload.stopped', { percent: '#percent' }),
      retry: t('submission.upload.retry'),
      drop: t('submission.upload.drop'),
      refresh: t('submission.upload.refresh'),
      list: t('submission.upload.list'),
    },
  }
  return (
    <div id="add-file">
      <Island
        name="evidence-upload"
        props={props}
        fallback={
          form === undefined ? (
            <Form files action={action}>
              <Plain form={form} label={label} accept={accept} />
            </Form>
          ) : (
            <div class="form">
              <Plain form={form} label={label} accept={accept} />
            </div>
          )
        }
      />
    </div>
  )
}

function Plain({ form, label, accept }: { form: string | undefined; label: string; accept: string }) {
  return (
    <>
      <FileField name="file" form={form} label={label} hint={t('submission.add.file.plain')} accept={accept} />
      <Actions>
        <Button form={form}>{t('submission.add.file.button')}</Button>
      </Actions>
    </>
  )
}
