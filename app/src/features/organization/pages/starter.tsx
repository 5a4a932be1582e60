import type { Head } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { LinkButton } from '../../../ui/button.tsx'
import { Facts } from '../../../ui/card.tsx'
import { Prose, Section } from '../../../ui/layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'

const LICENSE = 'https://creativecommons.org/licenses/by/4.0/'

/** The reserved creator of the starter catalogue: it writes and never signs. */
export function head(): Head {
  return { title: t('organization.starter.title'), description: t('organization.starter.lead') }
}

export function Page() {
  return (
    <>
      <PageHead
        above={t('organization.starter.above')}
        title={t('organization.starter.title')}
        lead={t('organization.starter.lead')}
        actions={
          <LinkButton kind="primary" href="/explore">
            {t('organization.starter.explore')}
          </LinkButton>
        }
      />
      <Section title={t('organization.starter.what')} id="what">
        <Facts
          facts={[
            { label: t('organization.starter.license'), value: <a href={LICENSE}>CC BY 4.0</a> },
            { label: t('organization.starter.signs'), value: t('organization.starter.signs.never') },
          ]}
        />
        <Prose>
          <p>{t('organization.starter.use')}</p>
          <p>{t('organization.starter.fork')}</p>
        </Prose>
      </Section>
    </>
  )
}
