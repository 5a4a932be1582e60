import type { Ctx } from '../../../platform/ctx.ts'
import type { Answer, FormState, Head } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Breadcrumb } from '../../../ui/breadcrumb.tsx'
import { Button } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { FileField } from '../../../ui/file-field.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Island } from '../../../ui/island.tsx'
import { Section } from '../../../ui/layout.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import type { SendingButtonProps } from '../../../ui/sending-button.island.tsx'
import { type ImportedFile, importDrafts } from '../actions/import-drafts.ts'
import { ImportReport } from '../parts/import-report.tsx'
import type { ImportFiles } from '../rules/draft-input.ts'

interface Loaded {
  report: readonly ImportedFile[] | null
}

export function load(): Promise<Loaded> {
  return Promise.resolve({ report: null })
}

export async function act(ctx: Ctx<never>, { file: files, replace }: ImportFiles): Promise<Answer> {
  const sent = await Promise.all(
    files.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })),
  )
  const report = await importDrafts(ctx, sent, { replace: replace === 'yes' })
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
      <Form action="/author/import" id="import" files label={t('catalog.import.title')}>
        <FileField
          name="file[]"
          label={t('catalog.import.file')}
          hint={t('catalog.import.hint')}
          error={form.fields.file}
          accept=".yaml,.yml,.json,.zip"
          multiple
        />
        <Checkbox
          name="replace"
          label={t('catalog.import.replace')}
          hint={t('catalog.import.replace.hint')}
          error={form.fields.replace}
        />
        <Actions>
          <Island
            name="sending-button"
            props={sending()}
            fallback={<Button kind="primary">{t('catalog.import.button')}</Button>}
          />
        </Actions>
      </Form>
    </div>
  )
}

function sending(): SendingButtonProps {
  return {
    form: 'import',
    label: t('catalog.import.button'),
    sending: { one: t('catalog.import.sending.one'), many: t('catalog.import.sending.many') },
  }
}
