import { expect, test } from 'vitest'
import { type Conflict, type LearnerTies, tellsQaLead } from './conflicts.ts'
import {
  conflictIn,
  type EligibilitySettings,
  type Ineligible,
  type Match,
  mayRead,
  type ReaderFacts,
  type ReaderStanding,
  type ReadingFacts,
} from './eligibility.ts'
import { districtMayRead, isNewSite, isProvisional } from './new-site.ts'

const standing: ReaderStanding = { familyId: 'f1', rubricMajor: 1, status: 'live', provisional: false }
const reader: ReaderFacts = {
  accountId: 'reader',
  issuerId: 'i1',
  unitIds: ['school-2'],
  districtId: 'district-2',
  supervision: [],
  standings: [standing],
  languages: ['en'],
  load: { open: 0, today: 0, week: 0 },
}
const ties: LearnerTies = {
  learnerId: 'learner',
  unitIds: ['school-1'],
  districtId: 'district-1',
  coachIds: [],
  supervisorIds: [],
  authorIds: [],
  householdIds: [],
  declaredIds: [],
}
const reading: ReadingFacts = {
  issuerId: 'i1',
  familyId: 'f1',
  rubricMajor: 1,
  language: 'en-US',
  ties,
  readersOfAttempt: [],
  readersOfEarlierAttempts: [],
  earlierReadersLifted: false,
  onlyFor: null,
}
const settings: EligibilitySettings = {
  load: { open: 3, today: 12, week: 40 },
  districtMayRead: false,
  sameReaderRetry: false,
  newSite: false,
}

interface Change {
  reader?: Partial<ReaderFacts>
  reading?: Partial<ReadingFacts>
  ties?: Partial<LearnerTies>
  settings?: Partial<EligibilitySettings>
}
const match = (change: Change): Match => ({
  reader: { ...reader, ...change.reader },
  reading: { ...reading, ...change.reading, ties: { ...ties, ...change.ties } },
  settings: { ...settings, ...change.settings },
})
const stands = (change: Partial<ReaderStanding>) => ({ reader: { standings: [{ ...standing, ...change }] } })

test.each<[string, Change, Ineligible | null]>([
  ['a qualified stranger', {}, null],
  ['under watch', stands({ status: 'watch' }), null],
  ['another family', stands({ familyId: 'f2' }), 'not-qualified'],
  ['an older MAJOR', stands({ rubricMajor: 0 }), 'not-qualified'],
  ['still in training', stands({ status: 'qualifying' }), 'not-qualified'],
  ['expired', stands({ status: 'expired' }), 'not-qualified'],
  ['paused', stands({ status: 'paused' }), 'paused'],
  ['provisional where the site is not new', stands({ provisional: true }), 'not-qualified'],
  ['own work', { reader: { accountId: 'learner' } }, 'own-work'],
  ['read this attempt', { reading: { readersOfAttempt: ['reader'] } }, 'already-read'],
  ['read an earlier one', { reading: { readersOfEarlierAttempts: ['reader'] } }, 'already-read'],
  [
    'where the same reader may read a retry',
    { reading: { readersOfEarlierAttempts: ['reader'] }, settings: { sameReaderRetry: true } },
    null,
  ],
  [
    'where the QA lead lifted it',
    { reading: { readersOfEarlierAttempts: ['reader'], earlierReadersLifted: true } },
    null,
  ],
  [
    'nothing lifts this attempt',
    { reading: { readersOfAttempt: ['reader'], earlierReadersLifted: true }, settings: { sameReaderRetry: true } },
    'already-read',
  ],
  ['two leases open', { reader: { load: { open: 2, today: 11, week: 39 } } }, null],
  ['three leases open', { reader: { load: { open: 3, today: 0, week: 0 } } }, 'load'],
  ['twelve today', { reader: { load: { open: 0, today: 12, week: 12 } } }, 'load'],
  ['forty this week', { reader: { load: { open: 0, today: 0, week: 40 } } }, 'load'],
  ['another language', { reading: { language: 'es-MX' } }, 'language'],
  ['a language in another country', { reader: { languages: ['es'] }, reading: { language: 'es-MX' } }, null],
  ['a link reading for others', { reading: { onlyFor: ['x'] } }, 'link-only'],
  ['a link reading for this one', { reading: { onlyFor: ['reader'] } }, null],
  [
    'several reasons: the first is kept',
    { ...stands({ status: 'paused' }), ties: { coachIds: ['reader'] }, reading: { language: 'es', onlyFor: [] } },
    'conflict',
  ],
])('eligibility: %s', (_case, change, because) => {
  expect(mayRead(match(change))).toEqual(because ? { ok: false, because } : { ok: true })
})

