import { expect, test } from 'vitest'
import type { RubricLike } from './levels.ts'
import { buildPacket, type EvidenceView, Packet, type PacketFacts } from './packet.ts'

const uuid = (n: number) => `01890000-0000-7000-8000-00000000000${n}`
const rubric: RubricLike = {
  levels: [
    { id: 'not_yet', label: 'Not yet' },
    { id: 'demonstrated', label: 'Demonstrated' },
  ],
  passLevel: 'demonstrated',
  rule: { kind: 'conjunctive' },
  criteria: ['C1', 'C2'].map((id) => ({
    id,
    title: `Title of ${id}`,
    looksAt: ['R1'],
    mustHave: true,
    weight: 7,
    descriptors: { not_yet: 'no', demonstrated: 'yes' },
  })),
}
const facts: PacketFacts = {
  reviewId: uuid(1),
  alias: '7F3K',
  achievement: { title: 'Disaggregate results', version: '1.2.0' },
  dueAt: new Date('2026-10-12T21:00:00Z'),
  expectedMinutes: 22,
  version: 3,
  rubric,
  openCriteria: ['C1'],
  manifest: {
    responses: [{ promptId: 'O1', words: 4, sha256: 'a'.repeat(64) }],
    evidence: [
      {
        id: uuid(2),
        requirementId: 'R1',
        kind: 'video',
        type: 'video',
        mediaType: 'video/mp4',
        bytes: 9,
        sha256: 'b'.repeat(64),
        shared: true,
        captured: { inApp: true, at: '2026-10-02T14:03:11Z' },
      },
      {
        id: uuid(3),
        requirementId: 'R1',
        kind: 'file',
        type: 'document',
        mediaType: 'application/pdf',
        bytes: 9,
        sha256: 'c'.repeat(64),
        shared: false,
      },
    ],
    aiDisclosure: {
      policy: 'assist_with_disclosure',
      used: true,
      tools: ['a chat tool'],
      purpose: 'Rosa Parra asked it for an outline',
    },
  },
  texts: new Map([['O1', 'I am Rosa Parra.']]),
  views: new Map<string, EvidenceView>([
    [uuid(2), { url: '/f/1', viewer: 'video', seconds: 412, transcript: 'Rosa Parra speaks', captions: true }],
    [uuid(3), { url: '/f/2', viewer: 'pdf' }],
  ]),
  draft: [
    {
      criterionId: 'C1',
      levelId: null,
      confidence: null,
      comment: 'So far',
      missing: '',
      nextStep: '',
      anchors: [],
      seconds: 99,
    },
  ],
  queue: { position: 7, of: 20 },
  exemplars: [{ criterionId: 'C1', levelId: 'demonstrated', text: 'A worked example', constructed: true }],
  identities: ['Rosa Parra'],
}

/** What no reader may receive before submitting (04-assessment.md section 9), as names of fields in any form. */
const FORBIDDEN = [
  'purpose',
  'seed',
  'panel',
  'truth',
  'routing',
  'reason',
  'draw',
  'random',
  'stratum',
  'slot',
  'reading',
  'attempt',
  'earlier',
  'previous',
  'learner',
  'subject',
  'name',
  'email',
  'photo',
  'school',
  'unit',
  'district',
  'cohort',
  'payer',
  'recognition',
  'subgroup',
  'group',
  'duplicate',
  'finding',
  'readerid',
  'reader',
  'sprt',
  'filename',
  'author',
  'gps',
  'location',
  'captured',
  'sha256',
  'digest',
  'bytes',
  'mediatype',
  'shared',
  'submission',
  'submittedat',
  'admittedat',
  'tenant',
  'issuer',
  'weight',
  'musthave',
  'rule',
  'banked',
  'consent',
]
/** The one field of a learner's own words that carries such a name. */
const ALLOWED = new Set(['$.aiDisclosure.purpose'])

