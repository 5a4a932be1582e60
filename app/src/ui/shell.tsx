import type { ComponentChildren } from 'preact'
import { t } from '../text.ts'
import { classNames } from './class-names.ts'
import { usePage } from './context.ts'
import { Header } from './header.tsx'
import { Cairn } from './mark.tsx'
import { footerLinks, type SiteLink } from './site-links.ts'
import { type Tab, Tabs } from './tabs.tsx'

export interface ShellProps {
  children: ComponentChildren
  /** Pages of the same area, under the header. */
  section?: { label?: string; links: readonly Tab[] }
  breadcrumb?: ComponentChildren
  /** `letter` for one column of reading, `page` for most, `wide` for desks and ledgers. */
  width?: 'letter' | 'page' | 'wide'
  primary?: readonly SiteLink[]
  footer?: readonly SiteLink[]
}

export function Shell({ children, section, breadcrumb, width = 'page', primary, footer }: ShellProps) {
  const { banner } = usePage()
  return (
    <>
      {banner && (
        <aside class="site-banner" aria-label={t('ui.status.info')}>
          <p>
            {banner.words} <a href={banner.href}>{banner.link}</a>
          </p>
        </aside>
      )}
      <Header primary={primary} />
      {section && (
        <div class="section-nav">
          <Tabs label={section.label ?? t('ui.nav.section')} tabs={section.links} />
        </div>
      )}
      <main class={classNames('site-main', `site-${width}`)} id="main" tabIndex={-1}>
        {breadcrumb}
        {children}
      </main>
      <Footer links={footer} />
    </>
  )
}

export function Footer({ links = footerLinks() }: { links?: readonly SiteLink[] }) {
  const { siteName } = usePage()
  return (
    <footer class="site-footer">
      <div class="site-footer-row">
        <p class="site-footer-words">
          <Cairn size={26} />
          <span>
            <strong class="serif">{siteName}</strong>
            <br />
            {t('ui.footer.promise')}
          </span>
        </p>
        <nav class="site-footer-links" aria-label={t('ui.nav.footer')}>
          {links.map((link) => (
            <a key={link.href} href={link.href}>
              {link.label}
            </a>
          ))}
        </nav>
      </div>
    </footer>
  )
}
