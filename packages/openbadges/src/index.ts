export { bake } from './bake/bake.ts'
export type { BakedForm, BakedStandard } from './bake/standard.ts'
export { type Unbaked, unbake } from './bake/unbake.ts'
export { bundledContexts } from './contexts/bundle.ts'
export { buildCredential } from './credential/build.ts'
export { toBytes } from './credential/bytes.ts'
export { buildClr } from './credential/clr.ts'
export type { AssociationDraft, ClrDraft } from './credential/clr-drafts.ts'
export { ASSOCIATION_TYPES } from './credential/clr-rules.ts'
export { digestMultibase, hashIdentity } from './credential/digests.ts'
export type {
  AchievementDraft,
  AlignmentDraft,
  AwardDraft,
  CredentialDraft,
  EndorsementDraft,
  EvidenceDraft,
  ImageDraft,
  ProfileDraft,
  ResultDescriptionDraft,
  ResultDraft,
  RubricCriterionLevelDraft,
  StatusDraft,
} from './credential/drafts.ts'
export { type Issuing, type IssuingInput, openIssuing } from './credential/issuing.ts'
export { sameCredential } from './credential/same.ts'
export { checkShape } from './credential/shape.ts'
export { openSigning, type PreparedSigned, type Signing, type SigningInput } from './credential/signing.ts'
export { didDocument } from './did/document.ts'
export { type HistoryContext, type KeyHistory, readKeyHistory } from './did/history.ts'
export { didKey } from './did/key.ts'
export { fromMultikey } from './did/multikey.ts'
export { type PinnedContext, type PinnedKeys, readPinnedKeys } from './did/pinned.ts'
export { buildKeyHistory, type KeyHistoryInput, signKeyHistory } from './did/publish-history.ts'
export { didWebUrl } from './did/web.ts'
export type { CompactJwt, DocumentKind, Problem, SignedCredential, UnsignedCredential } from './documents.ts'
export { gzipStrewn } from './encoding/gzip.ts'
export { buildEndorsement } from './endorsement/build.ts'
export { ERROR_CODES, type ErrorCode, OpenBadgesError } from './errors.ts'
export type { JsonArray, JsonObject, JsonValue } from './json.ts'
export type {
  Algorithm,
  Canonicalizer,
  Clock,
  ContextSet,
  Crypto,
  Fetch,
  Fetched,
  KeyRecord,
  Material,
  Need,
  PublicJwk,
  PublicKey,
  Signer,
} from './ports.ts'
export { type AddProofInput, addProof } from './proof/add.ts'
export { type DeriveInput, deriveSelective } from './proof/derive.ts'
export { type FastCanonicalizer, fastCanonicalizer } from './proof/fast.ts'
export { generalCanonicalizer } from './proof/general.ts'
export { type JwtInput, signJwt } from './proof/jwt/sign.ts'
export { referenceCanonicalizer } from './proof/reference.ts'
export { type SignInput, signEmbedded } from './proof/sign.ts'
export { compileTemplate, type Slot, type SlotMap, type Template } from './proof/template.ts'
export {
  buildStatusList,
  newStatusList,
  readStatus,
  type StatusBits,
  type StatusListInput,
  setStatus,
  setStatuses,
} from './status/list.ts'
export { openStatusList, type StatusPublishing, type StatusPublishingInput } from './status/publishing.ts'
export { buildRevocationList, type RevocationListInput } from './status/revocations.ts'
export type {
  ClaimedAchievement,
  ClaimedImage,
  ClaimedProfile,
  ClaimedResult,
  VerifiedClaims,
} from './verify/claimed.ts'
export { FINDING_CODES, type FindingCode } from './verify/codes.ts'
export type { VerifyContext } from './verify/context.ts'
export { explain } from './verify/explain.ts'
export { type FetchContext, verifyWithFetch } from './verify/fetching.ts'
export {
  CHECK_NAMES,
  type Check,
  type CheckName,
  type Finding,
  type Report,
  type VerifyOptions,
} from './verify/report.ts'
export { verify } from './verify/verify.ts'
export { openVerifying, type Verifying, type VerifyingInput } from './verify/verifying.ts'
export { type WebAlgorithm, type WebBytes, type WebCrypto, webCrypto } from './web-crypto.ts'
