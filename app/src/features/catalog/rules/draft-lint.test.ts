import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { blankDraft, type DraftContent, SECTION_IDS } from './draft.ts'
import { limitsOf } from './draft-limits.ts'
import { type Finding, fileOf, lintDraft } from './draft-lint.ts'
import { fieldName, rowNumber, sectionOfPath } from './draft-places.ts'
import type { Known } from './lint.ts'
import { parseVerbs } from './verbs.ts'

const read = (path: string) => readFileSync(`catalog/${path}`, 'utf8')
const bar = parse(read('b/b1-teach-routines-explicitly.yaml')) as DraftContent
const known: Known = {
  verbs: parseVerbs(read('verbs.txt')),
  bibliography: new Map((bar.references ?? []).map((key) => [key, { verified: true }])),
  frameworks: new Map(),
}
const names = (findings: readonly Finding[]) => findings.map(({ code, path }) => `${code} ${path}`)
const blank = blankDraft({ language: 'en-US', contact: 'growth@school.example', nameOf: (level) => level })

describe('a draft', () => {
  test('that is whole is judged as the file it is', () => {
    expect(lintDraft(bar, known).filter(({ level }) => level === 'error')).toEqual([])
    expect(names(lintDraft({ ...bar, competency: `Teachers teach. ${bar.competency}` }, known))).toContain(
      'C1 competency',
    )
  })

  test('that is blank is told what is missing, and of nothing that was never written', () => {
    const findings = lintDraft(blank, known)
    expect(names(findings)).toEqual(
      expect.arrayContaining([
        'missing title',
        'missing competency',
        'missing keyMethod.name',
        'missing components.0.text',
        'missing effort.hours',
        'missing strand',
      ]),
    )
    expect(findings.filter(({ code }) => /^[CRT]\d/.test(code))).toEqual([])
    expect(new Set(findings.map(({ section }) => section))).not.toContain('terms')
  })

  test('of two lines is judged as well', () => {
    const findings = lintDraft({ code: 'Z7', title: 'Greet' }, known)
    expect(names(findings)).toEqual(
      expect.arrayContaining(['missing slug', 'missing effort.hours', 'missing rubric.passLevel']),
    )
    expect(names(findings)).not.toContain('missing title')
  })

  test('that is half written is judged where it is written', () => {
    const half = {
      ...blank,
      competency: 'The educator understands how students settle into the first minutes of a lesson.',
      title: 'x'.repeat(80),
    }
    const findings = lintDraft(half, known)
    expect(names(findings)).toContain('C2 competency')
    expect(findings.find(({ path }) => path === 'title')).toMatchObject({
      code: 'long',
      values: { limit: 70, now: 80 },
      section: 'about',
    })
  })

  test.each<[what: string, change: object, finding: string]>([
    ['a number that is none', { effort: { ...bar.effort, hours: 'ten' } }, 'form effort.hours'],
    ['a rule nobody knows', { rubric: { ...bar.rubric, rule: { kind: 'luck' } } }, 'form rubric.rule.kind'],
    ['no components at all', { components: [] }, 'few components'],
    ['a prerequisite without a name', { prerequisites: [{ kind: 'required' }] }, 'form prerequisites.0'],
    ['an invisible sign', { title: 'Teach\u202eit well' }, 'control title'],
    ['a field the catalogue has not', { extra: 1 }, 'unknown extra'],
  ])('%s is named', (_what, change, finding) => {
    expect(names(lintDraft({ ...bar, ...change } as DraftContent, known))).toContain(finding)
  })

  test('draws its picture from its address until one is given', () => {
    expect(fileOf({ slug: 'greet' }).image).toEqual({ kind: 'generated', seed: 'greet' })
    expect(fileOf(bar).image).toEqual(bar.image)
  })
})

test.each([
  ['rubric.criteria.0.descriptors.demonstrated', 'rubric', 'rubric.criteria.descriptors', 1],
  ['part2.requirements.1.indicators.3.text', 'evidence', 'part2.requirements.indicators.text', 4],
  ['rubric.criteria (not_yet)', 'rubric', 'rubric.criteria', undefined],
  ['effort', 'effort', 'effort', undefined],
  ['version', 'about', 'version', undefined],
] as const)('%s is mended under %s', (path, section, name, row) => {
  expect(SECTION_IDS).toContain(section)
  expect([sectionOfPath(path), fieldName(path), rowNumber(path)]).toEqual([section, name, row])
})

test.each([
  ['title', 4, 70],
  ['components.2.text', 60, 500],
  ['part2.requirements.0.indicators.1.text', 20, 240],
  ['rubric.criteria.0.descriptors.demonstrated', 40, 420],
  ['effort.readerMinutes', 5, 120],
  ['expiry.months', 6, 120],
] as const)('%s has its limits from the schema', (path, least, most) => {
  expect(limitsOf(path)).toEqual({ least, most })
})
