import { currentLocale, t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { fieldId } from '../../../ui/field-id.ts'
import { FileField } from '../../../ui/file-field.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Island } from '../../../ui/island.tsx'
import type { EvidenceUploadProps } from './evidence-upload.island.tsx'

interface UploadPartProps {
  target: Readonly<Record<string, string>>
  action: string
  accept: string
  personId: string
  zone: string
}

/** The file picker: a plain form as it is, and in parts with a receipt where scripts run. */
export function UploadPart({ target, action, accept, personId, zone }: UploadPartProps) {
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
          <Form files action={action}>
            <FileField name="file" label={label} hint={t('submission.add.file.plain')} accept={accept} />
            <Actions>
              <Button>{t('submission.add.file.button')}</Button>
            </Actions>
          </Form>
        }
      />
    </div>
  )
}
