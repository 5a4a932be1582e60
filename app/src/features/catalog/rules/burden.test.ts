import { expect, test } from 'vitest'
import { burdenOf } from './burden.ts'

const requirement = (given: object) => ({
  part2: { requirements: [{ id: 'R1', title: 'Log', minItems: 1, ...given }] },
})

test.each<[what: string, draft: object, educator: number, reader: number]>([
  ['nothing written', {}, 0, 0],
  ['two pages', requirement({ evidenceTypes: ['lesson_plan'], maxPages: 2 }), 16, 3],
  ['a page where no limit is given', requirement({ evidenceTypes: ['document'] }), 8, 1.5],
  ['words where only words are limited', requirement({ evidenceTypes: ['statement'], maxWords: 200 }), 24, 1],
  ['ten minutes of video', requirement({ evidenceTypes: ['video'], maxMinutes: 10 }), 40, 12],
  ['a table of data', requirement({ evidenceTypes: ['data_table'] }), 25, 1.5],
  ['an instrument', requirement({ evidenceTypes: ['instrument'] }), 30, 1.5],
  ['one of two kinds: the longer one', requirement({ evidenceTypes: ['document', 'data_table'] }), 25, 1.5],
  ['two of two kinds', requirement({ evidenceTypes: ['document', 'data_table'], minItems: 2 }), 33, 3],
  ['three of one kind', requirement({ evidenceTypes: ['document'], minItems: 3 }), 24, 4.5],
  ['four photos on four pages', requirement({ evidenceTypes: ['photo'], minItems: 4, maxPages: 4 }), 32, 6],
  [
    'two recordings of ten minutes together',
    requirement({ evidenceTypes: ['audio'], minItems: 2, maxMinutes: 10 }),
    40,
    12,
  ],
  [
    'a table on one page of three',
    requirement({ evidenceTypes: ['data_table', 'photo'], minItems: 2, maxPages: 3 }),
    41,
    4.5,
  ],
  [
    'words of the other parts',
    { part1: { questions: [{ maxWords: 100 }] }, part3: { prompts: [{ maxWords: 150 }] } },
    30,
    1.25,
  ],
  ['five criteria', { rubric: { criteria: [{}, {}, {}, {}, {}] } }, 0, 5],
  ['what is typed and no number', requirement({ evidenceTypes: ['video'], maxMinutes: 'ten' }), 4, 1.2],
])('%s', (_what, draft, educator, reader) => {
  expect(burdenOf(draft)).toMatchObject({ educator, reader })
})
