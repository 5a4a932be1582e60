import type { ComponentChildren } from 'preact'
import { t } from '../text.ts'
import { usePage } from './context.ts'
import { ICON } from './icon.ts'

/** Goes before the rendered document: the renderer writes elements only. */
export const DOCTYPE = '<!doctype html>'

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
