import { randomInt } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, expect, test } from 'vitest'
import type { AchievementVersion } from '../../src/features/catalog/reads.ts'
import { ATTESTATIONS } from '../../src/features/submission/model.ts'
import { anAchievement } from '../../src/testing/factories/achievement.ts'
import { anEarnedDecision } from '../../src/testing/factories/decision.ts'
import { anOffering } from '../../src/testing/factories/offering.ts'
import { aDistrict, aPerson, type District, join, type Someone, signedIn } from '../../src/testing/factories/people.ts'
import { aReader } from '../../src/testing/factories/reader.ts'
import { readThrough, take } from '../../src/testing/factories/review.ts'
import { aReadyDraft } from '../../src/testing/factories/submission.ts'
import { foundedFolder } from './founded.ts'
import { type Hand, openHand, targetsOf } from './hand.ts'
import { historyFaults, type Known } from './history.ts'
import { forget, freePorts, killPostgres, type Site, startSite, until } from './site.ts'

/** How a round ends the processes: at a named place, at a random moment, the database server, one of its backends, or both. */
type Round = `${string}.${string}` | 'random' | 'database' | 'backend' | 'both'

/** A site for each, side by side: what was begun when a process died is waited for until its lease is over. */
const LANES: readonly (readonly Round[])[] = [
  // A list is signed for the first award of a site.
  ['status.signed', 'issue.reserved', 'database', 'random'],
  ['issue.prepared', 'issue.logged', 'both', 'random'],
  ['issue.signed', 'issue.checked', 'backend', 'database'],
  ['issue.stored', 'issue.published', 'outbox.taken', 'both', 'random'],
]

/** Far beyond what any of it takes: five sites share a slow machine with other suites, and that is no fault of theirs. */
const PATIENCE_S = 150

/** Three more in the journey. */
const KILLS = LANES.flat().length + 3

interface Lane {
  readonly folder: string
  readonly port: number
  readonly hand: Hand
  readonly district: District
  readonly version: AchievementVersion
  readonly readers: readonly [Someone, Someone]
  readonly known: Known[]
}
const folders: string[] = []

afterAll(async () => {
  for (const folder of folders) await forget(folder)
})

async function openLane(port: number): Promise<{ lane: Lane; site: Site }> {
  const folder = foundedFolder()
  folders.push(folder)
  const site = await startSite({ folder, port })
  const hand = openHand(await targetsOf(folder, site.url))
  const district = await aDistrict(hand)
  const version = await anAchievement(hand)
  await anOffering(hand, district.tenantId, [version.achievementId])
  const readers = [await aPerson(hand), await aPerson(hand)] as const
  return { lane: { folder, port, hand, district, version, readers, known: [] }, site }
}

/** One more earned decision; what the database did not acknowledge is noted as unknown. */
async function decide(lane: Lane): Promise<void> {
  const learner = await aPerson(lane.hand)
  try {
    await anEarnedDecision(lane.hand, { ...lane, learner })
    lane.known.push({ learnerId: learner.id, answer: 'ok' })
  } catch {
    lane.known.push({ learnerId: learner.id, answer: 'unknown' })
  }
}

/** Decisions one after the other until the time is over or the database is gone. */
async function decideFor(lane: Lane, milliseconds: number): Promise<void> {
  const end = Date.now() + milliseconds
  while (Date.now() < end) {
    try {
      await decide(lane)
    } catch {
      await pause(20)
    }
  }
}

async function endBackend(hand: Hand): Promise<void> {
  const { rows } = await hand.owner.query(
    `select pid from pg_stat_activity where usename = 'cairn_gate' and pid <> pg_backend_pid() order by random() limit 1`,
  )
  if (rows[0]) process.kill(rows[0].pid, 'SIGKILL')
}

const isNamed = (round: Round) => round.includes('.')

/** Decides, and ends what the round says; comes back when those processes are gone. A named place wants a start of its own. */
async function strike(lane: Lane, round: Round, running: Site): Promise<Site> {
  const named = isNamed(round)
  if (named) await running.stop()
  // A list is signed once for the first award; every other place is passed by each of three.
  const nth = round === 'status.signed' ? 1 : randomInt(1, 3)
  const site = named ? await startSite({ ...lane, failpoints: `${round}:${nth}:kill` }) : running
  if (named) {
    for (let count = 0; count < 3; count++) await decide(lane)
    const died = await Promise.race([site.ended.then(() => true), pause(PATIENCE_S * 1_000).then(() => false)])
    if (!died) throw new Error(`${round} was never reached: ${site.output()}`)
    return site
  }
  const deciding = decideFor(lane, 1_200)
  await pause(randomInt(50, 1_000))
  if (round === 'backend') await endBackend(lane.hand)
  if (round === 'random') await site.kill()
  if (round === 'both') await Promise.all([site.kill(), killPostgres(lane.folder)])
  if (round === 'database') await killPostgres(lane.folder)
  await deciding
  if (round !== 'backend') await site.kill()
  return site
}

/** Nothing is left that should be done by now. A database that is still coming back has not said so. */
async function atRest(hand: Hand): Promise<boolean> {
  return due(hand).then(
    (left) => left.length === 0,
    () => false,
  )
}

async function due(hand: Hand): Promise<unknown[]> {
  const { rows } = await hand.owner.query(
    `select 1 from outbox where state = 'due' and (kind like 'react:%' or kind in ('sign', 'mail', 'status', 'precheck', 'settleReadings')) limit 1`,
  )
  return rows
}

