import { oneLine } from '../../../lib/one-line.ts'
import { hasText, textIn, type Values } from '../../../text.ts'

export interface Letter {
  readonly locale: 'en' | 'es'
  readonly template: string
  readonly values: Values
  /** Where the one button leads. */
  readonly address: string | null
  readonly siteName: string
  /** Addresses of this site in the text are links in the form with markup. */
  readonly baseUrl?: string
}
export interface Words {
  readonly subject: string
  readonly text: string
  readonly html: string
}

/** One message in two forms: plain text that says everything, and 600 pixels of HTML without pictures that says the same. */
export function renderMail({ locale, template, values, address, siteName, baseUrl }: Letter): Words {
  const subject = oneLine(textIn(locale, `mail.${template}.subject`, values))
  const paragraphs = textIn(locale, `mail.${template}.body`, values).split(/\n\s*\n/)
  const key = `mail.${template}.action`
  const action = address && hasText(key) ? { words: textIn(locale, key, values), address } : null
  const foot = textIn(locale, 'mail.foot', { site: siteName })
  return {
    subject,
    text: [...paragraphs, ...(action ? [`${action.words}:\n${action.address}`] : []), `-- \n${foot}`].join('\n\n'),
    html: htmlOf({ locale, subject, paragraphs, action, foot, baseUrl }),
  }
}

interface Parts {
  readonly locale: string
  readonly subject: string
  readonly paragraphs: readonly string[]
  readonly action: { readonly words: string; readonly address: string } | null
  readonly foot: string
  readonly baseUrl: string | undefined
}

// Mail programs drop style sheets, so colors stand on the elements; `color-scheme` and the media query keep them readable on dark.
function htmlOf({ locale, subject, paragraphs, action, foot, baseUrl }: Parts): string {
  const body = paragraphs
    .map((text) => `<p style="margin:0 0 16px">${linked(escapeHtml(text), baseUrl).replaceAll('\n', '<br>')}</p>`)
    .join('')
  const button = action
    ? `<p style="margin:24px 0"><a class="button" href="${escapeHtml(action.address)}" style="display:inline-block;padding:12px 24px;border-radius:6px;background:#0f5c4d;color:#ffffff;text-decoration:none;font-weight:bold">${escapeHtml(action.words)}</a></p><p class="quiet" style="margin:0 0 16px;font-size:14px;color:#565e6b;word-break:break-all">${escapeHtml(action.address)}</p>`
    : ''
  return `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${escapeHtml(subject)}</title><style>@media (prefers-color-scheme:dark){body,.sheet{background:#14181c!important;color:#e8eaed!important}.quiet{color:#a6aeb8!important}.button{background:#6cc7b1!important;color:#0b1f1a!important}}</style></head><body style="margin:0;padding:0;background:#fbfaf7;color:#1b1f24"><table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center" style="padding:24px 16px"><table class="sheet" role="presentation" width="600" cellpadding="0" cellspacing="0" style="width:100%;max-width:600px;font-family:Helvetica,Arial,sans-serif;font-size:16px;line-height:1.5;text-align:left"><tr><td><h1 style="margin:0 0 16px;font-family:Georgia,serif;font-size:22px;line-height:1.25">${escapeHtml(subject)}</h1>${body}${button}<p class="quiet" style="margin:32px 0 0;font-size:14px;color:#565e6b">${escapeHtml(foot)}</p></td></tr></table></td></tr></table></body></html>`
}

/** Only addresses of our own: what a stranger wrote into a value leads nowhere. */
function linked(html: string, baseUrl: string | undefined): string {
  if (!baseUrl) return html
  const [before, ...pieces] = html.split(`${baseUrl}/`)
  const links = pieces.map((piece) => {
    const path = /^[\w/.-]*/.exec(piece)?.[0] ?? ''
    const address = `${baseUrl}/${path}`
    return `<a href="${address}" style="color:inherit">${address}</a>${piece.slice(path.length)}`
  })
  return [before, ...links].join('')
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
