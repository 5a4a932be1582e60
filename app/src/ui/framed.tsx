import type { ComponentChildren } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { currentLocale } from '../text.ts'
import { PageFacts, usePage } from './context.ts'
import { DOCTYPE, HtmlDocument } from './document.tsx'

export interface FramedProps {
  /** Names the frame for those who do not see it. */
  title: string
  /** 360 px wide, as a phone has it; else as wide as there is room. */
  phone: boolean
  children: ComponentChildren
}

/**
 * A page within the page, in its own width: a document of its own, so that it breaks where a phone breaks it.
 * The browser keeps it from running scripts and from sending forms; what it leads to opens beside it.
 */
export function Framed({ title, phone, children }: FramedProps) {
  const page = usePage()
  const facts = { ...page, csrf: '', density: 'comfort' as const }
  const inside = renderToString(
    <PageFacts.Provider value={facts}>
      <HtmlDocument
        title={title}
        lang={currentLocale()}
        head={<base target="_blank" />}
        styles={page.styles}
        scripts={[]}
      >
        <main class="site-main site-page" id="main" tabIndex={-1}>
          {children}
        </main>
      </HtmlDocument>
    </PageFacts.Provider>,
  )
  return (
    <iframe
      class={phone ? 'framed framed-phone' : 'framed'}
      title={title}
      sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
      srcdoc={DOCTYPE + ownPlaces(inside)}
    />
  )
}

/** The frame has no address of its own: a place in it would be looked for in the page around it. */
function ownPlaces(html: string): string {
  return html.replaceAll('href="#', 'target="_self" href="about:srcdoc#')
}
