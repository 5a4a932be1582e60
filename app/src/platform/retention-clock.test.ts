import { describe, expect, test } from 'vitest'
import { heldState, isRetentionWell, type RetentionState, readRetention, retentionStep } from './retention-clock.ts'

const HOUR = 3_600_000
const now = new Date('2026-10-05T15:00:00Z')
const ago = (hours: number) => new Date(now.getTime() - hours * HOUR)
const state = (given: Partial<RetentionState> = {}): RetentionState => ({
  at: ago(1),
  heldUntil: null,
  more: false,
  overdue: 0,
  ...given,
})

describe('H-retention-job-faults: when the job runs', () => {
  test.each([
    ['never before, on a site in use', null, ago(0.1), 'run'],
    ['never before, on an empty site', null, null, 'run'],
    ['an hour ago', state(), ago(1), 'run'],
    ['half an hour ago', state({ at: ago(0.5) }), ago(0.1), 'wait'],
    ['two minutes ago, with more to do', state({ at: ago(0.04), more: true }), ago(0.1), 'run'],
    ['an hour ago, nothing else written down for a week', state(), ago(24 * 7), 'run'],
    ['23 hours ago, late but within the day', state({ at: ago(23) }), ago(30), 'run'],
    ['25 hours ago: switched off, or a clock that jumped ahead', state({ at: ago(25) }), ago(26), 'hold'],
    ['a year ago', state({ at: ago(24 * 365) }), ago(24 * 365), 'hold'],
    ['in the future: a clock that was set back', state({ at: ago(-48) }), ago(1), 'hold'],
    ['held, an hour ago', state({ heldUntil: ago(-20) }), ago(1), 'beat'],
    ['held, a minute ago', state({ at: ago(0.02), heldUntil: ago(-20) }), ago(1), 'wait'],
    ['held until now', state({ heldUntil: now }), ago(1), 'run'],
  ] as const)('%s', (_case, known, newestEntry, step) => {
    expect(retentionStep(known, { newestEntry, now })).toBe(step)
  })

  test('a quiet site that is held beats on and runs after two days', () => {
    let kept = heldState(now, 0)
    const steps: string[] = []
    for (let hour = 1; hour <= 49; hour++) {
      const at = new Date(now.getTime() + hour * HOUR)
      const step = retentionStep(kept, { newestEntry: now, now: at })
      steps.push(step)
      if (step !== 'wait') kept = { ...kept, at }
    }
    expect(steps.slice(0, 47)).toEqual(Array(47).fill('beat'))
    expect(steps.slice(47)).toEqual(['run', 'run'])
  })
})

test('the operator is told of a hold, of what is left over and of a job that does not run', () => {
  expect(isRetentionWell(null, now)).toBe(true)
  expect(isRetentionWell(state(), now)).toBe(true)
  expect(isRetentionWell(heldState(now, 0), now)).toBe(false)
  expect(isRetentionWell(state({ overdue: 1 }), now)).toBe(false)
  expect(isRetentionWell(state({ at: ago(49) }), now)).toBe(false)
  const kept = JSON.parse(JSON.stringify(heldState(now, 3)))
  expect(readRetention(kept)).toEqual(heldState(now, 3))
  expect(readRetention('torn')).toBeNull()
})
