import { inLocale, type Locale, textIn } from '../../../text.ts'
import { dateText } from '../../../ui/date-time.tsx'
import { badgeImage } from '../../credential/parts/badge.ts'
import { plainName } from '../rules/names.ts'
import type { Shown } from '../views.ts'
import { titleOf } from './words.ts'

/** A page of its own, because the site's frame has no place inside another site. */
export function embedHtml(shown: Shown, locale: Locale): string {
  const { row, version, checked, judgement, baseUrl, zone } = shown
  const { claims } = checked.report
  const badge = inLocale(locale, () => badgeImage(version))
  const title = escaped(plainName(claims ? titleOf(claims) : version.title, 200))
  const name = claims?.subject.name ? `<p>${escaped(plainName(claims.subject.name))}</p>` : ''
  const line = textIn(locale, 'verification.embed.line', {
    issuer: plainName(row.issuerName),
    date: dateText(row.awardedAt, { locale, zone }),
  })
  const state = textIn(locale, `verification.label.${judgement.label}`)
  const demo = row.demo ? ` ${textIn(locale, 'verification.demo')}` : ''
  return [
    `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">`,
    `<meta name="robots" content="noindex"><title>${title}</title><link rel="stylesheet" href="/c/embed.css"></head><body>`,
    `<main><img src="${escaped(badge.src)}" alt="${escaped(badge.alt)}" width="128" height="128"><div>`,
    `<h1><a href="${baseUrl}/c/${row.publicId}" target="_top">${title}</a></h1>${name}<p>${escaped(line)}</p>`,
    `<p class="state ${judgement.state}">${escaped(state)}${escaped(demo)}</p></div></main></body></html>`,
  ].join('')
}

/** Colors of the house in light and dark; nothing is loaded from anywhere else. */
export const EMBED_STYLE = `:root{color-scheme:light dark;--paper:#fff;--ink:#1b1f24;--muted:#565e6b;--line:#e3e0d8;--good:#12603a;--bad:#8c1d18;--open:#8a3e00}
@media (prefers-color-scheme:dark){:root{--paper:#1b2126;--ink:#e8eaed;--muted:#a6aeb8;--line:#2e363e;--good:#74cb98;--bad:#f2a19a;--open:#f0b35a}}
*{box-sizing:border-box;margin:0}
body{background:transparent;color:var(--ink);font:15px/1.4 system-ui,sans-serif}
main{display:flex;align-items:center;gap:16px;min-height:160px;padding:12px 16px;border:1px solid var(--line);border-radius:10px;background:var(--paper)}
img{flex:none;width:112px;height:112px;border-radius:8%}
h1{font:600 18px/1.25 Georgia,serif}
a{color:inherit}
p{margin-top:4px;color:var(--muted)}
.state{font-weight:700}
.valid{color:var(--good)}.revoked,.invalid{color:var(--bad)}.expired,.cannotCheck{color:var(--open)}
@media (max-width:300px){main{flex-direction:column;align-items:flex-start}}
`

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
