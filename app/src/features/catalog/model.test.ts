import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { AchievementContent, AchievementDraft, AchievementFile } from './model.ts'

const b1 = parse(
  readFileSync(new URL('../../../../catalog/b/b1-teach-routines-explicitly.yaml', import.meta.url), 'utf8'),
)
const codes = (change: object) =>
  AchievementFile.safeParse({ ...b1, ...change }).error?.issues.map(({ code, path }) => `${path.join('.')} ${code}`)

test('text is kept in NFC without blanks at its ends', () => {
  expect(AchievementFile.parse({ ...b1, title: '  Re\u0301sume\u0301 a lesson ' }).title).toBe('Résumé a lesson')
})

test.each([
  ['70 letters outside the basic plane', '𝒳'.repeat(70), undefined],
  ['71 of them', '𝒳'.repeat(71), ['title too_big']],
  ['70 accents written in two signs', 'e\u0301'.repeat(70), undefined],
  ['three letters', 'abc', ['title too_small']],
  ['four letters among blanks', '   abcd   ', undefined],
])('a title of %s', (_case, title, problems) => expect(codes({ title })).toEqual(problems))

test.each<[string, object, string[] | undefined]>([
  ['no ready checks', {}, undefined],
  ['hours by the half', { effort: { ...b1.effort, hours: 2.5 } }, undefined],
  ['hours below two', { effort: { ...b1.effort, hours: 1.5 } }, ['effort.hours too_small']],
  ['a code of five letters', { code: 'ABCDE1' }, ['code invalid_format']],
  ['a slug with a capital', { slug: 'Teach' }, ['slug invalid_format']],
  ['a custom strand', { strand: 'our-own' }, undefined],
  ['a closed license', { license: 'LicenseRef-AllRightsReserved' }, undefined],
  ['an unknown license', { license: 'MIT' }, ['license invalid_value']],
  ['a renewal', { expiry: { kind: 'after', months: 24, renewal: 'reflection' } }, undefined],
  ['an expiry without renewal', { expiry: { kind: 'after', months: 24 } }, ['expiry.renewal invalid_value']],
  ['an uploaded picture without words', { image: { kind: 'upload', fileId: 'f1' } }, ['image.alt invalid_type']],
  [
    'an amount without cents',
    { recognitionDefaults: [{ unit: 'hours', amount: '15' }] },
    ['recognitionDefaults.0.amount invalid_format'],
  ],
  ['a contact that is neither mail nor address', { contact: 'room 12' }, ['contact invalid_format']],
])('%s', (_case, change, problems) => expect(codes(change)).toEqual(problems))

test('what a file leaves out has the value of the standard', () => {
  const { language, license, aiPolicy, expiry, prerequisites, ...rest } = b1
  expect(AchievementFile.parse(rest)).toMatchObject({
    visibility: 'public',
    language: 'en-US',
    license: 'CC-BY-4.0',
    aiPolicy: { kind: 'assist_with_disclosure', note: '' },
    expiry: { kind: 'never' },
    prerequisites: [],
  })
})

test('a draft may be short, never too long', () => {
  const { code: _code, slug: _slug, strand: _strand, ...content } = b1
  const bare = { ...content, title: '', summary: '', components: [], rubric: { ...content.rubric, criteria: [] } }
  expect(AchievementContent.safeParse(bare).success).toBe(false)
  expect(AchievementDraft.safeParse(bare).success).toBe(true)
  expect(AchievementDraft.safeParse({ ...bare, summary: 'x'.repeat(241) }).success).toBe(false)
})
