import type { Tables } from './database.ts'
import { sendMail } from './features/account/actions/send-mail.ts'
import { reactions as account } from './features/account/reactions.ts'
import { stillHears, writeDigests } from './features/catalog/actions/digest.ts'
import { tellTalk } from './features/catalog/actions/draft-talk.ts'
import { forgetExemplar } from './features/catalog/actions/end-exemplar.ts'
import { lookAtLinks } from './features/catalog/actions/look-at-links.ts'
import { reactions as catalog } from './features/catalog/reactions.ts'
import { endLapsed } from './features/credential/actions/parts.ts'
import { finishAward } from './features/credential/actions/sign.ts'
import { publishChanged } from './features/credential/actions/status.ts'
import { reactions as credential } from './features/credential/reactions.ts'
import { reactions as growth } from './features/growth/reactions.ts'
import { reactions as insight } from './features/insight/reactions.ts'
import { reactions as organization } from './features/organization/reactions.ts'
import { reactions as pathway } from './features/pathway/reactions.ts'
import { reactions as recognition, couriers as recognitionCouriers } from './features/recognition/reactions.ts'
import { settleUnlessHeld } from './features/review/actions/altered.ts'
import { endLease } from './features/review/actions/end.ts'
import { lookAtDecision } from './features/review/actions/late.ts'
import { readLater } from './features/review/actions/read-later.ts'
import { tellReaders } from './features/review/actions/tell.ts'
import { reactions as review } from './features/review/reactions.ts'
import { lapseCoachGate } from './features/submission/actions/coach.ts'
import { endConsent } from './features/submission/actions/consent.ts'
import { lookAtDraft } from './features/submission/actions/draft-life.ts'
import { forgetContent } from './features/submission/actions/forget-content.ts'
import { takeBackLost } from './features/submission/actions/original-lost.ts'
import { runPrecheck } from './features/submission/actions/precheck.ts'
import { reactions as submission } from './features/submission/reactions.ts'
import type { Courier, Reaction } from './platform/worker.ts'

/** Who hears what: type of entry → named reaction. A name is part of the outbox and never changes its meaning. */
export interface Heard {
  readonly type: string
  readonly name: string
  readonly reaction: Reaction<Tables>
}

