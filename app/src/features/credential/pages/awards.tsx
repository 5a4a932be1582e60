import type { Ctx } from '../../../platform/ctx.ts'
import type { FormState, Head, Params } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Stack } from '../../../ui/layout.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { Pagination } from '../../../ui/pagination.tsx'
import { zoneLabel } from '../../account/rules/zones.ts'
import { AwardsTable } from '../parts/awards-table.tsx'
import { SignedByNotice } from '../parts/signed-by-notice.tsx'
import { readCursor } from '../rules/cursor.ts'
import { awardsOfOrganization } from '../views.ts'

type Awards = Awaited<ReturnType<typeof awardsOfOrganization>>
interface Loaded extends Awards {
  readonly org: string
  readonly first: boolean
}

interface Asked {
  readonly before?: string
  readonly key?: string
}

export async function load(ctx: Ctx<never>, { org }: Params<'org'>, { before, key }: Asked): Promise<Loaded> {
  const cursor = before === undefined ? null : readCursor(before)
  return { ...(await awardsOfOrganization(ctx, cursor, key)), org, first: cursor === null }
}

export function head({ organization }: Loaded): Head {
  return { title: t('credential.awards.title', { organization: organization.name }), density: 'ledger' }
}

export function Page({ organization, awards, signer, next, org, first, form }: Loaded & { form: FormState }) {
  const here = `/org/${org}/awards`
  const ofKey = signer ? `?key=${signer.id}` : ''
  return (
    <>
      <PageHead
        title={t('credential.awards.title', { organization: organization.name })}
        lead={t('credential.awards.lead')}
      />
      {form.done && <Notice tone="met">{form.done}</Notice>}
      {signer && <SignedByNotice signer={signer} organization={organization} here={here} />}
      {awards.length === 0 && first && !signer && <EmptyState sentence={t('credential.awards.empty')} />}
      {awards.length > 0 && (
        <Stack gap={8}>
          <AwardsTable awards={awards} org={org} zone={organization.timeZone} />
          <p class="small muted">
            {t('credential.awards.zone', { organization: organization.name, zone: zoneLabel(organization.timeZone) })}
          </p>
        </Stack>
      )}
      <Pagination
        previous={first ? undefined : `${here}${ofKey}`}
        next={next === null ? undefined : `${here}${ofKey || '?'}${ofKey && '&'}before=${encodeURIComponent(next)}`}
      />
    </>
  )
}
