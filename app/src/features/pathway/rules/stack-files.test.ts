import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { readCatalogFolder } from '../../../platform/catalog-files.ts'
import { readSafeYaml } from '../../../platform/safe-yaml.ts'
import { readStacks } from './stack-files.ts'

const CATALOG = fileURLToPath(new URL('../../../../../catalog', import.meta.url))
const words = {
  ...{ title: 'Novice year', titleEs: 'Primer año' },
  summary: 'What carries a first year, and one goal of your own.',
  summaryEs: 'Lo que sostiene un primer año, y una meta tuya propia.',
}
const group = { id: 'goal', title: 'A goal', titleEs: 'Una meta', min: 1 }
const CODES = new Map([
  ['A1', 1],
  ['B1', 1],
  ['L1', 2],
])

function aStack(given: object = {}) {
  const members = [{ code: 'A1' }, { code: 'B1' }, { code: 'L1', group: 'goal' }]
  return { code: 'NOV', slug: 'novice-year', ...words, rule: { anyOf: 2, groups: [group] }, members, ...given }
}

const one = { id: 'one', title: 'First', titleEs: 'Primero' }
const two = { id: 'two', title: 'Second', titleEs: 'Segundo' }
const ENDS = [
  { code: 'A1', step: 'one' },
  { code: 'B1', step: 'two' },
]
function aPathway(given: object = {}) {
  const rule = { steps: [one, two] }
  return { code: 'PW-ONE', slug: 'one-way', kind: 'pathway', ...words, rule, members: ENDS, ...given }
}

function codesOf(...stacks: unknown[]): string[] {
  return readStacks(stacks, CODES).problems.map(({ path, code }) => `${path} ${code}`)
}

