import type { ComponentChildren } from 'preact'
import { t } from '../text.ts'
import { AppearanceForms } from './appearance.tsx'
import { Avatar } from './avatar.tsx'
import { usePage } from './context.ts'
import { Form } from './form.tsx'
import { Cairn, Mark } from './mark.tsx'
import { primaryLinks, type SiteLink } from './site-links.ts'

function isHere(href: string, path: string): boolean {
  return path === href || path.startsWith(`${href}/`)
}

function HeaderLink({ href, label }: SiteLink) {
  const { path } = usePage()
  return (
    <a class="site-link" href={href} aria-current={isHere(href, path) ? 'page' : undefined}>
      {label}
    </a>
  )
}

/** Opens without script; the shared name lets only one be open. */
function HeaderMenu({ label, children }: { label: ComponentChildren; children: ComponentChildren }) {
  return (
    <details class="site-menu" name="site-menu">
      <summary class="site-link">
        {label}
        <Mark name="open" />
      </summary>
      <div class="site-menu-panel">{children}</div>
    </details>
  )
}

function PersonMenu({
  person,
}: {
  person: { name: string; areas: readonly { href: string; label: string; current: boolean }[] }
}) {
  return (
    <HeaderMenu
      label={
        <>
          <Avatar name={person.name} />
          <span class="site-menu-name" aria-hidden="true">
            {person.name}
          </span>
          <span class="visually-hidden">{t('ui.nav.account', { name: person.name })}</span>
        </>
      }
    >
      <ul class="site-menu-list" aria-label={t('ui.nav.areas')}>
        {person.areas.map((area) => (
          <li key={area.href}>
            <a href={area.href} aria-current={area.current ? 'true' : undefined}>
              {area.label}
            </a>
          </li>
        ))}
      </ul>
      <ul class="site-menu-list">
        <li>
          <a href="/me/settings">{t('ui.nav.settings')}</a>
        </li>
        <li>
          <Form action="/sign-out" inline>
            <button class="site-menu-button" type="submit">
              {t('ui.nav.signOut')}
            </button>
          </Form>
        </li>
      </ul>
    </HeaderMenu>
  )
}

export interface HeaderProps {
  primary?: readonly SiteLink[]
}

export function Header({ primary = primaryLinks() }: HeaderProps) {
  const { person, siteName } = usePage()
  return (
    <header class="site-header">
      <div class="site-header-row">
        <a class="site-name" href={person ? '/me' : '/'}>
          <Cairn />
          <span>{siteName}</span>
        </a>
        <nav class="site-nav" aria-label={t('ui.nav.main')}>
          {primary.map((link) => (
            <HeaderLink key={link.href} {...link} />
          ))}
          {person ? <PersonMenu person={person} /> : <HeaderLink href="/sign-in" label={t('ui.nav.signIn')} />}
          <HeaderMenu label={t('ui.display')}>
            <AppearanceForms />
          </HeaderMenu>
          <HeaderLink href="/help" label={t('ui.nav.help')} />
        </nav>
      </div>
    </header>
  )
}