test('the packet has the published form, field by field', () => {
  const packet = buildPacket(facts)
  expect(Packet.parse(packet)).toEqual(packet)
  expect(packet).toEqual({
    reviewId: uuid(1),
    alias: '7F3K',
    achievement: { title: 'Disaggregate results', version: '1.2.0' },
    dueAt: '2026-10-12T21:00:00.000Z',
    expectedMinutes: 22,
    version: 3,
    rubric: {
      levels: rubric.levels,
      passLevel: 'demonstrated',
      criteria: [
        {
          id: 'C1',
          title: 'Title of C1',
          looksAt: ['R1'],
          descriptors: { not_yet: 'no', demonstrated: 'yes' },
          state: 'open',
        },
        { id: 'C2', state: 'met-earlier' },
      ],
    },
    responses: [{ promptId: 'O1', text: 'I am •••.', words: 4 }],
    evidence: [
      {
        id: uuid(2),
        requirementId: 'R1',
        kind: 'video',
        url: '/f/1',
        viewer: 'video',
        seconds: 412,
        transcript: '••• speaks',
        captions: true,
      },
      { id: uuid(3), requirementId: 'R1', kind: 'file', url: '/f/2', viewer: 'pdf' },
    ],
    aiDisclosure: { policy: 'assist_with_disclosure', used: true, purpose: '••• asked it for an outline' },
    scores: [
      { criterionId: 'C1', levelId: null, confidence: null, comment: 'So far', missing: '', nextStep: '', anchors: [] },
    ],
    queue: { position: 7, of: 20 },
    exemplars: [{ criterionId: 'C1', levelId: 'demonstrated', text: 'A worked example', constructed: true }],
  })
})

test('no forbidden field and no stray value gets out, whatever rows the facts are made of', () => {
  const packet = buildPacket(laden(facts))
  const keys = [...walk(packet)]
  const leaks = keys.filter(({ path, key }) => !ALLOWED.has(path) && FORBIDDEN.includes(key.toLowerCase()))
  expect(leaks).toEqual([])
  expect(JSON.stringify(packet)).not.toContain('CANARY')
  expect(packet).toEqual(buildPacket(facts))
})

test('the same content gives the same packet, whatever the reading is for', () => {
  const plain = JSON.stringify(buildPacket(facts))
  for (const purpose of [
    'first',
    'second',
    'adjudication',
    'seed',
    'appeal',
    'recall',
    'link',
    'qualification',
    'practice',
  ])
    expect(JSON.stringify(buildPacket({ ...facts, purpose, seedId: purpose } as PacketFacts))).toBe(plain)
})

test('a banked criterion shows no level, no words and no score of its own', () => {
  const packet = buildPacket({
    ...facts,
    draft: [
      ...facts.draft,
      { ...facts.draft[0], criterionId: 'C2', comment: 'earlier words' } as PacketFacts['draft'][number],
    ],
  })
  expect(packet.rubric.criteria[1]).toEqual({ id: 'C2', state: 'met-earlier' })
  expect(packet.scores.map(({ criterionId }) => criterionId)).toEqual(['C1'])
  expect(JSON.stringify(packet)).not.toContain('earlier words')
})

test('a piece without a view is a fault, not a gap', () => {
  expect(() => buildPacket({ ...facts, views: new Map() })).toThrow(RangeError)
})

function* walk(value: unknown, path = '$'): Generator<{ path: string; key: string }> {
  if (Array.isArray(value)) for (const member of value) yield* walk(member, path)
  else if (typeof value === 'object' && value !== null)
    for (const [key, member] of Object.entries(value)) {
      yield { path: `${path}.${key}`, key }
      yield* walk(member, `${path}.${key}`)
    }
}

/** Every object of the facts with each forbidden field added: what a careless row would bring along. */
function laden<Value>(value: Value): Value {
  if (value instanceof Date) return value
  if (value instanceof Map) return new Map([...value].map(([key, member]) => [key, laden(member)])) as Value
  if (Array.isArray(value)) return value.map(laden) as Value
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value)
  const isRecord = 'not_yet' in value
  const extra = isRecord ? [] : FORBIDDEN.filter((key) => !(key in value)).map((key) => [key, 'CANARY'])
  return Object.fromEntries([...extra, ...members.map(([key, member]) => [key, laden(member)])]) as Value
}
