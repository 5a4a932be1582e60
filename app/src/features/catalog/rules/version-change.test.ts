import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { AchievementContent } from '../model.ts'
import type { Part } from './change-kinds.ts'
import { diffContent } from './content-diff.ts'
import { diffWords } from './text-diff.ts'
import { nextVersion, versionChange } from './version-change.ts'

const B1 = new URL('../../../../../catalog/b/b1-teach-routines-explicitly.yaml', import.meta.url)
const {
  code: _code,
  slug: _slug,
  strand: _strand,
  visibility: _visibility,
  ...content
} = parse(readFileSync(B1, 'utf8'))
const base = AchievementContent.parse(content)
const KNOWN = new Set(['least', 'routine', 'practice', 'students'])
const isWord = (word: string) => KNOWN.has(word)

/** The entry with a change made to a copy of it. */
function after(change: (copy: AchievementContent) => void): AchievementContent {
  const copy = structuredClone(base)
  change(copy)
  return copy
}
function first<Item>(items: readonly Item[]): Item {
  const [item] = items
  if (item === undefined) throw new Error('the entry has none')
  return item
}
const misspelled = after((copy) => {
  first(copy.rubric.criteria).title = 'Rehearsal with studnets, then feedback'
})
function repaired(title: string): AchievementContent {
  return after((copy) => {
    first(copy.rubric.criteria).title = title
  })
}

type Row = [what: string, now: AchievementContent, kind: string, part: Part]
/** One row per phrase of section 2 of the design. */
const ROWS: Row[] = [
  [
    'the competency',
    after((c) => {
      c.competency = 'The educator teaches one routine.'
    }),
    'competency',
    'major',
  ],
  [
    'a criterion added',
    after((c) => {
      c.rubric.criteria.push({ ...first(c.rubric.criteria), id: 'C8' })
    }),
    'criterionAdded',
    'major',
  ],
  [
    'a criterion removed',
    after((c) => {
      c.rubric.criteria.pop()
    }),
    'criterionRemoved',
    'major',
  ],
  [
    'a criterion reworded',
    after((c) => {
      first(c.rubric.criteria).descriptors.demonstrated = 'Two lesson plans name one routine.'
    }),
    'criterionReworded',
    'major',
  ],
  [
    'a level',
    after((c) => {
      first(c.rubric.levels).label = 'Starting'
    }),
    'levels',
    'major',
  ],
  [
    'the pass level',
    after((c) => {
      c.rubric.passLevel = 'exemplary'
    }),
    'passLevel',
    'major',
  ],
  [
    'the rule',
    after((c) => {
      c.rubric.rule = { kind: 'k_of_n', k: 3 }
    }),
    'rule',
    'major',
  ],
  [
    'a requirement added',
    after((c) => {
      c.part2.requirements.push({ ...first(c.part2.requirements), id: 'R4' })
    }),
    'requirementAdded',
    'major',
  ],
  [
    'a requirement removed',
    after((c) => {
      c.part2.requirements.pop()
    }),
    'requirementRemoved',
    'major',
  ],
  [
    'minItems raised',
    after((c) => {
      first(c.part2.requirements).minItems += 1
    }),
    'minItemsRaised',
    'major',
  ],
  [
    'a prerequisite made required',
    after((c) => {
      c.prerequisites = [{ code: 'B2', kind: 'required' }]
    }),
    'prerequisiteRequired',
    'major',
  ],
  [
    'the AI policy tightened',
    after((c) => {
      c.aiPolicy.kind = 'none'
    }),
    'aiTightened',
    'major',
  ],
  [
    'the method text',
    after((c) => {
      c.keyMethod.description = 'Say it, show it, try it.'
    }),
    'method',
    'minor',
  ],
  [
    'the rationale',
    after((c) => {
      c.rationale = 'It helps.'
    }),
    'rationale',
    'minor',
  ],
  [
    'resources',
    after((c) => {
      c.resources.pop()
    }),
    'resources',
    'minor',
  ],
  [
    'references',
    after((c) => {
      c.references.pop()
    }),
    'references',
    'minor',
  ],
  [
    'an indicator reworded',
    after((c) => {
      first(first(c.part2.requirements).indicators).text = 'The steps are in order.'
    }),
    'indicators',
    'minor',
  ],
  [
    'the day of the next review',
    after((c) => {
      c.nextReview = '2027-05-01'
    }),
    'upkeep',
    'patch',
  ],
  [
    'a prompt reworded',
    after((c) => {
      first(c.part3.prompts).prompt = 'What will you do next term?'
    }),
    'prompts',
    'minor',
  ],
  [
    'alignments',
    after((c) => {
      c.alignments.push({ ...first(c.alignments), itemId: 'EVI.5' })
    }),
    'alignments',
    'minor',
  ],
  [
    'effort',
    after((c) => {
      c.effort.hours += 2
    }),
    'effort',
    'minor',
  ],
  [
    'the audience widened',
    after((c) => {
      c.audience = ['teacher', 'paraeducator', 'specialist', 'coach', 'mentor', 'leader']
    }),
    'audienceWidened',
    'minor',
  ],
  [
    'spelling',
    after((c) => {
      c.summary = c.summary.replace(/\p{L}{6,}/u, (word) => `${word.slice(0, -1)}${word.slice(-2)}`)
    }),
    'spelling',
    'patch',
  ],
  [
    'punctuation',
    after((c) => {
      c.competency = c.competency.replace(/\.$/, '!')
    }),
    'punctuation',
    'patch',
  ],
  [
    'a broken link replaced by the same work',
    after((c) => {
      first(c.resources).url = 'https://example.org/moved'
    }),
    'link',
    'patch',
  ],
]