describe('a file of stacks', () => {
  test('that is sound has no problem', () => {
    expect(readStacks([aStack()], CODES)).toMatchObject({ problems: [], stacks: [{ code: 'NOV' }] })
    expect(codesOf(aStack(), aPathway({ members: [...ENDS, { code: 'NOV', step: 'two' }] }))).toEqual([])
    expect(codesOf(aPathway(), aStack({ rule: { all: true }, members: [{ code: 'A1' }, { code: 'B1' }] }))).toEqual([])
  })

  test.each<[string, unknown[], string[]]>([
    [
      'an entry that is not there',
      [aStack({ rule: { anyOf: 1 }, members: [{ code: 'A1' }, { code: 'Z9' }] })],
      ['0.members.1.code unknown_entry'],
    ],
    [
      'a member twice',
      [aStack({ rule: { anyOf: 1 }, members: [{ code: 'A1' }, { code: 'A1' }] })],
      ['0.members.1.code duplicate_member'],
    ],
    ['more wanted than there is', [aStack({ rule: { anyOf: 4, groups: [group] } })], ['0.rule.anyOf rule_unreachable']],
    [
      'a group nobody is in',
      [aStack({ members: [{ code: 'A1' }, { code: 'B1' }] })],
      ['0.rule.groups.0.min rule_unreachable'],
    ],
    ['a group the rule does not have', [aStack({ rule: { anyOf: 1 } })], ['0.members.2.group unknown_group']],
    [
      'groups that ask for more than the whole',
      [
        aStack({
          rule: { anyOf: 1, groups: [group, { ...group, id: 'more' }] },
          members: [
            { code: 'A1', group: 'more' },
            { code: 'L1', group: 'goal' },
          ],
        }),
      ],
      ['0.rule.anyOf rule_unreachable'],
    ],
    ['one code twice', [aStack(), aStack({ slug: 'other' })], ['1.code duplicate_code']],
    ['one address twice', [aStack(), aStack({ code: 'PAR' })], ['1.slug duplicate_slug']],
    [
      'an edition that is not published yet',
      [
        aStack({
          rule: { anyOf: 1 },
          members: [
            { code: 'A1', minMajor: 2 },
            { code: 'L1', minMajor: 2 },
          ],
        }),
      ],
      ['0.members.0.minMajor rule_unreachable'],
    ],
    ['no rule at all', [aStack({ rule: {}, members: [{ code: 'A1' }, { code: 'B1' }] })], ['0.rule rule_missing']],
    ['all and a number beside it', [aStack({ rule: { all: true, anyOf: 1, groups: [group] } })], ['0.rule rule_kind']],
    ['steps in a stack', [aPathway({ kind: 'stack' })], ['0.rule rule_kind']],
    [
      'a pathway of one step',
      [aPathway({ rule: { steps: [one] } })],
      ['0.members.1.step unknown_step', '0.rule rule_kind'],
    ],
    ['a pathway with a number', [aPathway({ rule: { anyOf: 2, steps: [one, two] } })], ['0.rule rule_kind']],
    [
      'a member of no step',
      [aPathway({ members: [{ code: 'A1', step: 'one' }, { code: 'B1', step: 'two' }, { code: 'L1' }] })],
      ['0.members.2.step step_missing'],
    ],
    [
      'a step that nobody is in',
      [
        aPathway({
          members: [
            { code: 'A1', step: 'one' },
            { code: 'B1', step: 'one' },
          ],
        }),
      ],
      ['0.rule.steps.1.min rule_unreachable'],
    ],
    [
      'a gate that asks for more than there is',
      [aPathway({ rule: { steps: [one, { ...two, min: 2 }] } })],
      ['0.rule.steps.1.min rule_unreachable'],
    ],
    [
      'a step twice',
      [aPathway({ rule: { steps: [one, two, { ...two, title: 'Third' }] } })],
      ['0.rule.steps.2.id duplicate_group'],
    ],
    [
      'steps that wait for each other',
      [aPathway({ rule: { steps: [{ ...one, after: ['two'] }, two] } })],
      ['0.rule.steps.0.after gate_cycle', '0.rule.steps.1.after gate_cycle'],
    ],
    [
      'a step after one that is not there',
      [aPathway({ rule: { steps: [one, { ...two, after: ['none'] }] } })],
      ['0.rule.steps.1.after unknown_step'],
    ],
    [
      'a stack in itself',
      [aStack({ rule: { anyOf: 1 }, members: [{ code: 'A1' }, { code: 'NOV' }] })],
      ['0.members.1.code inside_itself'],
    ],
    [
      'stacks in each other',
      [
        aStack({ rule: { anyOf: 1 }, members: [{ code: 'A1' }, { code: 'PAR' }] }),
        aStack({ code: 'PAR', slug: 'par', rule: { anyOf: 1 }, members: [{ code: 'A1' }, { code: 'NOV' }] }),
      ],
      ['0.members.1.code inside_itself', '1.members.1.code inside_itself'],
    ],
    [
      'a stack in another stack',
      [
        aStack({ rule: { anyOf: 1 }, members: [{ code: 'A1' }, { code: 'PAR' }] }),
        aStack({ code: 'PAR', slug: 'par' }),
      ],
      ['0.members.1.code stack_in_stack'],
    ],
    [
      'a pathway in another pathway',
      [
        aPathway({ members: [...ENDS, { code: 'PW-TWO', step: 'two' }] }),
        aPathway({ code: 'PW-TWO', slug: 'two-ways' }),
      ],
      ['0.members.2.code pathway_in_pathway'],
    ],
    [
      'a stack that is not there, and one of an edition',
      [
        aPathway({
          members: [
            { code: 'GONE', step: 'one' },
            { code: 'NOV', step: 'two', minMajor: 1 },
          ],
        }),
        aStack(),
      ],
      ['0.members.0.code unknown_stack', '0.members.1.minMajor stack_edition'],
    ],
    ['no title', [aStack({ title: '' })], ['0.title too_small']],
    ['a field nobody knows', [aStack({ hours: 5 })], ['0 unrecognized_keys']],
  ])('%s', (_name, stacks, expected) => {
    expect(codesOf(...stacks)).toEqual(expected)
    expect(readStacks(stacks, CODES).stacks).toEqual([])
  })

  test('the one of the starter catalogue is sound beside its entries', () => {
    const entries = readCatalogFolder(CATALOG).entries.map(
      ({ name }) => /\/([a-z]+\d+)-/.exec(name)?.[1]?.toUpperCase() ?? '',
    )
    const yaml = readSafeYaml(readFileSync(`${CATALOG}/stacks.yaml`, 'utf8'))
    const { stacks, problems } = readStacks(
      yaml.ok ? yaml.value : yaml.problem,
      new Map(entries.map((code) => [code, 1])),
    )
    expect(problems).toEqual([])
    const strands = stacks.filter(({ code }) => code.startsWith('ST-'))
    expect(strands.flatMap(({ members }) => members.map(({ code }) => code)).sort()).toEqual(entries.sort())
  })
})
