import { expect, expectTypeOf, test } from 'vitest'
import type { PrivacyClass } from '../model.ts'
import {
  consentCovers,
  mayChangeClass,
  needsConsent,
  type Visibility,
  visibilitiesOf,
  visibilityWithin,
} from './privacy-class.ts'

const classes = ['A', 'B', 'C'] as const satisfies readonly PrivacyClass[]

test('a piece of class C alone needs consent', () => {
  expect(classes.filter(needsConsent)).toEqual(['C'])
})

test('class C has no public visibility, in types and at run time', () => {
  expectTypeOf<Visibility<'C'>>().toEqualTypeOf<'private' | 'readers'>()
  expect(visibilitiesOf('C')).toEqual(['private', 'readers'])
  expect(
    classes.filter((privacyClass) => (visibilitiesOf(privacyClass) as readonly string[]).includes('public')),
  ).toEqual(['A'])
})

test.each([
  ['A', 'public', 'public'],
  ['C', 'public', 'readers'],
  ['B', 'public', 'readers'],
  ['C', 'private', 'private'],
] as const)('class %s, wished %s → %s', (privacyClass, wish, expected) => {
  expect(visibilityWithin(privacyClass, wish)).toBe(expected)
})

test.each([
  ['a reader raises', 'A', 'C', 'reader', false, true, null],
  ['the QA lead raises', 'B', 'C', 'qa-lead', false, true, null],
  ['the holder raises', 'A', 'B', 'holder', false, true, null],
  ['no change', 'B', 'B', 'reader', false, true, null],
  ['the holder lowers, confirmed', 'C', 'A', 'holder', true, false, null],
  ['the holder lowers, not confirmed', 'C', 'A', 'holder', false, false, 'confirmation-needed'],
  ['the holder lowers what is submitted', 'C', 'B', 'holder', true, true, 'frozen'],
  ['a reader lowers', 'C', 'A', 'reader', true, false, 'only-holder-lowers'],
  ['the QA lead lowers', 'C', 'A', 'qa-lead', true, false, 'only-holder-lowers'],
] as const)('%s', (_case, from, to, by, confirmed, frozen, because) => {
  expect(mayChangeClass({ from, to, by, confirmed, frozen })).toEqual(because ? { ok: false, because } : { ok: true })
})

const consent = {
  scope: 'review+training',
  collectedOn: '2026-09-01',
  untilOn: '2027-06-30',
  withdrawnAt: null,
} as const
test.each([
  ['reading', {}, 'review', '2026-10-05', true],
  ['training', {}, 'training', '2026-10-05', true],
  ['coaching was not named', {}, 'coaching', '2026-10-05', false],
  ['the first day', {}, 'review', '2026-09-01', true],
  ['the last day', {}, 'review', '2027-06-30', true],
  ['a day late', {}, 'review', '2027-07-01', false],
  ['no end', { untilOn: null }, 'review', '2040-01-01', true],
  ['a day early', {}, 'review', '2026-08-31', false],
  ['withdrawn', { withdrawnAt: new Date(0) }, 'review', '2026-10-05', false],
] as const)('consent: %s', (_case, change, purpose, on, covered) => {
  expect(consentCovers({ ...consent, ...change }, purpose, on)).toBe(covered)
})
