import type { ClaimedResult, VerifiedClaims } from '@cairn/openbadges'
import { t } from '../../../text.ts'
import { StatusMark } from '../../../ui/status-mark.tsx'
import { plainName } from '../rules/names.ts'
import { Named } from './issuer-facts.tsx'

/** Rows of the rubric; the line that only says "decided" is none. */
export function criteriaOf({ results }: VerifiedClaims): ClaimedResult[] {
  return results.filter(({ resultType }) => resultType !== 'Status')
}

export function isMet({ achievedLevel, requiredLevel }: ClaimedResult): boolean {
  if (!achievedLevel?.level || !requiredLevel?.level) return true
  return Number(achievedLevel.level) >= Number(requiredLevel.level)
}

/** What was shown: each criterion with the level that was reached, and what this level means. */
export function ResultsList({ claims, lang }: { claims: VerifiedClaims; lang: string | undefined }) {
  const rows = criteriaOf(claims)
  if (rows.length === 0) return <p class="muted">{t('verification.results.none')}</p>
  return (
    <ul class="results" lang={lang}>
      {rows.map((row, place) => (
        <li class="result" key={row.id ?? place}>
          <p class="result-name">
            <Named>{row.name ?? ''}</Named>
          </p>
          <p class="result-level">
            <StatusMark kind={isMet(row) ? 'met' : 'notYet'}>
              {plainName(row.achievedLevel?.name ?? row.value ?? row.status ?? '')}
            </StatusMark>
          </p>
          {row.achievedLevel?.description && (
            <p class="result-meaning small muted">{plainName(row.achievedLevel.description, 600)}</p>
          )}
        </li>
      ))}
    </ul>
  )
}

/** Pieces of evidence by name and kind; their content stays with the educator, sealed by a digest. */
export function EvidenceList({ claims, lang }: { claims: VerifiedClaims; lang: string | undefined }) {
  if (claims.evidence.length === 0) return <p class="muted">{t('verification.evidence.none')}</p>
  return (
    <ul class="results" lang={lang}>
      {claims.evidence.slice(0, 60).map((piece, place) => (
        <li class="result" key={piece.id ?? place}>
          <p class="result-name">
            <Named>{piece.name ?? piece.genre ?? ''}</Named>
          </p>
          {piece.genre && <p class="result-level small muted">{plainName(spaced(piece.genre))}</p>}
          {piece.narrative && <p class="result-meaning small muted">{plainName(piece.narrative, 600)}</p>}
          {piece.digestMultibase && (
            <code class="result-meaning credential-code">{plainName(piece.digestMultibase)}</code>
          )}
        </li>
      ))}
    </ul>
  )
}

/** "StudentWork" reads as two words. */
function spaced(genre: string): string {
  return genre.replaceAll(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')
}
