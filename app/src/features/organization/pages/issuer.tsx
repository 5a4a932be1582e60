import type { Ctx } from '../../../platform/ctx.ts'
import type { Head, Params } from '../../../platform/route.ts'
import { say, t } from '../../../text.ts'
import { Facts } from '../../../ui/card.tsx'
import { Prose, Section } from '../../../ui/layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { KeysTable } from '../parts/keys-table.tsx'
import type { OrganizationTables } from '../tables.ts'
import { issuerPage } from '../views/issuer.ts'

type Shown = Awaited<ReturnType<typeof issuerPage>>

export function load(ctx: Ctx<OrganizationTables>, { slug }: Params<'slug'>) {
  return issuerPage(ctx, slug)
}

export function head({ issuer }: Shown): Head {
  return { title: issuer.name, description: t('organization.issuer.lead', { name: issuer.name }) }
}

export function Page({ issuer, did, keys, now }: Shown) {
  const lead = issuer.demo ? t('organization.issuer.demo') : t('organization.issuer.lead', { name: issuer.name })
  return (
    <>
      <PageHead above={t('organization.issuer.above')} title={issuer.name} lead={lead} />
      <Section title={t('organization.issuer.who')} id="who">
        <Facts
          facts={[
            { label: t('organization.issuer.kind'), value: say(`organization.kind.${issuer.kind}`) },
            { label: t('organization.issuer.site'), value: <a href={issuer.url}>{issuer.url}</a> },
            ...(issuer.email
              ? [
                  {
                    label: t('organization.issuer.contact'),
                    value: <a href={`mailto:${issuer.email}`}>{issuer.email}</a>,
                  },
                ]
              : []),
            { label: t('organization.issuer.did'), value: <code>{did}</code> },
          ]}
        />
      </Section>
      <Section title={t('organization.issuer.keys')} id="keys">
        <Prose>
          <p>{t('organization.issuer.keys.note')}</p>
        </Prose>
        <KeysTable keys={keys} zone={issuer.timeZone} now={now} />
      </Section>
    </>
  )
}
