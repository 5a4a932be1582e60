import { account } from './features/account/migrations/0010-account.ts'
import { takeOut } from './features/account/migrations/0230-take-out.ts'
import { erasure } from './features/account/migrations/0231-erasure.ts'
import { awaited } from './features/account/migrations/0246-awaited.ts'
import { awardUnderWay } from './features/account/migrations/0291-award-under-way.ts'
import type { AccountTables } from './features/account/tables.ts'
import { catalog } from './features/catalog/migrations/0030-catalog.ts'
import { offeringChoice } from './features/catalog/migrations/0240-offering-choice.ts'
import { draft } from './features/catalog/migrations/0320-draft.ts'
import { lintLists } from './features/catalog/migrations/0321-lint-lists.ts'
import { draftReview } from './features/catalog/migrations/0326-draft-review.ts'
import { publish } from './features/catalog/migrations/0327-publish.ts'
import { guide } from './features/catalog/migrations/0360-guide.ts'
import { updates } from './features/catalog/migrations/0361-updates.ts'
import { translation } from './features/catalog/migrations/0390-translation.ts'
import { firstStepTranslated } from './features/catalog/migrations/0391-first-step-translated.ts'
import { coAuthor } from './features/catalog/migrations/0400-co-author.ts'
import { commentAnswers } from './features/catalog/migrations/0404-comment-answers.ts'
import { exemplar } from './features/catalog/migrations/0410-exemplar.ts'
import { exemplarDemo } from './features/catalog/migrations/0412-exemplar-demo.ts'
import { translatedWhole } from './features/catalog/migrations/0430-translated-whole.ts'
import { scoring } from './features/catalog/migrations/0440-scoring.ts'
import { resourceLink } from './features/catalog/migrations/0450-resource-link.ts'
import { lexicon } from './features/catalog/migrations/0460-lexicon.ts'
import { pilot } from './features/catalog/migrations/0490-pilot.ts'
import { offeringState } from './features/catalog/migrations/0500-offering-state.ts'
import { suggestedHours } from './features/catalog/migrations/0501-suggested-hours.ts'
import { sourceLook } from './features/catalog/migrations/0510-source-look.ts'
import type { CatalogTables } from './features/catalog/tables.ts'
import { credential } from './features/credential/migrations/0070-credential.ts'
import { greeted } from './features/credential/migrations/0230-greeted.ts'
import { erasedCredential } from './features/credential/migrations/0233-erased-credential.ts'
import { toldTaken } from './features/credential/migrations/0300-told-taken.ts'
import { stackAward } from './features/credential/migrations/0351-stack-award.ts'
import { stackParts } from './features/credential/migrations/0512-stack-parts.ts'
import { withdrawnKey } from './features/credential/migrations/0522-withdrawn-key.ts'
import { partOfWithdrawnKey } from './features/credential/migrations/0525-part-of-withdrawn-key.ts'
import type { CredentialTables } from './features/credential/tables.ts'
import { framework } from './features/framework/migrations/0025-framework.ts'
import { takenIn } from './features/framework/migrations/0340-taken-in.ts'
import { closedRun } from './features/framework/migrations/0451-closed-run.ts'
import { frameworkTranslation } from './features/framework/migrations/0470-framework-translation.ts'
import type { FrameworkTables } from './features/framework/tables.ts'
import { growth } from './features/growth/migrations/0040-growth.ts'
import { erasedGrowth } from './features/growth/migrations/0235-erased-growth.ts'
import { savedSearch } from './features/growth/migrations/0370-saved-search.ts'
import type { GrowthTables } from './features/growth/tables.ts'
import { insight } from './features/insight/migrations/0130-insight.ts'
import type { InsightTables } from './features/insight/tables.ts'
import { organization } from './features/organization/migrations/0020-organization.ts'
import { publicPromise } from './features/organization/migrations/0140-public-promise.ts'
import { sessionsOfAnotherClock } from './features/organization/migrations/0180-clock-step.ts'
import { removedOrNot } from './features/organization/migrations/0201-remove-demo.ts'
import { signInAndTwoPeople } from './features/organization/migrations/0245-sign-in-and-two-people.ts'
import { platformAdministrators } from './features/organization/migrations/0255-platform-administrators.ts'
import { keyPeriods } from './features/organization/migrations/0520-key-periods.ts'
import { keysByAge } from './features/organization/migrations/0521-keys-by-age.ts'
import { keyProposal } from './features/organization/migrations/0523-key-proposal.ts'
import { keysNinetyDays } from './features/organization/migrations/0524-keys-ninety-days.ts'
import type { OrganizationTables } from './features/organization/tables.ts'
import { stack } from './features/pathway/migrations/0310-stack.ts'
import { stackVersion } from './features/pathway/migrations/0350-stack-version.ts'
import { stackOfSomebody } from './features/pathway/migrations/0420-stack-of-somebody.ts'
import { ownStacks } from './features/pathway/migrations/0421-own-stacks.ts'
import { stacksInPathways } from './features/pathway/migrations/0511-stacks-in-pathways.ts'
import { ownPathwaysOfStacks } from './features/pathway/migrations/0513-own-pathways-of-stacks.ts'
import type { PathwayTables } from './features/pathway/tables.ts'
import { recognition } from './features/recognition/migrations/0100-recognition.ts'
import { erasureHolds } from './features/recognition/migrations/0234-erasure-holds.ts'
import { schoolOfHours } from './features/recognition/migrations/0240-school-of-hours.ts'
import { awardsAlone } from './features/recognition/migrations/0352-awards-alone.ts'
import type { RecognitionTables } from './features/recognition/tables.ts'
import { review } from './features/review/migrations/0060-review.ts'
import { readingLift } from './features/review/migrations/0150-reading-lift.ts'
import { commentBank } from './features/review/migrations/0170-comment-bank.ts'
import { alteredEvidence } from './features/review/migrations/0210-altered-evidence.ts'
import { checkMark } from './features/review/migrations/0250-check-mark.ts'
import { namesFound } from './features/review/migrations/0250-names-found.ts'
import { unseenFlags } from './features/review/migrations/0270-unseen-flags.ts'
import { scoringKeyOpening } from './features/review/migrations/0441-scoring-key-opening.ts'
import { scoringPanel } from './features/review/migrations/0442-scoring-panel.ts'
import type { ReviewTables } from './features/review/tables.ts'
import { submission } from './features/submission/migrations/0050-submission.ts'
import { expectedDate } from './features/submission/migrations/0160-expected-date.ts'
import { addressesOfAnotherClock } from './features/submission/migrations/0181-clock-step.ts'
import { retention } from './features/submission/migrations/0190-retention.ts'
import { refusedUpload } from './features/submission/migrations/0200-refused-upload.ts'
import { earnedWork } from './features/submission/migrations/0220-earned-work.ts'
import { erasedWords } from './features/submission/migrations/0232-erased-words.ts'
import { unsentWords } from './features/submission/migrations/0260-unsent-words.ts'
import { versionUse } from './features/submission/migrations/0328-version-use.ts'
import { ownPiece } from './features/submission/migrations/0411-own-piece.ts'
import { retirementTold } from './features/submission/migrations/0475-retirement-told.ts'
import type { SubmissionTables } from './features/submission/tables.ts'
import { statusListSeen } from './features/verification/migrations/0480-status-list-seen.ts'
import type { VerificationTables } from './features/verification/tables.ts'
import type { CapabilityTables } from './platform/capability.ts'
import type { LogTables } from './platform/log.ts'
import type { Migration } from './platform/migrate.ts'
import { security } from './platform/migrations/0001-security.ts'
import { log } from './platform/migrations/0002-log.ts'
import { jobs } from './platform/migrations/0003-jobs.ts'
import { lettersAhead } from './platform/migrations/0182-letters-ahead.ts'
import { siteTold } from './platform/migrations/0280-site-told.ts'
import { lettersDue } from './platform/migrations/0290-letters-due.ts'

