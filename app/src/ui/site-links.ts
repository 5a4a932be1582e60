import { t } from '../text.ts'

export interface SiteLink {
  href: string
  label: string
}

/** The rooms every visitor may enter; Help stands apart, last in the header of every page. */
export function primaryLinks(): SiteLink[] {
  return [
    { href: '/explore', label: t('ui.nav.explore') },
    { href: '/verify', label: t('ui.nav.verify') },
  ]
}

export function footerLinks(): SiteLink[] {
  return [
    { href: '/guides', label: t('ui.footer.guides') },
    { href: '/updates', label: t('ui.footer.updates') },
    { href: '/policies/trust', label: t('ui.footer.trust') },
    { href: '/policies/ai', label: t('ui.footer.ai') },
    { href: '/policies/appeals', label: t('ui.footer.appeals') },
    { href: '/policies/privacy', label: t('ui.footer.privacy') },
    { href: '/policies/accessibility', label: t('ui.footer.accessibility') },
  ]
}
