import { createContext } from 'preact'
import { useContext } from 'preact/hooks'

export interface Area {
  href: string
  label: string
  current: boolean
}
/** What belongs together in the menu of a person; the last group is that of their account. */
export interface AreaGroup {
  name: string
  title: string
  areas: readonly Area[]
}

/** What every page knows about the visit; the server provides it once per request. */
export interface PageContext {
  locale: 'en' | 'es'
  csrf: string
  nonce: string
  path: string
  /** Where a switch in the header leads back to, when this page cannot be opened by its own address. */
  back?: string
  theme: 'system' | 'light' | 'dark' | 'contrast'
  density: 'comfort' | 'work' | 'ledger'
  person?: { id: string; name: string; groups: readonly AreaGroup[] }
  banner?: { words: string; href: string; link: string }
  siteName: string
  /** Addresses of the style sheets, for a page shown within the page. */
  styles: readonly string[]
}

export const PageFacts = createContext<PageContext | undefined>(undefined)

export function usePage(): PageContext {
  const page = useContext(PageFacts)
  if (!page) throw new Error('No page context: wrap the page in PageFacts.Provider; islands take these facts as props')
  return page
}
