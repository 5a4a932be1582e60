import { expect, test } from 'vitest'
import { Invalid } from '../../lib/refusal.ts'
import { parseWith } from '../../platform/forms.ts'
import { ClassNeedInput, PlanItemInput } from './model.ts'

function problemsOf(parse: () => unknown): Readonly<Record<string, string>> {
  try {
    parse()
  } catch (error) {
    if (error instanceof Invalid) return error.fields
    throw error
  }
  return {}
}

test('a day that does not exist is answered with how a day is written', () => {
  const plan = { achievementId: 'a', version: '1.0.0', startBy: '2026-02-30' }
  expect(problemsOf(() => parseWith(PlanItemInput, plan))).toEqual({ startBy: 'invalid.date' })
})

test('more students than the class has is a matter of two fields', () => {
  const need = { statement: 'Late starts', count: 30, of: 24 }
  expect(problemsOf(() => parseWith(ClassNeedInput, need))).toEqual({ count: 'invalid.custom' })
})
