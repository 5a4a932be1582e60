import type { VerifiedClaims } from '@cairn/openbadges'
import { plainName } from '../rules/names.ts'
import { criteriaOf, isMet } from './results-list.tsx'

interface Line {
  readonly id: string
  readonly title: string
  readonly level?: string
}

/** What was shown, with the level that was reached. */
export function metLines(claims: VerifiedClaims): Line[] {
  return criteriaOf(claims)
    .filter(isMet)
    .map((row, place) => ({
      id: row.id ?? String(place),
      title: plainName(row.name ?? '', 200),
      ...(row.achievedLevel?.name ? { level: plainName(row.achievedLevel.name) } : {}),
    }))
}

/** Of a stack: the credentials it was awarded on. */
export function partLines({ evidence }: VerifiedClaims): Line[] {
  return evidence.map(({ id, name }, place) => ({ id: id ?? String(place), title: plainName(name ?? '', 200) }))
}
