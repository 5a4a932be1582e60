import type { Finding, VerifiedClaims } from '@cairn/openbadges'
import { textIn } from '../../../text.ts'
import type { Judgement } from '../rules/verdict.ts'
import { sentenceOf, type Telling, type Told, verdictWords } from './words.ts'

interface Reported extends Told {
  readonly own: boolean
  readonly demo: boolean
  readonly checkedAt: Date
  readonly judgement: Judgement
}

/** The report for programs: verdict, sentence, named checks with codes and words, and the claims that were verified. */
export function reportJson(answered: Reported, telling: Telling) {
  const { report, own, demo, checkedAt } = answered
  const words = (finding: Finding) => ({ ...finding, sentence: sentenceOf(finding, telling) })
  const { heading, more } = verdictWords(answered, telling)
  const notAnAward = demo ? [textIn(telling.locale, 'verification.demo.sentence')] : []
  return {
    verdict: report.verdict,
    sentence: [heading, ...more, ...notAnAward].join(' '),
    checkedAt: checkedAt.toISOString(),
    ...(report.statusAsOf ? { statusAsOf: report.statusAsOf.toISOString() } : {}),
    standard: report.standard,
    trust: report.trust,
    issuedHere: own,
    demonstration: demo,
    checks: report.checks.map(({ name, result, findings }) => ({ name, result, findings: findings.map(words) })),
    warnings: report.warnings.map(words),
    ...(report.claims ? { claims: claimsOf(report.claims) } : {}),
  }
}

function claimsOf({ document: _document, endorsements, ...claims }: VerifiedClaims): object {
  return { ...claims, endorsements: endorsements.map(claimsOf) }
}