async function afterwards(lane: Lane, site: Site, name: string): Promise<string[]> {
  await until(`the outbox comes to rest after ${name}`, () => atRest(lane.hand), PATIENCE_S)
  const { slug } = lane.district
  const faults = await historyFaults({ owner: lane.hand.owner, url: site.url, slug }, lane.known)
  return faults.map((fault) => `${name}: ${fault}`)
}

async function runLane(rounds: readonly Round[], port: number): Promise<{ faults: string[]; known: Known[] }> {
  const { lane, site: first } = await openLane(port)
  const faults: string[] = []
  let site = first
  for (const round of rounds) {
    const struck = await strike(lane, round, site)
    site = round === 'backend' ? struck : await startSite(lane)
    faults.push(...(await afterwards(lane, site, round)))
  }
  await site.stop()
  await lane.hand.close()
  return { faults, known: lane.known }
}

const WEEKS = { activityFrom: '2026-09-08', activityUntil: '2026-10-02' }

/** One educator's way through the real pages, with the server killed behind the first press, the second, and the decision. */
async function runJourney(port: number): Promise<string[]> {
  const { lane, site: first } = await openLane(port)
  const { hand, district, version } = lane
  const learner = await aPerson(hand)
  await join(hand, district, { person: learner, school: 'North School' })
  const readers = [
    await aReader(hand, district, { school: 'South School' }),
    await aReader(hand, district, { school: 'East School' }),
  ]
  const submissionId = await aReadyDraft(hand, { learner, version })
  const cookie = await signedIn(hand, learner)
  const attempts = async () => (await hand.owner.query('select id from submission_attempt')).rows
  await first.stop()

  async function press(url: string): Promise<string> {
    const answer = await fetch(`${url}/me/work/${submissionId}/ready`, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        ...cookie,
        'content-type': 'application/json',
        'sec-fetch-site': 'same-origin',
      },
      body: JSON.stringify({
        attempt: 1,
        attestations: ATTESTATIONS,
        aiUsed: 'no',
        ...WEEKS,
      }),
    })
    return answer.status === 303
      ? 'taken'
      : `${answer.status} ${(await answer.text()).replaceAll(/<[^>]*>/g, ' ').slice(0, 2_000)}`
  }
  const faults: string[] = []
  for (const [place, expected] of [
    ['submit.manifested', 0],
    ['submit.committed', 1],
  ] as const) {
    const site = await startSite({ ...lane, failpoints: `${place}:1:kill` })
    const answer = await press(site.url).catch(() => null)
    if (answer !== null) throw new Error(`${place} was never reached: ${answer}`)
    await site.ended
    const back = await startSite(lane)
    const found = (await attempts()).length
    if (found !== expected) faults.push(`${place}: ${found} attempts after the restart`)
    await back.stop()
  }
  const site = await startSite({ ...lane, failpoints: 'decide.committed:1:kill' })
  const again = await press(site.url)
  if (again !== 'taken') faults.push(`the same press again: ${again}`)
  await until('two readings are open', async () => {
    const { rows } = await hand.owner.query(`select 1 from review where status = 'open'`)
    return rows.length === 2
  })
  const [sent] = await attempts()
  const { rows: pieces } = await hand.owner.query('select id from evidence where frozen_at is not null')
  const work = {
    ...{ district, learner, version, submissionId, attemptId: sent?.id, attemptNo: 1 },
    evidenceIds: pieces.map(({ id }) => id),
  }
  for (const reader of readers) {
    const reviewId = (await take(hand, reader)) ?? ''
    await readThrough(hand, reader, { reviewId, work, levels: {} })
  }
  await site.ended
  lane.known.push({ learnerId: learner.id, answer: 'ok' })
  const back = await startSite(lane)
  faults.push(...(await afterwards(lane, back, 'the journey')))
  if ((await attempts()).length !== 1) faults.push('the same press made a second attempt')
  faults.push(...(await blindSpots(lane, back)))
  await back.stop()
  await hand.close()
  return faults
}

/** A check that cannot fail proves nothing: one message too many and one altered line must be seen. */
async function blindSpots({ hand, district, known }: Lane, site: Site): Promise<string[]> {
  await hand.owner.query(
    `insert into outbox select gen_random_uuid(), tenant_id, person_id, null, kind, body, 'done', 1, next_at, done_at, null
     from outbox where body ->> 'template' = 'credential.awarded' limit 1`,
  )
  await hand.owner.query('alter table log_entry disable trigger user')
  await hand.owner.query(`update log_entry set body = body || '{"more": 1}' where id = 3`)
  const faults = await historyFaults({ owner: hand.owner, url: site.url, slug: district.slug }, known)
  const seen = faults.map((fault) => fault.replace(/^learner [^:]+: /, '')).sort()
  const expected = ['2 messages to the holder', 'the log breaks at 3']
  return seen.join() === expected.join() ? [] : [`the check saw ${seen.join() || 'nothing'}`]
}

test('F-kill-at-failpoints, F-response-lost: killed at any step of issuing, an acknowledged decision is one whole credential, and nothing else is', async () => {
  const started = Date.now()
  const [journey, ...lanes] = await Promise.all([
    freePorts().then(runJourney),
    ...LANES.map(async (rounds) => runLane(rounds, await freePorts())),
  ])
  const faults = [...lanes.flatMap((lane) => lane.faults), ...journey]
  const known = lanes.flatMap((lane) => lane.known)
  const unknown = known.filter(({ answer }) => answer === 'unknown').length
  const seconds = Math.round((Date.now() - started) / 1000)
  console.log(
    `kill: ${KILLS} kills, ${known.length + 1} decisions, ${unknown} unanswered, ${faults.length} faults, ${seconds} s`,
  )
  expect(faults).toEqual([])
}, 590_000)
