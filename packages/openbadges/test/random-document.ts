import fc from 'fast-check'
import type { JsonObject, JsonValue } from '../src/index.ts'
import {
  CLR,
  ED25519,
  EXTENSIONS,
  INTEGRITY,
  iri,
  link,
  MULTIKEY,
  many,
  mostly,
  OB,
  OB_300,
  OB_301,
  OB_302,
  rarely,
  some,
  text,
  under,
  V1,
  V2,
  value,
} from './random-values.ts'

const profile = some(
  { id: iri, type: mostly(['Profile'], 'Profile', ['Image'], []), name: value, url: link, official: text },
  ['type'],
)
const achievement = some(
  {
    id: iri,
    type: mostly(['Achievement'], ['Profile', 'Achievement']),
    name: value,
    criteria: some({ id: iri, type: fc.constant('Criteria'), narrative: value }, ['type']),
    creator: fc.oneof(profile, link),
    tag: many(value),
    related: many(some({ id: iri, type: fc.constant(['Related']), inLanguage: text }, ['type'])),
    alignment: many(some({ type: fc.constant(['Alignment']), targetName: value, targetUrl: link }, ['type'])),
  },
  ['type'],
)
const proof = some(
  {
    type: mostly('DataIntegrityProof', 'Ed25519Signature2018'),
    cryptosuite: text,
    created: text,
    verificationMethod: link,
    proofPurpose: mostly('assertionMethod', 'authentication', 'unknownPurpose', 'https://x.example/p'),
    proofValue: text,
    previousProof: many(link),
  },
  ['type'],
)
const oldProof = some(
  {
    type: mostly('Ed25519Signature2020', 'Ed25519Signature2018'),
    created: text,
    proofPurpose: mostly('assertionMethod', 'authentication'),
    verificationMethod: link,
    proofValue: text,
  },
  ['type'],
)

const status = some(
  {
    id: iri,
    type: fc.constant('BitstringStatusListEntry'),
    statusListIndex: value,
    statusPurpose: value,
    statusSize: value,
  },
  ['type'],
)

const endorsed = some(
  {
    id: iri,
    type: fc.constant(['VerifiableCredential', 'EndorsementCredential']),
    issuer: fc.oneof(profile, link),
    name: value,
    credentialSubject: some({ id: iri, type: fc.constant(['EndorsementSubject']), endorsementComment: value }, [
      'type',
    ]),
    proof: many(proof),
  },
  ['type'],
)
const endorsement = under(
  [
    [V2, OB],
    [V2, OB, EXTENSIONS],
  ],
  endorsed,
)

const members = {
  id: iri,
  type: mostly(
    ['VerifiableCredential', 'OpenBadgeCredential'],
    ['VerifiableCredential'],
    ['VerifiableCredential', 'AchievementCredential'],
  ),
  issuer: fc.oneof(profile, link),
  credentialSubject: some({ id: iri, type: fc.constant(['AchievementSubject']), achievement }, ['type']),
}
const badge = under(
  [
    [V2, OB, EXTENSIONS],
    [V2, OB],
    [V2, OB_302],
  ],
  some(
    {
      ...members,
      name: value,
      validFrom: value,
      endorsement: many(fc.oneof(endorsement, endorsed)),
      credentialSchema: many(some({ id: iri, type: fc.constant('JsonSchema') }, ['type'])),
      credentialStatus: status,
      termsOfUse: many(some({ id: iri, type: mostly('urn:terms', 'Unknown') }, ['type'])),
      proof: many(proof),
    },
    ['type'],
  ),
)
const oldBadge = under(
  [
    [V1, OB_301],
    [V1, OB_300],
    [V1, OB_302, ED25519],
  ],
  some({ ...members, issuanceDate: value, proof: many(oldProof) }, ['type']),
)
const plain = under(
  [[V2], [V2, INTEGRITY]],
  some(
    {
      id: iri,
      type: fc.constant(['VerifiableCredential']),
      issuer: fc.oneof(some({ id: iri, name: value }, ['id']), iri),
      name: value,
      description: value,
      validUntil: value,
      credentialSubject: many(some({ id: iri, name: value, description: value }, ['id'])),
      credentialStatus: many(status),
      relatedResource: many(some({ id: iri, mediaType: value, digestSRI: text }, ['id'])),
      proof: many(proof),
    },
    ['type'],
  ),
)
const presentation = under(
  [[V2], [V2, OB]],
  some(
    {
      id: iri,
      type: fc.constant('VerifiablePresentation'),
      holder: fc.oneof(link, some({ id: iri, name: value }, ['id'])),
      verifiableCredential: many(
        rarely(fc.oneof(badge, plain), iri as fc.Arbitrary<JsonObject | string>) as fc.Arbitrary<JsonValue>,
      ),
      proof: many(proof),
    },
    ['type'],
  ),
)
const oldPresentation = under(
  [[V1]],
  some({ id: iri, type: fc.constant('VerifiablePresentation'), holder: iri, verifiableCredential: many(oldBadge) }, [
    'type',
  ]),
)
const clr = under(
  [
    [V2, CLR, OB, EXTENSIONS],
    [V2, CLR, OB],
  ],
  some(
    {
      id: iri,
      type: fc.constant(['VerifiableCredential', 'ClrCredential']),
      issuer: profile,
      credentialSubject: some(
        {
          id: iri,
          type: fc.constant(['ClrSubject']),
          verifiableCredential: many(badge),
          achievement: many(achievement),
          association: many(
            some({ type: fc.constant('Association'), associationType: text, sourceId: iri, targetId: iri }, ['type']),
          ),
        },
        ['type'],
      ),
    },
    ['type'],
  ),
)
const key = under(
  [[MULTIKEY], [MULTIKEY, INTEGRITY]],
  some({ id: iri, type: mostly('Multikey', 'Unknown'), controller: link, publicKeyMultibase: text, expires: text }, [
    'type',
  ]),
)

/**
 * Small documents of everything the pinned contexts can say: credentials of both data models, embedded endorsements, transcripts,
 * presentations, proofs, keys, contexts of the document's own, values of every JSON-LD kind, good and bad.
 */
export const randomDocument: fc.Arbitrary<JsonObject> = fc.oneof(
  badge,
  oldBadge,
  plain,
  endorsement,
  presentation,
  oldPresentation,
  clr,
  key,
)