describe('how far the number moves', () => {
  test.each(ROWS)('%s', (_what, now, kind, part) => {
    const { changes, ...change } = versionChange(base, now, isWord)
    expect(changes.map((one) => one.kind)).toContain(kind)
    expect(change.part).toBe(part)
  })

  test.each([
    ['a word nobody writes, put right', 'Rehearsal with students, then feedback', 'patch'],
    ['one letter that says something else', 'Rehearsal with studnets, then feedbacks', 'patch'],
    ['another number of words', 'Rehearsal with some students, then feedback', 'major'],
    ['another word', 'Rehearsal with studnets, then grades', 'major'],
  ])('spelling of a criterion: %s', (_what, title, part) => {
    expect(versionChange(misspelled, repaired(title), isWord).part).toBe(part)
  })

  test('a known word is never called a misspelling of its neighbor', () => {
    const [was, is] = [repaired('Shows at least two'), repaired('Shows at leash two')]
    expect(versionChange(was, is, isWord).part).toBe('major')
    expect(versionChange(is, was, isWord).part).toBe('patch')
  })

  test('a number is never spelling', () => {
    const [was, is] = [repaired('Shows 1000 words'), repaired('Shows 1001 words')]
    expect(versionChange(was, is, isWord).part).toBe('major')
  })

  test.each([
    [
      'grades',
      after((c) => {
        c.grades = ['3']
      }),
      'gradesNarrowed',
      'major',
    ],
    [
      'the AI policy',
      after((c) => {
        c.aiPolicy.kind = 'open'
      }),
      'aiEased',
      'minor',
    ],
    [
      'validity',
      after((c) => {
        c.expiry = { kind: 'after', months: 12, renewal: 'reflection' }
      }),
      'validForLess',
      'major',
    ],
    [
      'a kind of evidence',
      after((c) => {
        first(c.part2.requirements).evidenceTypes.pop()
      }),
      'asksMore',
      'major',
    ],
    [
      'more room for words',
      after((c) => {
        first(c.part3.prompts).maxWords = 500
      }),
      'asksLess',
      'minor',
    ],
    [
      'a practice case for whom has no results',
      after((c) => {
        c.practiceCase = { kind: 'split-table', opensIn: 'R1', laterAfter: 'R2' }
      }),
      'asksLess',
      'minor',
    ],
  ] satisfies Row[])('what the design does not name, by what it asks: %s', (_what, now, kind, part) => {
    const change = versionChange(base, now, isWord)
    expect(change.changes.map((one) => one.kind)).toContain(kind)
    expect(change.part).toBe(part)
  })

  test('nothing changed', () =>
    expect(versionChange(base, structuredClone(base), isWord)).toEqual({ part: null, changes: [] }))

  test.each([
    ['1.2.3', 'patch', '1.2.4'],
    ['1.2.3', 'minor', '1.3.0'],
    ['1.2.3', 'major', '2.0.0'],
  ] as const)('%s and a %s change', (version, part, next) => expect(nextVersion(version, part)).toBe(next))
})

describe('what a reader sees of it', () => {
  test('words that went and came stand in their place', () => {
    expect(diffWords('Plan one lesson for all.', 'Plan two lessons for all.')).toEqual([
      { kind: 'same', text: 'Plan' },
      { kind: 'out', text: ' one lesson' },
      { kind: 'in', text: ' two lessons' },
      { kind: 'same', text: ' for all.' },
    ])
  })

  test('only what differs, under its own name', () => {
    const now = after((c) => {
      c.rubric.criteria.pop()
      c.audience = ['teacher']
      first(c.part2.requirements).title = 'Another title'
    })
    const removed = base.rubric.criteria.at(-1)?.id ?? ''
    expect(new Set(diffContent(base, now).map(({ field, of }) => `${field} ${of.split(' ')[0]}`))).toEqual(
      new Set([
        'requirementTitle R1',
        'audience ',
        `criterionTitle ${removed}`,
        `descriptor ${removed}`,
        `criterionCounts ${removed}`,
      ]),
    )
  })

  test('the order of keys, which a database does not keep, is no change', () => {
    const turned = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(turned)
      if (value === null || typeof value !== 'object') return value
      return Object.fromEntries(
        Object.entries(value)
          .reverse()
          .map(([key, part]) => [key, turned(part)]),
      )
    }
    const same = turned(base) as AchievementContent
    expect(versionChange(base, same, isWord).part).toBeNull()
    expect(diffContent(base, same)).toEqual([])
  })

  test('a version beside itself is empty', () => expect(diffContent(base, base)).toEqual([]))
})