/** Every feature's tables in one type. */
export type Tables = LogTables &
  CapabilityTables &
  AccountTables &
  OrganizationTables &
  FrameworkTables &
  CatalogTables &
  GrowthTables &
  SubmissionTables &
  ReviewTables &
  CredentialTables &
  PathwayTables &
  RecognitionTables &
  VerificationTables &
  InsightTables

/** Every migration of the product, in order: the number in the name is the order. */
export const migrations: readonly Migration[] = [
  security,
  log,
  jobs,
  erasure,
  erasedWords,
  erasedCredential,
  erasureHolds,
  erasedGrowth,
  account,
  organization,
  framework,
  takenIn,
  closedRun,
  frameworkTranslation,
  catalog,
  growth,
  submission,
  review,
  credential,
  recognition,
  schoolOfHours,
  insight,
  publicPromise,
  readingLift,
  expectedDate,
  commentBank,
  sessionsOfAnotherClock,
  addressesOfAnotherClock,
  retention,
  refusedUpload,
  removedOrNot,
  alteredEvidence,
  earnedWork,
  greeted,
  toldTaken,
  stackAward,
  awardsAlone,
  offeringChoice,
  guide,
  updates,
  resourceLink,
  lexicon,
  translation,
  firstStepTranslated,
  translatedWhole,
  checkMark,
  lettersAhead,
  takeOut,
  signInAndTwoPeople,
  platformAdministrators,
  unsentWords,
  unseenFlags,
  siteTold,
  awaited,
  namesFound,
  lettersDue,
  awardUnderWay,
  stack,
  draft,
  stackVersion,
  coAuthor,
  stackOfSomebody,
  ownStacks,
  lintLists,
  draftReview,
  publish,
  versionUse,
  savedSearch,
  scoring,
  scoringKeyOpening,
  exemplar,
  exemplarDemo,
  ownPiece,
  retirementTold,
  commentAnswers,
  scoringPanel,
  statusListSeen,
  pilot,
  offeringState,
  suggestedHours,
  sourceLook,
  keyPeriods,
  keysByAge,
  withdrawnKey,
  keyProposal,
  keysNinetyDays,
  partOfWithdrawnKey,
  stacksInPathways,
  stackParts,
  ownPathwaysOfStacks,
].sort((a, b) => (a.name < b.name ? -1 : 1))
