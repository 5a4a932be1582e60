import type { VerifiedClaims } from '@cairn/openbadges'
import { currentLocale, t } from '../../../text.ts'
import { dateText } from '../../../ui/date-time.tsx'
import { badgeImage } from '../../credential/parts/badge.ts'
import { plainName } from '../rules/names.ts'
import type { Shown } from '../views.ts'
import type { Facts } from './pdf-blocks.ts'
import { metLines, partLines } from './sheet-lines.ts'
import { momentOf, titleOf } from './words.ts'

/** Every word of the sheet, from what was verified. */
export function pdfFacts(shown: Shown, claims: VerifiedClaims): Facts {
  const { row, version, baseUrl } = shown
  const issuer = plainName(claims.issuer.name ?? row.issuerName)
  const named = claims.subject.name
  return {
    address: `${baseUrl}/c/${row.publicId}`,
    title: plainName(titleOf(claims), 200),
    issuer,
    kind: t(`verification.kind.${version.kind}`),
    to: t('ui.credential.awardedTo'),
    name: named ? plainName(named) : t('verification.unnamed'),
    nameless: t('verification.pdf.name'),
    summary: plainName(claims.achievement?.description ?? '', 700),
    shown: t('ui.credential.shown'),
    criteria: linesOf(shown, claims),
    more: (count) => t('verification.pdf.more', { count }),
    facts: shortFacts(shown, claims),
    notices: noticesOf(row),
    check: t('ui.credential.check'),
    signed: row.revokedAt ? null : t('ui.credential.signed', { issuer }),
    badgeAlt: badgeImage(version).alt,
  }
}

function linesOf({ version }: Shown, claims: VerifiedClaims): Facts['criteria'] {
  const lines = version.kind === 'achievement' ? metLines(claims) : partLines(claims)
  return lines.map(({ title, level = '' }) => ({ title: title.slice(0, 160), level: level.slice(0, 40) }))
}

function shortFacts({ row, version, zone }: Shown, claims: VerifiedClaims): Facts['facts'] {
  const where = { locale: currentLocale(), zone }
  const until = momentOf(claims.validUntil)
  const hours = claims.creditsEarned
  return [
    { label: t('ui.credential.issued'), value: dateText(momentOf(claims.awardedDate) ?? row.awardedAt, where) },
    { label: t('ui.credential.validUntil'), value: until ? dateText(until, where) : t('ui.credential.noExpiry') },
    ...(hours === undefined ? [] : [{ label: t('verification.hours'), value: String(hours) }]),
    { label: t('verification.version'), value: plainName(claims.achievement?.version ?? version.version, 40) },
  ]
}

function noticesOf({ demo, revokedAt }: Shown['row']): string[] {
  return [...(demo ? [t('verification.demo')] : []), ...(revokedAt ? [t('ui.credential.revoked')] : [])]
}
