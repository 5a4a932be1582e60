import type { ComponentChildren } from 'preact'
import { t } from '../text.ts'
import { usePage } from './context.ts'

/** Goes before the rendered document: the renderer writes elements only. */
export const DOCTYPE = '<!doctype html>'

// The house mark as a data address: no request, allowed by img-src data:.
const ICON =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Cg fill='%230f5c4d' stroke='%230f5c4d' stroke-width='1.8'%3E%3Cellipse cx='16' cy='25.4' rx='11.4' ry='4.6'/%3E%3Cellipse cx='15' cy='16' rx='8' ry='3.9' fill='%23fff' transform='rotate(-4 15 16)'/%3E%3Cellipse cx='16.6' cy='8' rx='4.8' ry='3.1' transform='rotate(7 16.6 8)'/%3E%3C/g%3E%3C/svg%3E"

export interface HtmlDocumentProps {
  title: string
  description?: string
  lang: string
  /** Further head elements: canonical link, manifest, Open Graph. */
  head?: ComponentChildren
  styles: readonly string[]
  scripts: readonly string[]
  children: ComponentChildren
}

/** The whole page from the server. Theme and density stand on the root before the first paint, so nothing flashes. */
export function HtmlDocument({ title, description, lang, head, styles, scripts, children }: HtmlDocumentProps) {
  const { nonce, theme, density, siteName } = usePage()
  return (
    <html lang={lang} data-theme={theme === 'system' ? undefined : theme} data-density={density}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{title === siteName ? title : `${title} · ${siteName}`}</title>
        {description && <meta name="description" content={description} />}
        <ThemeColor theme={theme} />
        <link rel="icon" href={ICON} />
        {styles.map((href) => (
          <link key={href} rel="stylesheet" href={href} />
        ))}
        {scripts.map((src) => (
          <script key={src} type="module" src={src} nonce={nonce} />
        ))}
        {head}
      </head>
      <body>
        <a class="skip button" href="#main">
          {t('ui.skip')}
        </a>
        {children}
      </body>
    </html>
  )
}

const PAPER = { light: '#fbfaf7', dark: '#14181c', contrast: '#ffffff' } as const

function ThemeColor({ theme }: { theme: 'system' | 'light' | 'dark' | 'contrast' }) {
  if (theme !== 'system') return <meta name="theme-color" content={PAPER[theme]} />
  return (
    <>
      <meta name="theme-color" media="(prefers-color-scheme: light)" content={PAPER.light} />
      <meta name="theme-color" media="(prefers-color-scheme: dark)" content={PAPER.dark} />
    </>
  )
}
