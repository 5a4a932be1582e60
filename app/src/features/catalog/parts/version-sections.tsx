import type { FormState } from '../../../platform/route.ts'
import { currentLocale, t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { dateText } from '../../../ui/date-time.tsx'
import { Select, TextArea } from '../../../ui/field.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Cluster, Section } from '../../../ui/layout.tsx'
import { Table } from '../../../ui/table.tsx'
import { typedOr } from '../../account/parts/form-top.tsx'
import { StepUpNote } from '../../account/parts/step-up-note.tsx'
import type { VersionRow, VersionsPage } from '../views/versions.ts'

const day = (date: Date) => dateText(date, { locale: currentLocale(), zone: 'UTC' })

/** Each version with what stays on it when the next one comes. */
export function VersionTable({ view }: { view: VersionsPage }) {
  return (
    <Table
      caption={t('catalog.versions.list')}
      captionHidden
      rows={view.versions}
      rowKey={({ id }) => id}
      columns={[
        {
          key: 'version',
          label: t('catalog.versions.version'),
          heading: true,
          cell: ({ version }) => <a href={`/m/${view.slug}/v/${version}`}>{version}</a>,
        },
        { key: 'published', label: t('catalog.versions.published'), cell: ({ publishedAt }) => day(publishedAt) },
        {
          key: 'use',
          label: t('catalog.versions.use'),
          cell: ({ version, use }) => t('catalog.versions.use.words', { ...counts(use), version }),
        },
        {
          key: 'state',
          label: t('catalog.versions.state'),
          cell: ({ retiredAt }) =>
            retiredAt ? t('catalog.versions.retired', { date: day(retiredAt) }) : t('catalog.versions.standing'),
        },
      ]}
    />
  )
}

function counts({ drafts, inReview, decided }: VersionRow['use']) {
  return { drafts, inReview, decided }
}

/** Any two versions side by side; a question to this page, nothing is changed. */
export function CompareForm({ view }: { view: VersionsPage }) {
  const options = view.versions.map(({ version }) => ({ value: version, label: version }))
  const { comparison } = view
  return (
    <form class="form-inline" method="get" action={`/author/m/${view.draftId}/versions#compare`}>
      <Cluster>
        <Select
          name="from"
          label={t('catalog.versions.from')}
          width="short"
          value={comparison?.from ?? ''}
          options={options}
        />
        <Select
          name="to"
          label={t('catalog.versions.to')}
          width="short"
          value={comparison?.to ?? ''}
          options={options}
        />
        <Button>{t('catalog.versions.compare.button')}</Button>
      </Cluster>
    </form>
  )
}

/** Off the shelf, with a reason, and with what that leaves open in plain sight. */
export function RetireSection({ view, form }: { view: VersionsPage; form: FormState }) {
  const standing = view.versions.filter(({ retiredAt }) => retiredAt === null)
  if (view.retiring === 'no' || standing.length === 0) return null
  const open = standing.reduce((sum, { use }) => sum + use.drafts + use.inReview, 0)
  return (
    <Section id="retire" title={t('catalog.retire.title')} note={t('catalog.retire.note')}>
      <p>{t('catalog.retire.open', { count: open })}</p>
      {view.retiring === 'step-up' ? (
        <StepUpNote next={`/author/m/${view.draftId}/versions#retire`} />
      ) : (
        <Form action={`/author/m/${view.draftId}/versions/retire`} label={t('catalog.retire.title')}>
          <Select
            name="versionId"
            label={t('catalog.versions.version')}
            width="short"
            value={typedOr(form, 'versionId', standing[0]?.id ?? '')}
            options={standing.map(({ id, version }) => ({ value: id, label: version }))}
          />
          <TextArea
            name="reason"
            label={t('catalog.retire.reason')}
            rows={3}
            maxLength={400}
            value={typedOr(form, 'reason', '')}
            error={form.fields.reason}
          />
          <Actions>
            <Button kind="danger">{t('catalog.retire.button')}</Button>
          </Actions>
        </Form>
      )}
    </Section>
  )
}
