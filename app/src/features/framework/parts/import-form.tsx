import type { FormState } from '../../../platform/route.ts'
import { currentLocale, t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { Choice } from '../../../ui/choice.tsx'
import { Field } from '../../../ui/field.tsx'
import { FileField } from '../../../ui/file-field.tsx'
import { Actions, FieldGroup, Form } from '../../../ui/form.tsx'
import { Section } from '../../../ui/layout.tsx'
import { typedOr } from '../../account/parts/form-top.tsx'

export type TypedFacts = Readonly<Record<'link' | 'title' | 'rightsHolder' | 'licenseURI' | 'redistributable', string>>

/** A file or an address, and whose words they are. Nothing about the rights is presumed. */
export function ImportForm({ form, typed }: { form: FormState; typed?: TypedFacts | undefined }) {
  const value = (name: keyof TypedFacts) => typedOr(form, name, typed?.[name] ?? '')
  const words = (name: keyof TypedFacts | 'file') => ({ name, error: form.fields[name] })
  return (
    <Section title={t('framework.import.title')} id="import" note={t('framework.import.note')}>
      <Form files action="/author/frameworks" hidden={{ language: currentLocale() }}>
        <FileField
          {...words('file')}
          label={t('framework.import.file')}
          hint={t('framework.import.file.hint')}
          accept=".json,.jsonld,.csv,application/json,application/ld+json,text/csv"
        />
        <Field
          {...words('link')}
          label={t('framework.import.link')}
          hint={t('framework.import.link.hint')}
          type="url"
          width="full"
          value={value('link')}
        />
        <Field
          {...words('title')}
          label={t('framework.import.name')}
          hint={t('framework.import.name.hint')}
          value={value('title')}
          maxLength={200}
        />
        <FieldGroup legend={t('framework.import.rights')} hint={t('framework.import.rights.hint')}>
          <Field
            {...words('rightsHolder')}
            label={t('framework.import.rightsHolder')}
            value={value('rightsHolder')}
            maxLength={200}
            required
          />
          <Field
            {...words('licenseURI')}
            label={t('framework.import.licenseURI')}
            hint={t('framework.import.licenseURI.hint')}
            type="url"
            width="full"
            value={value('licenseURI')}
            required
          />
          <Choice
            {...words('redistributable')}
            label={t('framework.import.redistributable')}
            value={value('redistributable') || undefined}
            options={[
              { value: 'yes', label: t('framework.import.yes'), hint: t('framework.import.yes.hint') },
              { value: 'no', label: t('framework.import.no'), hint: t('framework.import.no.hint') },
            ]}
          />
        </FieldGroup>
        <Actions>
          <Button kind="primary">{t('framework.import.look')}</Button>
        </Actions>
      </Form>
    </Section>
  )
}
