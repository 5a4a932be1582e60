import type { VerifiedClaims } from '@cairn/openbadges'
import { currentLocale, t } from '../../../text.ts'
import { CredentialSheet, type CredentialSheetProps } from '../../../ui/credential-sheet.tsx'
import { badgeImage } from '../../credential/parts/badge.ts'
import { plainName } from '../rules/names.ts'
import type { Shown } from '../views.ts'
import { metLines, partLines } from './sheet-lines.ts'
import { langOf, momentOf, titleOf } from './words.ts'

/** The credential as paper: every word of it from what was verified, the picture from the catalogue. On the page a stack speaks the reader's language. */
export function CredentialPaper({ shown, claims, level }: { shown: Shown; claims: VerifiedClaims; level: 1 | 2 }) {
  const { row, version, baseUrl, zone } = shown
  const words = wordsOn(shown, claims, level)
  return (
    <CredentialSheet
      level={level}
      address={`${baseUrl}/c/${row.publicId}`}
      badge={badgeImage(version)}
      kind={t(`verification.kind.${version.kind}`)}
      title={words.title}
      name={claims.subject.name ? plainName(claims.subject.name) : t('verification.unnamed')}
      issuer={{ name: plainName(claims.issuer.name ?? row.issuerName), href: `/issuers/${row.issuerSlug}` }}
      issuedAt={momentOf(claims.awardedDate) ?? row.awardedAt}
      validUntil={momentOf(claims.validUntil) ?? undefined}
      zone={zone}
      summary={words.summary}
      criteria={version.kind === 'achievement' ? metLines(claims) : partLines(claims)}
      facts={factsOf(shown, claims, words.signed)}
      notice={row.demo ? t('verification.demo') : undefined}
      revoked={row.revokedAt !== null}
    />
  )
}

interface PaperWords {
  readonly title: string
  readonly summary: string | undefined
  /** The signed title, where another one stands in its place. */
  readonly signed: string | null
}

/** Words of the catalogue stand for signed ones only on the page, where the signature names the very text that they belong to. */
function wordsOn({ version }: Shown, claims: VerifiedClaims, level: 1 | 2): PaperWords {
  const { achievement } = claims
  const title = plainName(titleOf(claims), 200)
  const told = level === 2 && achievement?.digestMultibase === version.digest ? version.told : null
  return told ? { ...told, signed: title } : { title, summary: achievement?.description, signed: null }
}

function factsOf({ version }: Shown, claims: VerifiedClaims, signed: string | null): CredentialSheetProps['facts'] {
  const hours = claims.creditsEarned
  const lang = langOf(claims, currentLocale())
  return [
    ...(hours === undefined ? [] : [{ label: t('verification.hours'), value: hours }]),
    ...(signed === null ? [] : [{ label: t('verification.signedAs'), value: <span lang={lang}>{signed}</span> }]),
    { label: t('verification.version'), value: plainName(claims.achievement?.version ?? version.version) },
  ]
}
