import type { AchievementDraft, CredentialDraft, EvidenceDraft, ProfileDraft } from '@cairn/openbadges'
import { base64url } from '../../../lib/ids.ts'
import type { StackSaid } from '../model.ts'
import { stackPath } from './awarded.ts'
import { type AwardFacts, issuerProfile } from './draft.ts'

export interface StackPart {
  readonly publicId: string
  readonly title: string
  /** The page of what it was awarded for. */
  readonly path: string
  readonly version: string
  /** SHA-256 of its signed bytes, in hexadecimal. */
  readonly digest: string
}

/** Everything the award of a stack is made from. */
export interface StackFacts
  extends Pick<
    AwardFacts,
    'baseUrl' | 'publicId' | 'issuer' | 'subject' | 'demo' | 'awardedAt' | 'validFrom' | 'status'
  > {
  readonly stack: StackSaid
  readonly badgeAlt: string
  readonly parts: readonly StackPart[]
}

/** One credential that relates to its parts (03-credentials.md 2.3): each is its evidence, under its own address. */
export function stackDraft(facts: StackFacts): CredentialDraft {
  const { baseUrl, publicId, subject } = facts
  return {
    id: `${baseUrl}/c/${publicId}`,
    issuer: issuerProfile(facts),
    subject: {
      id: subject.id,
      email: { value: subject.emailHash, salt: subject.salt },
      ...(subject.name ? { name: subject.name } : {}),
    },
    achievement: achievementOf(facts),
    results: [],
    evidence: facts.parts.map((part) => evidenceOf(part, baseUrl)),
    validFrom: facts.validFrom,
    awardedDate: facts.awardedAt,
    status: { method: 'bitstring', list: facts.status.list, index: facts.status.index },
  }
}

function achievementOf(facts: StackFacts): AchievementDraft {
  const { baseUrl, stack, parts, badgeAlt } = facts
  const url = baseUrl + stackPath(stack)
  return {
    id: url,
    name: stack.words.en.title,
    description: stack.words.en.summary,
    achievementType: 'MicroCredential',
    version: String(stack.version),
    inLanguage: 'en',
    humanCode: stack.code,
    criteria: { id: `${url}#rule`, narrative: stackNarrative(facts) },
    image: { id: `${url}/badge.png`, caption: badgeAlt },
    creator: creatorOf(facts),
    digestMultibase: stack.digest,
    related: parts.map(({ path, version }) => ({ id: baseUrl + path, version })),
  }
}

function creatorOf({ baseUrl, stack }: StackFacts): ProfileDraft {
  const { creatorSlug, creatorName } = stack
  const starter = { id: `${baseUrl}/issuers/starter`, name: 'Cairn starter catalogue', url: baseUrl }
  if (creatorSlug === null || creatorName === null) return starter
  const page = `${baseUrl}/issuers/${creatorSlug}`
  return { id: page, name: creatorName, url: page }
}

/** What it took, by which rule, and what the signature says and does not say; Markdown. */
export function stackNarrative({ stack, parts, demo }: Pick<StackFacts, 'stack' | 'parts' | 'demo'>): string {
  const { words, rule, kind } = stack
  const gates = rule.groups.map(({ id, min }) => `- at least ${min} of “${words.en.groups[id] ?? id}”`)
  const takes = `Takes ${rule.anyOf} of ${rule.members.length} ${membersOf(rule)}${gates.length > 0 ? ', among them' : ''}`
  const judged = rule.members.some((member) => 'stack' in member)
    ? 'Each of them rests on work that was judged on its own evidence'
    : 'Each of them was judged on its own evidence'
  const lines = [
    words.en.summary,
    `${takes}${gates.length > 0 ? `:\n\n${gates.join('\n')}` : '.'}`,
    `Awarded on ${parts.length === 1 ? '1 credential' : `${parts.length} credentials`}:\n\n${parts.map(({ title }) => `- ${title}`).join('\n')}`,
    `${judged}, is a credential of its own and is verified by itself. This one says that on the day of the award they were together what this version of the ${kind} takes.`,
    demo ? 'Demonstration, not an award.' : '',
  ]
  return lines.filter(Boolean).join('\n\n').slice(0, 8_000)
}

function membersOf({ members }: StackSaid['rule']): string {
  const stacks = members.filter((member) => 'stack' in member).length
  if (stacks === 0) return 'micro-credentials'
  return stacks === members.length ? 'stacks' : 'stacks and micro-credentials'
}

function evidenceOf({ publicId, title, digest }: StackPart, baseUrl: string): EvidenceDraft {
  return {
    id: `${baseUrl}/c/${publicId}`,
    name: title,
    genre: 'Credential',
    narrative: 'A credential of its own, verified by itself. The digest is that of its signed bytes.',
    digestMultibase: `u${base64url(Uint8Array.from([0x12, 0x20, ...Buffer.from(digest, 'hex')]))}`,
  }
}
