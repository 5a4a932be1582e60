/** How a browser wants the site to look: what the cookie holds, as `lang=es&theme=dark`. */
export interface Look {
  readonly locale?: 'en' | 'es'
  readonly theme?: 'system' | 'light' | 'dark' | 'contrast'
}

export function readLook(text: string | null): Look {
  const locale = /\blang=(en|es)\b/.exec(text ?? '')?.[1] as Look['locale']
  const theme = /\btheme=(system|light|dark|contrast)\b/.exec(text ?? '')?.[1] as Look['theme']
  return { ...(locale ? { locale } : {}), ...(theme ? { theme } : {}) }
}

export function lookText({ locale, theme }: Look): string {
  return [locale && `lang=${locale}`, theme && `theme=${theme}`].filter(Boolean).join('&')
}
