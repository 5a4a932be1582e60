import type { Ctx } from '../../../platform/ctx.ts'
import type { Answer, FormState, Head } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Breadcrumb } from '../../../ui/breadcrumb.tsx'
import { Button } from '../../../ui/button.tsx'
import { FileField } from '../../../ui/file-field.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Section } from '../../../ui/layout.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { type ImportedFile, importDrafts } from '../actions/import-drafts.ts'
import { ImportReport } from '../parts/import-report.tsx'
import type { ImportFile } from '../rules/draft-input.ts'

interface Loaded {
  report: readonly ImportedFile[] | null
}

export function load(): Promise<Loaded> {
  return Promise.resolve({ report: null })
}

export async function act(ctx: Ctx<never>, { file }: ImportFile): Promise<Answer> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const report = await importDrafts(ctx, { name: file.name, bytes })
  return { show: { report } satisfies Loaded }
}

export function head(): Head {
  return { title: t('catalog.import.title'), density: 'work', noIndex: true }
}

export function Page({ report, form }: Loaded & { form: FormState }) {
  return (
    <div class="stack">
      <Breadcrumb
        items={[{ href: '/author/drafts', label: t('catalog.drafts.title') }, { label: t('catalog.import.title') }]}
      />
      <PageHead title={t('catalog.import.title')} lead={t('catalog.import.lead')} />
      {form.problem && <Notice tone="danger">{form.problem}</Notice>}
      {report && (
        <Section title={t('catalog.import.report')} id="report">
          <ImportReport report={report} />
        </Section>
      )}
      <Form action="/author/import" files label={t('catalog.import.title')}>
        <FileField
          name="file"
          label={t('catalog.import.file')}
          hint={t('catalog.import.hint')}
          error={form.fields.file}
          accept=".yaml,.yml,.json,.zip"
        />
        <Actions>
          <Button kind="primary">{t('catalog.import.button')}</Button>
        </Actions>
      </Form>
    </div>
  )
}
