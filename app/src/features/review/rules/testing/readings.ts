import type { Purpose, ReviewEntry } from '../../model.ts'
import { ENTRY_OF_MOVE, mayMoveReview, mayUndoReading, type ReviewMove, reviewStatusOf } from '../moves.ts'
import { type Attempt, move, type Reading, uuid, type World } from './world.ts'

export function lastAttempt(world: World): Attempt | undefined {
  return world.attempts.at(-1)
}

/** Readings of an attempt that were not cancelled. */
export function liveReadings(attempt: Attempt | undefined): Reading[] {
  return attempt?.readings.filter(({ log }) => reviewStatusOf(log) !== 'cancelled') ?? []
}

export function open(world: World, attempt: Attempt, purpose: Purpose): Reading {
  const id = uuid(world.ids++)
  const body = { reviewId: id, attemptId: attempt.id, purpose }
  const log: ReviewEntry[] = [{ type: 'review.opened', at: new Date(world.now), body }]
  const reading: Reading = { id, purpose, readerId: null, provisional: false, log, submittedAt: null, levels: [] }
  attempt.readings.push(reading)
  return reading
}

/** Asks the table first; a refused move changes nothing. */
export function moveReading(
  world: World,
  { attempt, reading }: { attempt: Attempt; reading: Reading },
  name: ReviewMove,
): boolean {
  if (!mayMoveReview(reviewStatusOf(reading.log), name).ok) return false
  const type = ENTRY_OF_MOVE[name]
  const body = { reviewId: reading.id, attemptId: attempt.id }
  if (type) reading.log.push({ type, at: new Date(world.now), body } as ReviewEntry)
  return true
}

export function admit(world: World): void {
  const attempt = lastAttempt(world)
  const dueAt = new Date(world.now + 86_400_000).toISOString()
  if (attempt && move(world, 'admit', { attemptNo: attempt.no, dueAt })) open(world, attempt, 'first')
}

export function claim(world: World, readerId: string, provisional: boolean): void {
  const attempt = lastAttempt(world)
  const live = liveReadings(attempt)
  const reading = live.find(({ log }) => reviewStatusOf(log) === 'open')
  if (!attempt || !reading || live.some((other) => other !== reading && other.readerId === readerId)) return
  if (!moveReading(world, { attempt, reading }, 'claim')) return
  reading.readerId = readerId
  reading.provisional = provisional && world.newSite
}

export function submitReading(world: World, levels: readonly number[]): void {
  const attempt = lastAttempt(world)
  const reading = liveReadings(attempt).find(({ log }) => reviewStatusOf(log) === 'leased')
  if (!attempt || !reading || !moveReading(world, { attempt, reading }, 'submit')) return
  reading.levels = levels
  reading.submittedAt = new Date(world.now)
}

export function undoReading(world: World): void {
  const attempt = lastAttempt(world)
  const live = liveReadings(attempt)
  const reading = live.find(({ log }) => reviewStatusOf(log) === 'submitted')
  if (!attempt || !reading) return
  const { log, submittedAt } = reading
  const attemptOpen = world.standing.status === 'inReview'
  const facts = { status: reviewStatusOf(log), submittedAt, routingRan: live.length > 1, attemptOpen }
  if (mayUndoReading(facts, new Date(world.now)).ok) moveReading(world, { attempt, reading }, 'undo')
}

export function leave(world: World, name: 'release' | 'expire' | 'declareConflict' | 'save' | 'flag'): void {
  const attempt = lastAttempt(world)
  for (const reading of liveReadings(attempt)) if (attempt && moveReading(world, { attempt, reading }, name)) return
}

export function cancelReadings(world: World): void {
  for (const attempt of world.attempts)
    for (const reading of attempt.readings) moveReading(world, { attempt, reading }, 'cancel')
}
