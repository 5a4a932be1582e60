import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { buildManifest, type Freeze, manifestBytes } from './manifest.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const id = (n: number) => `01890000-0000-7000-8000-00000000000${n}`
const freeze: Freeze = {
  submissionId: id(1),
  attemptNo: 2,
  achievementVersionId: id(2),
  rubricDigest: `sha256:${sha256('rubric')}`,
  responses: [{ promptId: 'O1', body: 'Three plain words', sha256: sha256('Three plain words') }],
  evidence: [
    {
      id: id(3),
      requirementId: 'R1',
      kind: 'video',
      type: 'video',
      mediaType: 'video/mp4',
      bytes: 48_122_911,
      sha256: sha256('film'),
      shared: false,
      captured: { inApp: true, at: new Date('2026-10-02T14:03:11Z') },
    },
  ],
  aiDisclosure: { policy: 'assist_with_disclosure', used: true, tools: ['a chat tool'], purpose: 'outline' },
  attestations: ['authentic-implementation', 'own-work', 'privacy'],
  consents: [id(5), id(4), id(5)],
  banked: [{ criterionId: 'C2', attemptNo: 1, levelId: 'demonstrated' }],
  submittedAt: new Date('2026-10-05T15:00:00Z'),
}

test('the manifest has the published form', () => {
  expect(new TextDecoder().decode(manifestBytes(buildManifest(freeze)))).toBe(
    `{"achievementVersionId":"${id(2)}","aiDisclosure":{"policy":"assist_with_disclosure","purpose":"outline","tools":["a chat tool"],"used":true},` +
      `"attemptNo":2,"attestations":["own-work","privacy","authentic-implementation"],"banked":[{"attemptNo":1,"criterionId":"C2"}],` +
      `"consents":["${id(4)}","${id(5)}"],"evidence":[{"bytes":48122911,"captured":{"at":"2026-10-02T14:03:11.000Z","inApp":true},"id":"${id(3)}",` +
      `"kind":"video","mediaType":"video/mp4","requirementId":"R1","sha256":"${sha256('film')}","shared":false,"type":"video"}],"format":"cairn-attempt/1",` +
      `"responses":[{"promptId":"O1","sha256":"${sha256('Three plain words')}","words":3}],"rubricDigest":"sha256:${sha256('rubric')}",` +
      `"submissionId":"${id(1)}","submittedAt":"2026-10-05T15:00:00.000Z"}`,
  )
})

test('neither the order of boxes and consents nor fields of a row change a byte', () => {
  const row = {
    ...freeze.evidence[0],
    fileName: 'Maria Alvarez 3b.mp4',
    ownerId: id(9),
  } as unknown as Freeze['evidence'][number]
  const other: Freeze = {
    ...freeze,
    evidence: [row],
    consents: [id(4), id(5)],
    attestations: ['own-work', 'privacy', 'authentic-implementation'],
  }
  expect(manifestBytes(buildManifest(other))).toEqual(manifestBytes(buildManifest(freeze)))
})

test('a change of any byte of the work changes the manifest', () => {
  const digest = (change: Partial<Freeze>) =>
    createHash('sha256')
      .update(manifestBytes(buildManifest({ ...freeze, ...change })))
      .digest('hex')
  expect(digest({ attemptNo: 3 })).not.toBe(digest({}))
  expect(digest({ responses: [{ promptId: 'O1', body: 'Three plain words', sha256: sha256('other') }] })).not.toBe(
    digest({}),
  )
})

test('work without a digest cannot be frozen', () => {
  expect(() => buildManifest({ ...freeze, rubricDigest: 'md5:1' })).toThrow()
  expect(() =>
    buildManifest({ ...freeze, evidence: freeze.evidence.map((piece) => ({ ...piece, sha256: '' })) }),
  ).toThrow()
})

test('a piece without a capture has no capture', () => {
  const { captured: _, ...piece } = freeze.evidence[0] ?? expect.fail()
  expect(buildManifest({ ...freeze, evidence: [piece] }).evidence[0]).not.toHaveProperty('captured')
})
