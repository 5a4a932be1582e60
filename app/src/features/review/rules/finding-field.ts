import type { FeedbackCode, FeedbackFinding } from './feedback.ts'

const FIELDS: Record<FeedbackCode, string> = {
  'too-short': 'missing',
  'no-anchor': 'anchors.0.place',
  'no-next-step': 'nextStep',
  'reading-grade': 'comment',
  'person-judgement': 'comment',
  identity: 'comment',
  copied: 'comment',
  'score-mismatch': 'missing',
}

/** The field of the desk where a finding is mended. */
export function fieldOf({ code, criterionId }: Pick<FeedbackFinding, 'code' | 'criterionId'>): string {
  return criterionId ? `scores.${criterionId}.${FIELDS[code]}` : 'overall'
}