export const heard: readonly Heard[] = [
  { type: 'organization.setUpStep', name: 'account.moveFounder', reaction: account['organization.setUpStep'] },
  { type: 'account.identityUsed', name: 'organization.join', reaction: organization['account.identityUsed'] },
  {
    type: 'organization.cataloguePromised',
    name: 'catalog.offerPromised',
    reaction: catalog['organization.cataloguePromised'],
  },
  { type: 'achievement.retired', name: 'submission.tellRetired', reaction: submission['achievement.retired'] },
  { type: 'review.decided', name: 'catalog.countDecision', reaction: catalog['review.decided'] },
  { type: 'credential.awarded', name: 'catalog.countAward', reaction: catalog['credential.awarded'] },
  { type: 'credential.revoked', name: 'catalog.countAward', reaction: catalog['credential.revoked'] },
  { type: 'submission.admitted', name: 'review.readersOpen', reaction: review['submission.admitted'] },
  { type: 'submission.withdrawn', name: 'review.cancelWithdrawn', reaction: review['submission.withdrawn'] },
  { type: 'submission.sentBack', name: 'review.cancelSentBack', reaction: review['submission.sentBack'] },
  { type: 'review.decided', name: 'submission.close', reaction: submission['review.decided'] },
  { type: 'review.decided', name: 'credential.award', reaction: credential['review.decided'] },
  { type: 'review.decisionLate', name: 'submission.newDate', reaction: submission['review.decisionLate'] },
  {
    type: 'review.adjudicationOpened',
    name: 'submission.rulingDate',
    reaction: submission['review.adjudicationOpened'],
  },
  { type: 'review.originalLost', name: 'submission.askAgain', reaction: submission['review.originalLost'] },
  { type: 'credential.awarded', name: 'submission.rememberEarned', reaction: submission['credential.awarded'] },
  { type: 'credential.revoked', name: 'submission.endRevoked', reaction: submission['credential.revoked'] },
  { type: 'credential.awarded', name: 'pathway.complete', reaction: pathway['credential.awarded'] },
  {
    type: 'credential.stackAwarded',
    name: 'pathway.completeWithStack',
    reaction: pathway['credential.stackAwarded'],
  },
  { type: 'pathway.completed', name: 'credential.awardStack', reaction: credential['pathway.completed'] },
  { type: 'credential.revoked', name: 'credential.noticeTaken', reaction: credential['credential.revoked'] },
  { type: 'credential.awarded', name: 'credential.noticeReplaced', reaction: credential['credential.awarded'] },
  { type: 'organization.keyEnded', name: 'credential.signLists', reaction: credential['organization.keyEnded'] },
  {
    type: 'credential.stackAwarded',
    name: 'credential.noticeReplaced',
    reaction: credential['credential.stackAwarded'],
  },
  {
    type: 'organization.keyWithdrawn',
    name: 'credential.signLists',
    reaction: credential['organization.keyWithdrawn'],
  },
  { type: 'organization.keyWithdrawn', name: 'credential.tellHolders', reaction: credential.keyWithdrawn },
  {
    type: 'credential.holdersTold',
    name: 'credential.tellNextHolders',
    reaction: credential['credential.holdersTold'],
  },
  { type: 'organization.created', name: 'recognition.openProgram', reaction: recognition['organization.created'] },
  {
    type: 'organization.memberAdded',
    name: 'recognition.countMember',
    reaction: recognition['organization.memberAdded'],
  },
  { type: 'organization.tieRecorded', name: 'review.keepApart', reaction: review['organization.tieRecorded'] },
  {
    type: 'organization.tieDeclared',
    name: 'review.keepDeclaredApart',
    reaction: review['organization.tieDeclared'],
  },
  { type: 'credential.awarded', name: 'recognition.countAward', reaction: recognition['credential.awarded'] },
  { type: 'credential.shared', name: 'recognition.forwardShare', reaction: recognition['credential.shared'] },
  { type: 'credential.revoked', name: 'recognition.reverseAward', reaction: recognition['credential.revoked'] },
  { type: 'submission.started', name: 'growth.begun', reaction: growth['submission.started'] },
  { type: 'submission.withdrawn', name: 'growth.ended', reaction: growth['submission.withdrawn'] },
  { type: 'submission.earned', name: 'growth.ended', reaction: growth['submission.earned'] },
  { type: 'credential.awarded', name: 'growth.awarded', reaction: growth['credential.awarded'] },
  { type: 'credential.revoked', name: 'growth.revoked', reaction: growth['credential.revoked'] },
  { type: 'submission.started', name: 'insight.chosen', reaction: insight['submission.started'] },
  { type: 'submission.edited', name: 'insight.edited', reaction: insight['submission.edited'] },
  { type: 'submission.itemSorted', name: 'insight.collecting', reaction: insight['submission.itemSorted'] },
  { type: 'submission.classChanged', name: 'insight.collecting', reaction: insight['submission.classChanged'] },
  { type: 'submission.submitted', name: 'insight.submitted', reaction: insight['submission.submitted'] },
  { type: 'submission.submitUndone', name: 'insight.undone', reaction: insight['submission.submitUndone'] },
  { type: 'review.decided', name: 'insight.decided', reaction: insight['review.decided'] },
  { type: 'credential.awarded', name: 'insight.earned', reaction: insight['credential.awarded'] },
  { type: 'credential.revoked', name: 'insight.revoked', reaction: insight['credential.revoked'] },
]

/** Letters that leave the building, by kind. */
export const couriers: ReadonlyMap<string, Courier<Tables>> = new Map<string, Courier<Tables>>([
  ['mail', sendMail],
  ['digests', writeDigests],
  ['digest', async (ctx, letter) => void ((await stillHears(ctx, letter.body)) && (await sendMail(ctx, letter)))],
  ['links', lookAtLinks],
  ['forget-exemplar', forgetExemplar],
  ['draft-talk', tellTalk],
  ['sign', finishAward],
  ['status', publishChanged],
  ['stack-lapse', endLapsed],
  ['precheck', runPrecheck],
  ['coach-gate', lapseCoachGate],
  ['draft-life', lookAtDraft],
  ['forget-content', forgetContent],
  ['consent-ended', endConsent],
  ['original-lost', takeBackLost],
  ['settleReadings', settleUnlessHeld],
  ['readThrough', readLater],
  ['leaseEnd', endLease],
  ['tellReaders', tellReaders],
  ['decisionDue', lookAtDecision],
  ['count-members', recognitionCouriers['count-members']],
  ['count-share', recognitionCouriers['count-share']],
  ['reverse-share', recognitionCouriers['reverse-share']],
  // Draws pictures and sheets: read when somebody asks for it.
  ['take-out', async (ctx, letter) => (await import('./take-out.ts')).makeArchive(ctx, letter)],
])

export const reactions: ReadonlyMap<string, Reaction<Tables>> = new Map(
  heard.map(({ name, reaction }) => [name, reaction]),
)

export function consumers(): ReadonlyMap<string, readonly string[]> {
  const byType = new Map<string, string[]>()
  for (const { type, name } of heard) byType.set(type, [...(byType.get(type) ?? []), name])
  return byType
}
