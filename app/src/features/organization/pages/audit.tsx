import type { Ctx } from '../../../platform/ctx.ts'
import type { LogTables } from '../../../platform/log.ts'
import type { Head } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { DateTime } from '../../../ui/date-time.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { Pagination } from '../../../ui/pagination.tsx'
import { Table } from '../../../ui/table.tsx'
import type { AccountTables } from '../../account/tables.ts'
import { actorWords, deedWords } from '../parts/deed-words.ts'
import { OrganizationTabs } from '../parts/organization-tabs.tsx'
import type { OrganizationTables } from '../tables.ts'
import { type AuditLine, type AuditPage, auditPage } from '../views/settings.ts'

interface Loaded {
  page: AuditPage
}

export async function load(
  ctx: Ctx<OrganizationTables & AccountTables & LogTables>,
  _params: object,
  query: { before?: number },
): Promise<Loaded> {
  return { page: await auditPage(ctx, query.before) }
}

export function head({ page }: Loaded): Head {
  return { title: t('organization.audit.title', { name: page.organization.name }), density: 'ledger', noIndex: true }
}

export function Page({ page: { organization, lines, next } }: Loaded) {
  const here = `/org/${organization.slug}/audit`
  return (
    <>
      <OrganizationTabs slug={organization.slug} current="audit" />
      <PageHead above={organization.name} title={t('organization.tabs.audit')} lead={t('organization.audit.lead')} />
      <Table<AuditLine>
        caption={t('organization.tabs.audit')}
        captionHidden
        narrow="lines"
        rows={lines}
        rowKey={({ id }) => String(id)}
        columns={[
          { key: 'id', label: t('organization.audit.number'), align: 'end', cell: ({ id }) => id },
          {
            key: 'at',
            label: t('organization.audit.when'),
            cell: ({ at }) => <DateTime at={at} zone={organization.timeZone} style="stamp" />,
          },
          {
            key: 'what',
            label: t('organization.audit.what'),
            heading: true,
            cell: ({ type }) => deedWords(type),
          },
          { key: 'who', label: t('organization.audit.who'), cell: ({ actor }) => actorWords(actor) },
          { key: 'about', label: t('organization.audit.about'), cell: ({ about }) => about ?? '' },
        ]}
      />
      <Pagination next={next ? `${here}?before=${next}` : undefined} />
    </>
  )
}
