import fc from 'fast-check'
import type { CredentialDraft } from '../src/index.ts'
import { DRAFT, LIST } from './ground.ts'

// Of U+E000 to U+FFFF nothing: next to an astral character the order would be ambiguous, and nothing so is signed.
const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).map((one) =>
  `${one}x`
    .replaceAll(/\p{C}/gu, '·')
    .normalize('NFC')
    .replaceAll(/[\ue000-\uffff]/gu, '·'),
)
const quarters = (max: number) => fc.integer({ min: 0, max: max * 4 }).map((n) => n / 4)

function kept<T>(value: T): fc.Arbitrary<T | undefined> {
  return fc.option(fc.constant(value), { nil: undefined })
}

function given<T extends object>(members: T): { [Key in keyof T]: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as never
}

/** Credentials of the shape that is emitted here: any text, and with or without each part that may be left out. */
export const randomDraft: fc.Arbitrary<CredentialDraft> = fc
  .record({
    achievement: fc.record({ name: text, description: text, narrative: text }),
    tag: fc.uniqueArray(text, { minLength: 1, maxLength: 3 }),
    alignment: kept(DRAFT.achievement.alignment),
    image: kept(DRAFT.achievement.image),
    evidence: fc.subarray([...(DRAFT.evidence ?? [])], { minLength: 1 }),
    evidenceName: text,
    source: kept(DRAFT.source),
    activity: kept(DRAFT.activity),
    validUntil: kept(DRAFT.validUntil),
    credits: fc.tuple(quarters(20), quarters(20)).map(([one, other]) => [Math.min(one, other), Math.max(one, other)]),
    learner: fc.option(text, { nil: undefined }),
    index: fc.nat({ max: 131_071 }),
  })
  .map((made) => {
    const { validUntil: _until, source: _source, activity: _activity, ...always } = DRAFT
    const { alignment: _alignment, image: _image, ...achievement } = DRAFT.achievement
    const { name: _name, ...subject } = DRAFT.subject
    const [earned = 0, available = 0] = made.credits
    return {
      ...always,
      ...given({
        validUntil: made.validUntil,
        source: made.source,
        activity: made.activity,
      }),
      subject: { ...subject, ...given({ name: made.learner }) },
      achievement: {
        ...achievement,
        ...given({ alignment: made.alignment, image: made.image }),
        name: made.achievement.name,
        description: made.achievement.description,
        criteria: { ...achievement.criteria, narrative: made.achievement.narrative },
        tag: made.tag,
        creditsAvailable: available,
      },
      creditsEarned: earned,
      evidence: made.evidence.map((one) => ({ ...one, name: made.evidenceName })),
      status: { method: 'bitstring', list: LIST, index: made.index },
    } as CredentialDraft
  })
