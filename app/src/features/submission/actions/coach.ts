import type { CoachSettings } from '../rules/coach-gate.ts'

/** After two returns a coach is offered, after three one conversation opens the next attempt (04-assessment.md 1.6). */
export const coachSettings: CoachSettings = { coachAfter: 3, coachEvery: 1, coachGate: 'required', attemptMax: null }
