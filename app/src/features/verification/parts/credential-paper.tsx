import type { VerifiedClaims } from '@cairn/openbadges'
import { t } from '../../../text.ts'
import { CredentialSheet } from '../../../ui/credential-sheet.tsx'
import { badgeImage } from '../../credential/parts/badge.ts'
import { plainName } from '../rules/names.ts'
import type { Shown } from '../views.ts'
import { metLines, partLines } from './sheet-lines.ts'
import { momentOf, titleOf } from './words.ts'

/** The credential as paper: every word of it from what was verified, the picture from the catalogue. */
export function CredentialPaper({ shown, claims, level }: { shown: Shown; claims: VerifiedClaims; level: 1 | 2 }) {
  const { row, version, baseUrl, zone } = shown
  const hours = claims.creditsEarned
  return (
    <CredentialSheet
      level={level}
      address={`${baseUrl}/c/${row.publicId}`}
      badge={badgeImage(version)}
      kind={t(`verification.kind.${version.kind}`)}
      title={plainName(titleOf(claims), 200)}
      name={claims.subject.name ? plainName(claims.subject.name) : t('verification.unnamed')}
      issuer={{ name: plainName(claims.issuer.name ?? row.issuerName), href: `/issuers/${row.issuerSlug}` }}
      issuedAt={momentOf(claims.awardedDate) ?? row.awardedAt}
      validUntil={momentOf(claims.validUntil) ?? undefined}
      zone={zone}
      summary={claims.achievement?.description}
      criteria={version.kind === 'achievement' ? metLines(claims) : partLines(claims)}
      facts={[
        ...(hours === undefined ? [] : [{ label: t('verification.hours'), value: hours }]),
        { label: t('verification.version'), value: plainName(claims.achievement?.version ?? version.version) },
      ]}
      notice={row.demo ? t('verification.demo') : undefined}
      revoked={row.revokedAt !== null}
    />
  )
}
