import { t } from '../../../text.ts'
import { Tabs } from '../../../ui/tabs.tsx'

const PAGES = ['people', 'settings', 'keys', 'audit'] as const

/** The pages of one organization's administration, as index tabs. */
export function OrganizationTabs({ slug, current }: { slug: string; current: (typeof PAGES)[number] }) {
  return (
    <Tabs
      label={t('organization.tabs')}
      tabs={PAGES.map((page) => ({
        href: `/org/${slug}/${page}`,
        label: t(`organization.tabs.${page}`),
        current: page === current,
      }))}
    />
  )
}