const neighbor = { reader: { districtId: 'district-1' } }
test.each<[string, Change, Conflict | null]>([
  ['same school', { reader: { unitIds: ['x', 'school-1'] } }, 'same-unit'],
  ['same district', neighbor, 'same-district'],
  ['no school named, in the same district', { reader: { ...neighbor.reader, unitIds: [] } }, 'same-unit'],
  ['no school named, of another district', { reader: { unitIds: [] } }, null],
  ['same district, where the setting opens it', { ...neighbor, settings: { districtMayRead: true } }, null],
  ['nobody has a district', { reader: { districtId: null }, ties: { districtId: null } }, null],
  ['coach, ever', { ties: { coachIds: ['reader'] } }, 'coach'],
  ['supervisor', { ties: { supervisorIds: ['reader'] } }, 'supervisor'],
  ['supervised by the learner', { reader: { supervision: ['learner'] } }, 'supervisor'],
  ['co-author', { ties: { authorIds: ['reader'] } }, 'author'],
  ['household', { ties: { householdIds: ['reader'] } }, 'household'],
  ['declared', { ties: { declaredIds: ['reader'] } }, 'declared'],
  [
    'supervisor of the first reader',
    { reader: { supervision: ['first'] }, reading: { readersOfAttempt: ['first'] } },
    'first-reader',
  ],
])('conflict: %s', (_case, change, conflict) => {
  expect(conflictIn(match(change))).toBe(conflict)
  expect(mayRead(match(change)).ok).toBe(conflict === null)
})

const young = { settings: { newSite: true } }
const provisional = { ...standing, familyId: 'whole-issuer', rubricMajor: 7, provisional: true }
const colleague = { standings: [provisional], districtId: 'district-1' }
test.each<[string, Change, Ineligible | null]>([
  ['a colleague of another school of the district', { ...young, reader: colleague }, null],
  [
    'one family for the whole issuer',
    { ...young, reader: { standings: [provisional] }, reading: { familyId: 'any', rubricMajor: 3 } },
    null,
  ],
  ['of another issuer', { ...young, reader: { ...colleague, issuerId: 'i2' } }, 'not-qualified'],
  ['a paused one', { ...young, reader: { standings: [{ ...provisional, status: 'paused' }] } }, 'paused'],
  ['not yet set live', { ...young, reader: { standings: [{ ...provisional, status: 'training' }] } }, 'not-qualified'],
  ['own school', { ...young, reader: { ...colleague, unitIds: ['school-1'] } }, 'conflict'],
  ['coach', { ...young, reader: colleague, ties: { coachIds: ['reader'] } }, 'conflict'],
  ['supervisor', { ...young, reader: colleague, ties: { supervisorIds: ['reader'] } }, 'conflict'],
  ['household', { ...young, reader: colleague, ties: { householdIds: ['reader'] } }, 'conflict'],
  ['a qualified reader as before', { ...young }, null],
  ['the same colleague once the site has grown', { reader: colleague }, 'not-qualified'],
])('new site: %s', (_case, change, because) => {
  expect(mayRead(match(change))).toEqual(because ? { ok: false, because } : { ok: true })
})

test('the mode ends with the third qualified reader of a family', () => {
  expect([0, 2, 3].map(isNewSite)).toEqual([true, true, false])
  expect([districtMayRead(false, true), districtMayRead(true, false), districtMayRead(false, false)]).toEqual([
    true,
    true,
    false,
  ])
})

test('one provisional reader makes a provisional decision', () => {
  expect(isProvisional([{ provisional: false }, { provisional: true }])).toBe(true)
  expect(isProvisional([{ provisional: false }])).toBe(false)
})

test('declaring is free; the sixth in 30 days is told', () => {
  const day = (n: number) => new Date(Date.UTC(2026, 9, n))
  expect(tellsQaLead([1, 2, 3, 4, 5].map(day), day(6))).toBe(false)
  expect(tellsQaLead([1, 2, 3, 4, 5, 6].map(day), day(6))).toBe(true)
  expect(tellsQaLead([1, 2, 3, 4, 5, 6].map(day), day(31))).toBe(false)
})
