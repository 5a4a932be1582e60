import { explain, type Finding, type Report, type VerifiedClaims } from '@cairn/openbadges'
import { type Locale, textIn } from '../../../text.ts'
import { dateText } from '../../../ui/date-time.tsx'
import { isolated, plainName } from '../rules/names.ts'
import type { Judgement } from '../rules/verdict.ts'

export interface Telling {
  readonly locale: Locale
  readonly zone: string
}
export interface Told {
  readonly report: Report
  readonly judgement: Judgement
  readonly revokedAt?: Date | null
}
export interface VerdictWords {
  /** The answer in one line: a word and its sentence. */
  readonly heading: string
  /** What stands behind a good answer, a sentence each. */
  readonly more: readonly string[]
}

/** The verdict in plain words; every name in it stands apart, so that it cannot rearrange the sentence. */
export function verdictWords(told: Told, telling: Telling): VerdictWords {
  const { judgement, report } = told
  const { locale } = telling
  const label = textIn(locale, `verification.label.${judgement.label}`)
  if (judgement.finding) {
    // Of what others take back nobody here knows whom they told.
    const more = told.revokedAt && judgement.label === 'revoked' ? [textIn(locale, 'verification.revoked.what')] : []
    return { heading: `${label} ${findingSentence(told, judgement.finding, telling)}`, more }
  }
  const awarded = awardedSentence(report, telling)
  const holds = holdsSentence(report, telling)
  if (judgement.state === 'valid') return { heading: `${label} ${awarded}`, more: [holds] }
  return {
    heading: `${label} ${textIn(locale, 'verification.unmarked')}`,
    more: [`${awarded} ${holds}`, textIn(locale, 'verification.unmarked.what')],
  }
}

function awardedSentence({ claims }: Report, { locale, zone }: Telling): string {
  if (!claims) return ''
  const on = momentOf(claims.awardedDate) ?? momentOf(claims.validFrom)
  return textIn(locale, 'verification.sentence.valid', {
    issuer: issuerName(claims),
    domain: issuerDomain(claims),
    achievement: isolated(titleOf(claims)),
    named: claims.subject.name ? 'yes' : 'no',
    name: isolated(claims.subject.name ?? ''),
    dated: on ? 'yes' : 'no',
    date: on ? dateText(on, { locale, zone }) : '',
  })
}

function holdsSentence({ statusAsOf }: Report, { locale, zone }: Telling): string {
  return textIn(locale, 'verification.sentence.holds', {
    listed: statusAsOf ? 'yes' : 'no',
    time: statusAsOf ? dateText(statusAsOf, { locale, zone, style: 'full' }) : '',
  })
}

function findingSentence({ report, revokedAt }: Told, finding: Finding, { locale, zone }: Telling): string {
  if (finding.code === 'STATUS_REVOKED' && report.claims)
    return textIn(locale, 'verification.sentence.revoked', {
      issuer: issuerName(report.claims),
      dated: revokedAt ? 'yes' : 'no',
      date: revokedAt ? dateText(revokedAt, { locale, zone }) : '',
    })
  return sentenceOf(finding, { locale, zone })
}

/** The sentence of one finding, with dates as people write them and foreign words made harmless. */
export function sentenceOf(finding: Finding, { locale, zone }: Telling): string {
  const detail = Object.entries(finding.detail ?? {}).map(([name, value]) => {
    const at = name === 'date' ? momentOf(value) : null
    return [name, at ? dateText(at, { locale, zone, style: 'full' }) : plainName(value, 200)] as const
  })
  return explain({ ...finding, detail: Object.fromEntries(detail) }, locale)
}

/** A date a calendar knows; leap seconds and nonsense are left out, not guessed. */
export function momentOf(text: string | undefined): Date | null {
  const at = new Date(text ?? Number.NaN)
  return Number.isNaN(at.getTime()) ? null : at
}

/** The language of what was awarded, where it is another one than the page's. */
export function langOf({ achievement }: VerifiedClaims, locale: Locale): string | undefined {
  const language = achievement?.inLanguage ?? ''
  const known = /^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/.test(language)
  return known && language.split('-')[0]?.toLowerCase() !== locale ? language : undefined
}

export function titleOf(claims: VerifiedClaims): string {
  return claims.achievement?.name ?? claims.name ?? claims.type.at(-1) ?? ''
}

export function issuerName(claims: VerifiedClaims): string {
  return isolated(claims.issuer.name ?? claims.issuer.id)
}

/** What tells two issuers of one name apart: the domain its identifier is bound to, or the identifier itself. */
export function issuerDomain({ issuer }: VerifiedClaims): string {
  if (issuer.domain) return plainName(issuer.domain.replace(/%3A/i, ':'), 200)
  return plainName(issuer.id, 28)
}
