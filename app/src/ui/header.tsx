import type { ComponentChildren } from 'preact'
import { t } from '../text.ts'
import { AppearanceForms } from './appearance.tsx'
import { Avatar } from './avatar.tsx'
import { classNames } from './class-names.ts'
import { type AreaGroup, usePage } from './context.ts'
import { Form } from './form.tsx'
import { Island } from './island.tsx'
import { Cairn, Mark } from './mark.tsx'
import { primaryLinks, type SiteLink } from './site-links.ts'
import { typedBy } from './typed-here.ts'

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

interface MenuProps {
  label: ComponentChildren
  /** In columns where there is room. */
  wide?: boolean
  children: ComponentChildren
}

/** Opens without script, and closes by a press beside it; the shared name lets only one be open. */
function HeaderMenu({ label, wide, children }: MenuProps) {
  return (
    <details class="site-menu" name="site-menu">
      <summary class="site-link">
        {label}
        <Mark name="open" />
      </summary>
      <div class={classNames('site-menu-panel', wide && 'site-menu-wide')}>{children}</div>
    </details>
  )
}

function MenuGroup({ name, title, areas, children }: AreaGroup & { children?: ComponentChildren }) {
  const id = `site-menu-${name}`
  return (
    <div class="site-menu-group">
      <p class="site-menu-title" id={id}>
        {title}
      </p>
      <ul class="site-menu-list" aria-labelledby={id}>
        {areas.map((area) => (
          <li key={area.href}>
            <a href={area.href} aria-current={area.current ? 'true' : undefined}>
              {area.label}
            </a>
          </li>
        ))}
        {children}
      </ul>
    </div>
  )
}

function PersonMenu({ person: { name, groups } }: { person: { name: string; groups: readonly AreaGroup[] } }) {
  return (
    <HeaderMenu
      wide={groups.length > 2}
      label={
        <>
          <Avatar name={name} />
          <span class="site-menu-name" aria-hidden="true">
            {name}
          </span>
          <span class="visually-hidden">{t('ui.nav.account', { name })}</span>
        </>
      }
    >
      {groups.map((group) => (
        <MenuGroup key={group.name} {...group}>
          {group === groups.at(-1) && <AccountLinks />}
        </MenuGroup>
      ))}
    </HeaderMenu>
  )
}

function AccountLinks() {
  return (
    <>
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
    </>
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
      {/* A visitor's pages want no script at all. */}
      {person && <Island name="menu-keys" props={{}} fallback={null} />}
      {person && <Island name="sign-out-forgets" props={{ begins: typedBy(person.id) }} fallback={null} />}
    </header>
  )
}
