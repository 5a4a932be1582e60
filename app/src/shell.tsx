import { type ComponentChildren, h, type VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import type { Assets } from './assets.ts'
import type { Failure } from './platform/failure.ts'
import { rolesOf } from './platform/gate.ts'
import { AREA_GROUPS, type Area, type Head } from './platform/route.ts'
import type { Session } from './platform/session.ts'
import type { Dressing, Shell as ShellPort } from './platform/turn.ts'
import { hasText, inLocale, LOCALES, type Locale, say, t, textIn } from './text.ts'
import { type PageContext, PageFacts } from './ui/context.ts'
import { DOCTYPE, HtmlDocument } from './ui/document.tsx'
import { ProblemPage } from './ui/problem-page.tsx'
import { Shell } from './ui/shell.tsx'
import type { SiteLink } from './ui/site-links.ts'

export interface Wardrobe {
  readonly siteName: () => string
  readonly baseUrl: string
  readonly assets: Assets
  readonly areas: readonly Area[]
}

/** Dresses pages: language, theme, header, the scripts of the islands that stand on it. */
export function makeShell(wardrobe: Wardrobe): ShellPort {
  return {
    page: (dressing, module, data) =>
      inLocale(dressing.locale, () => {
        const head = module.head?.(data as never) ?? { title: wardrobe.siteName() }
        const body = h(module.Page as (data: object) => VNode, data)
        return { html: dress(wardrobe, dressing, head, body), head }
      }),
    problem: (dressing, failure) =>
      inLocale(dressing.locale, () => {
        const title = say(`shell.problem.${titleOf(failure.status)}`)
        const reference = failure.status >= 500 ? dressing.requestId : undefined
        const links = [
          ...(failure.because === 'passkey-needed' ? wakening(dressing.back) : []),
          { href: '/', label: t('shell.problem.home') },
          { href: '/explore', label: t('shell.problem.explore') },
        ]
        const body = (
          <ProblemPage
            title={title}
            sentence={sentenceOf(dressing.locale, failure)}
            reference={reference}
            links={links}
          />
        )
        return dress(wardrobe, dressing, { title, noIndex: true }, body)
      }),
    sentence: (locale, failure) => ({
      problem: sentenceOf(locale, failure),
      fields: Object.fromEntries(
        Object.entries(failure.fields).map(([name, key]) => [name, wordsOf(locale, key, failure.values)]),
      ),
    }),
    told: (locale, key) => (hasText(key) ? textIn(locale, key) : null),
  }
}

/** A role sleeps where no passkey was shown for a while, or there is none yet. */
function wakening(path: string): SiteLink[] {
  return [
    { href: `/step-up?next=${encodeURIComponent(path)}`, label: t('shell.problem.showPasskey') },
    { href: '/me/passkey', label: t('shell.problem.passkey') },
  ]
}

function titleOf(status: number): string {
  if (status === 404 || status === 410) return 'missing'
  if (status === 403 || status === 401) return 'refused'
  if (status === 429) return 'slow'
  return status >= 500 ? 'broken' : 'input'
}

function sentenceOf(locale: Locale, failure: Failure): string {
  return wordsOf(locale, `refusal.${failure.because}`, failure.values)
}

/** A code without words of its own still gets a sentence; messages.test.ts keeps this road unused. */
function wordsOf(locale: Locale, key: string, values: Readonly<Record<string, string | number>>): string {
  return textIn(locale, hasText(key) ? key : 'refusal.other', values)
}

function dress(wardrobe: Wardrobe, dressing: Dressing, head: Head, body: ComponentChildren): string {
  const facts = factsOf(wardrobe, dressing, head)
  const inner = renderToString(
    <PageFacts.Provider value={facts}>
      <Shell width={head.wide ? 'wide' : 'page'}>{body}</Shell>
    </PageFacts.Provider>,
  )
  const islands = [...new Set([...inner.matchAll(/data-island="([a-z-]+)"/g)].map((match) => match[1] ?? ''))]
  const page = renderToString(
    <PageFacts.Provider value={facts}>
      <HtmlDocument
        title={head.title}
        description={head.description}
        lang={dressing.locale}
        head={<HeadTags head={head} dressing={dressing} wardrobe={wardrobe} />}
        styles={wardrobe.assets.styles}
        scripts={islands.map((name) => wardrobe.assets.island(name))}
      >
        <div id="page" dangerouslySetInnerHTML={{ __html: inner }} />
      </HtmlDocument>
    </PageFacts.Provider>,
  )
  return DOCTYPE + page
}

function factsOf(wardrobe: Wardrobe, dressing: Dressing, head: Head): PageContext {
  const { session, locale, csrf, nonce, path, back, theme } = dressing
  return {
    locale,
    csrf,
    nonce,
    path,
    back,
    theme: theme ?? session?.theme ?? 'system',
    density: head.density ?? 'comfort',
    person: session
      ? { id: session.personId, name: session.name, groups: groupsOf(wardrobe.areas, session, path) }
      : undefined,
    banner: session?.demo ? bannerOf(session) : undefined,
    siteName: wardrobe.siteName(),
    styles: wardrobe.assets.styles,
  }
}

function bannerOf(session: Session) {
  const { organization } = session
  const words = organization ? t('shell.demo', { organization: organization.name }) : t('shell.demo.nowhere')
  return { words, href: '/demo', link: t('shell.demo.other') }
}

/** Only what this person may enter; whoever is signed in has an account. */
function groupsOf(areas: readonly Area[], session: Session, path: string) {
  return AREA_GROUPS.map((name) => {
    const own = areas.filter(({ group }) => group === name)
    return { name, title: t(`shell.areas.${name}`), areas: areasOf(own, session, path) }
  }).filter(({ name, areas: { length } }) => length > 0 || name === 'account')
}

function areasOf(areas: readonly Area[], session: Session, path: string) {
  const held = rolesOf(session)
  return areas
    .filter(
      ({ admission }) =>
        admission === 'signedIn' || (Array.isArray(admission) && admission.some((role) => held.has(role))),
    )
    .map(({ href, label }) => ({ href: href.replace(':org', session.organization?.slug ?? ''), label: say(label) }))
    .map((area) => ({ ...area, current: path === area.href || path.startsWith(`${area.href}/`) }))
}

function HeadTags({ head, dressing, wardrobe }: { head: Head; dressing: Dressing; wardrobe: Wardrobe }) {
  const plain = wardrobe.baseUrl + dressing.path
  const { languages, address } = addressesOf(head, dressing, plain)
  return (
    <>
      {head.noIndex ? <meta name="robots" content="noindex" /> : <link rel="canonical" href={address} />}
      {languages.map((language) => (
        <link key={language} rel="alternate" hreflang={language} href={`${plain}?lang=${language}`} />
      ))}
      {languages.length > 0 && <link rel="alternate" hreflang="x-default" href={plain} />}
      <meta property="og:title" content={head.title} />
      <meta property="og:type" content="website" />
      <meta property="og:url" content={address} />
      <meta property="og:site_name" content={wardrobe.siteName()} />
      {head.description && <meta property="og:description" content={head.description} />}
      {head.image && <meta property="og:image" content={head.image} />}
      {head.alternate?.map((link) => (
        <link key={link.href} rel="alternate" type={link.type} href={link.href} title={link.title} />
      ))}
      {head.jsonLd !== undefined && (
        <script
          type="application/ld+json"
          nonce={dressing.nonce}
          dangerouslySetInnerHTML={{ __html: JSON.stringify(head.jsonLd).replaceAll(/[<\u2028\u2029]/g, escaped) }}
        />
      )}
    </>
  )
}

/**
 * The address for search engines, and the languages the page has others in: the plain one speaks to each reader in
 * their own, one with a language in that language.
 */
function addressesOf(head: Head, { addressed }: Dressing, plain: string) {
  const spoken = LOCALES.filter((language) => head.languages?.includes(language) ?? true)
  const languages = addressed && !head.noIndex && spoken.length > 1 ? spoken : []
  const asked = languages.find((language) => language === addressed?.asked)
  return { languages, address: asked ? `${plain}?lang=${asked}` : plain }
}

/** A sign that could end a script, as JSON may write it. */
function escaped(sign: string): string {
  return `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`
}
