import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { append } from '../../platform/log.ts'
import { sweepsOf } from '../../sweeps.ts'
import { anAchievement, ownerOf, theStarterCatalog } from '../../testing/factories/achievement.ts'
import { anAward } from '../../testing/factories/award.ts'
import { anOffering } from '../../testing/factories/offering.ts'
import { aDistrict, aPerson, type District, join, type Someone } from '../../testing/factories/people.ts'
import { openWorld, type World } from '../../testing/world.ts'
import { type AchievementVersion, findBySlug } from '../catalog/reads.ts'
import { addGoal } from './actions/goals.ts'
import { keepAwarded } from './actions/hear.ts'
import { addToPlan } from './actions/plan.ts'
import { dismiss, keepRun, restore, showLong, weigh } from './actions/suggestions.ts'
import { listPlan } from './reads/own.ts'
import { listPeerCounts } from './reads/peers.ts'
import { type HiddenKind, ownRuns, suggestionsPage } from './views/suggestions.ts'

let world: World
let district: District
let d2: AchievementVersion
let h1: AchievementVersion
beforeAll(async () => {
  world = await openWorld()
  await theStarterCatalog(world)
  district = await aDistrict(world)
  await anOffering(world, district.tenantId)
  d2 = await entry('questions-that-probe')
  h1 = await entry('number-talks')
})
afterAll(() => world.close())

async function entry(slug: string): Promise<AchievementVersion> {
  const found = await world.home.db.asPublic((tx) => findBySlug(tx, slug))
  if (!found) throw new Error(slug)
  return found
}
const as = (person: Someone) => world.as({ personId: person.id })
const page = (person: Someone, why = '') => suggestionsPage(as(person), why)
async function top(person: Someone): Promise<string[]> {
  return (await page(person)).list.map(({ card }) => card.code)
}
/** Those that have as many points as the first. */
async function leading(person: Someone): Promise<string[]> {
  const { list } = await page(person)
  return list.filter((line) => line.explanation.total === list[0]?.explanation.total).map(({ card }) => card.code)
}
/** Left out is what is for other roles, whatever this person does. */
async function hiddenAs(person: Someone): Promise<Record<string, HiddenKind>> {
  const { hidden } = await page(person)
  return Object.fromEntries(hidden.filter(({ kind }) => kind !== 'not-for-role').map(({ slug, kind }) => [slug, kind]))
}
const questions = { text: 'students ask better questions', competencies: ['questions'], byDate: null, why: '' }
const math = { subjects: ['mathematics'], grades: ['3-5'] }

async function learner(given: { subjects?: string[]; grades?: string[]; workRole?: string } = {}): Promise<Someone> {
  const person = await aPerson(world, { workRole: given.workRole })
  const { subjects = [], grades = [] } = given
  await world.owner.query('update person set subjects = $2, grades = $3 where id = $1', [person.id, subjects, grades])
  return person
}

async function hear(type: `${string}.${string}`, line: { person: Someone; subjectId: string; body: object }) {
  const ctx = world.as({ tenantId: district.tenantId, system: 'test' })
  await ctx.transact((tx) =>
    append(ctx, tx, {
      type,
      subjectId: line.subjectId,
      personId: line.person.id,
      body: line.body as Record<string, string>,
    }),
  )
  await world.settle()
}
const begin = (person: Someone, version: AchievementVersion, subjectId: string = world.home.ports.newId()) =>
  hear('submission.started', {
    person,
    subjectId,
    body: { achievementId: version.achievementId, achievementVersionId: version.id },
  }).then(() => subjectId)

describe('the list', () => {
  test('follows what one teaches, and a goal as soon as it is there', async () => {
    const maya = await learner(math)
    expect(await leading(maya)).toContain('H1')
    expect(await leading(await learner({ ...math, subjects: ['art'] }))).not.toContain('H1')
    await addGoal(as(maya), questions)
    expect((await top(maya))[0]).toBe('D2')
  })

  test('accounts for the whole catalogue: shown, further and hidden', async () => {
    const maya = await learner({ ...math, workRole: 'coach' })
    await addToPlan(as(maya), d2.achievementId)
    const { list, further, hidden, size } = await page(maya)
    expect(list.length + further + hidden.length).toBe(size)
    expect(hidden.find(({ slug }) => slug === d2.slug)?.kind).toBe('in-plan')
    expect(hidden.find(({ slug }) => slug === h1.slug)?.kind).toBe('not-for-role')
  })

  test('explains each line by parts that add up, and by what would be without its largest input', async () => {
    const maya = await learner(math)
    await addGoal(as(maya), questions)
    const { list } = await page(maya)
    for (const { explanation } of list) {
      const sum = explanation.rows.reduce((total, { points }) => total + Math.round(points * 100), 0)
      expect(sum).toBe(Math.round(explanation.total * 100))
    }
    const first = list[0]
    expect(first?.because.goal).toEqual({ text: questions.text, competencies: ['Questions that probe'] })
    expect(first?.explanation.counterfactual).toMatchObject({ dropped: { kind: 'goal' }, rankBefore: 1 })
    expect(first?.without).toEqual({ goal: questions.text, targetsGone: ['Questions that probe'] })
  })

  test('weights of one’s own change it; all at zero is refused', async () => {
    const maya = await learner(math)
    await addGoal(as(maya), questions)
    await weigh(as(maya), { goal: 0, gap: 0 })
    expect(await leading(maya)).toContain('H1')
    const zero = { goal: 0, gap: 0, context: 0, pathway: 0, peers: 0, priority: 0, freshness: 0 }
    await expect(weigh(as(maya), zero)).rejects.toMatchObject({ because: 'all_at_zero' })
    await weigh(as(maya), {})
    expect((await top(maya))[0]).toBe('D2')
  })

  test('a goal that nothing works on yet is named', async () => {
    const maya = await learner()
    await addGoal(as(maya), questions)
    expect((await page(maya)).uncovered).toEqual([])
    await world.owner.query(`update goal set competencies = array['beekeeping'] where person_id = $1`, [maya.id])
    expect((await page(maya)).uncovered).toEqual([questions.text])
  })

  test('says why not, for anything', async () => {
    const maya = await learner(math)
    await addGoal(as(maya), questions)
    await dismiss(as(maya), { achievementId: h1.achievementId, reason: 'already_do_it' })
    expect((await page(maya, 'D2')).asked?.answer).toMatchObject({ kind: 'listed', rank: 1 })
    expect((await page(maya, 'number talks')).asked?.answer).toMatchObject({
      kind: 'hidden',
      item: { kind: 'not-for-me', dismissed: 'already_do_it' },
    })
    // Equals stand in the order of their ids, which are new with each world: any that is not listed will do.
    const listed = await top(maya)
    const behind = ['F1', 'I2', 'J6', 'K4', 'L6', 'C6'].find((code) => !listed.includes(code)) ?? ''
    const { asked } = await page(maya, behind)
    expect(asked?.answer).toMatchObject({ kind: 'behind', third: { total: expect.any(Number) } })
    expect((await page(maya, 'juggling')).asked?.answer).toEqual({ kind: 'unknown' })
  })
})

describe('not for me', () => {
  test('hides one item; one press gives the first list back', async () => {
    const maya = await learner(math)
    const before = await top(maya)
    await dismiss(as(maya), { achievementId: h1.achievementId, reason: 'too_easy' })
    expect(await top(maya)).not.toContain('H1')
    expect(await hiddenAs(maya)).toEqual({ [h1.slug]: 'not-for-me' })
    await restore(as(maya), h1.achievementId)
    expect(await top(maya)).toEqual(before)
  })

  test('too long may hide what is longer than wanted, until it is shown again', async () => {
    const maya = await learner()
    await dismiss(as(maya), { achievementId: d2.achievementId, reason: 'too_long', overHours: 9 })
    const kinds = Object.values(await hiddenAs(maya))
    expect(kinds).toContain('too-long')
    expect((await page(maya)).list.every(({ card }) => card.hours <= 9)).toBe(true)
    await showLong(as(maya))
    expect(await hiddenAs(maya)).toEqual({ [d2.slug]: 'not-for-me' })
  })

  test('another reason hides nothing else', async () => {
    const maya = await learner()
    await dismiss(as(maya), { achievementId: d2.achievementId, reason: 'other', overHours: 1 })
    expect(await hiddenAs(maya)).toEqual({ [d2.slug]: 'not-for-me' })
  })
})

describe('what the log says', () => {
  test('an award takes the item off the list, closes it in the plan and raises the level; a revocation takes all back', async () => {
    const maya = await learner(math)
    await join(world, district, { person: maya })
    await addGoal(as(maya), questions)
    const itemId = await addToPlan(as(maya), d2.achievementId)
    const { credentialId } = await anAward(world, { district, learner: maya, version: d2 })
    expect((await hiddenAs(maya))[d2.slug]).toBe('already-earned')
    const ctx = as(maya)
    const plan = await ctx.transact((tx) => listPlan(tx, ctx.person))
    expect(plan.find(({ id }) => id === itemId)?.state).toBe('done')
    await hear('credential.revoked', { person: maya, subjectId: credentialId, body: { credentialId } })
    expect((await top(maya))[0]).toBe('D2')
  })

  test('work that began stands under Today instead, until it ends', async () => {
    const maya = await learner()
    const submissionId = await begin(maya, d2)
    expect(await hiddenAs(maya)).toEqual({ [d2.slug]: 'in-progress' })
    await hear('submission.withdrawn', { person: maya, subjectId: submissionId, body: { reason: 'learner' } })
    expect(await hiddenAs(maya)).toEqual({})
  })

  test('in whichever order the lines are heard', async () => {
    const maya = await learner()
    const subjectId = world.home.ports.newId()
    await hear('submission.withdrawn', { person: maya, subjectId, body: { reason: 'learner' } })
    await begin(maya, d2, subjectId)
    expect(await hiddenAs(maya)).toEqual({})
  })

  test('an expiring credential opens the item again 120 days before its end', async () => {
    const version = await anAchievement(world, {
      slug: 'first-aid-for-a-class',
      expiry: { kind: 'after', months: 12, renewal: 'reflection' },
    })
    const maya = await learner()
    const body = {
      credentialId: world.home.ports.newId(),
      achievementId: version.achievementId,
      achievementVersionId: version.id,
      awardedAt: world.clock.now().toISOString(),
    }
    await keepAwarded(world.as({ system: 'test' }), maya.id, { ...body, awardedAt: world.clock.now() })
    expect((await hiddenAs(maya))[version.slug]).toBe('already-earned')
    const now = world.clock.now()
    world.clock.advance(246 * 86_400_000)
    expect((await hiddenAs(maya))[version.slug]).toBeUndefined()
    world.clock.set(now)
  })

  test('numbers of colleagues count people of a role, each once, and speak from five on', async () => {
    const version = await anAchievement(world, { slug: 'greet-by-name', audience: ['specialist'] })
    const people = []
    for (let count = 0; count < 5; count++) people.push(await learner({ workRole: 'specialist' }))
    const counts = async () => {
      const db = ownerOf(world)
      return (await listPeerCounts(db, { workRole: 'specialist', demo: false }))[version.achievementId]
    }
    for (const person of people.slice(0, 4)) await begin(person, version)
    const [first] = people
    if (first) await begin(first, version)
    expect(await counts()).toEqual({ started: 4, earned: 0 })
    for (const person of people.slice(0, 4)) {
      const award = {
        credentialId: world.home.ports.newId(),
        achievementId: version.achievementId,
        achievementVersionId: version.id,
        awardedAt: world.clock.now(),
      }
      const system = world.as({ system: 'test' })
      await Promise.all([keepAwarded(system, person.id, award), keepAwarded(system, person.id, award)])
    }
    const judge = await learner({ workRole: 'specialist' })
    const peersOf = async () => {
      const { asked } = await page(judge, version.slug)
      const { list } = await page(judge)
      const listed = list.find(({ card }) => card.slug === version.slug)?.explanation.rows
      if (listed) return listed.find(({ feature }) => feature === 'peers')?.points
      return asked?.answer.kind === 'behind' ? asked.answer.item.points.peers : null
    }
    expect(await peersOf()).toBe(0)
    if (people[4]) await begin(people[4], version)
    expect(await counts()).toEqual({ started: 5, earned: 4 })
    expect(await peersOf()).toBeGreaterThan(0)
  })
})

describe('the record of what was shown', () => {
  test('is one line for each list that changed, kept thirteen months, and the person’s to take', async () => {
    const maya = await learner(math)
    const look = async () => keepRun(as(maya), (await page(maya)).run)
    await look()
    await look()
    expect(await ownRuns(as(maya))).toHaveLength(1)
    world.clock.advance(1000)
    await addGoal(as(maya), questions)
    await look()
    const runs = await ownRuns(as(maya))
    expect(runs).toHaveLength(2)
    expect(runs[0]?.list[0]).toMatchObject({ id: d2.achievementId, parts: { goal: expect.any(Number) } })
    const now = world.clock.now()
    world.clock.advance(400 * 86_400_000)
    expect(await ownRuns(as(maya))).toEqual([])
    await look()
    const { rows } = await world.owner.query('select id from suggestion_run where person_id = $1', [maya.id])
    expect(rows).toHaveLength(1)
    world.clock.set(now)
  })

  test('of somebody who never came back goes with the sweep', async () => {
    const maya = await learner()
    await keepRun(as(maya), (await page(maya)).run)
    const count = async () =>
      (await world.owner.query('select id from suggestion_run where person_id = $1', [maya.id])).rows.length
    const now = world.clock.now()
    const sweep = async () => {
      for (const each of sweepsOf(world.home)) await each()
    }
    await sweep()
    expect(await count()).toBe(1)
    world.clock.advance(400 * 86_400_000)
    await sweep()
    expect(await count()).toBe(0)
    world.clock.set(now)
  })

  test('the same standpoint gives the same bytes', async () => {
    const maya = await learner(math)
    expect(JSON.stringify((await page(maya)).run)).toBe(JSON.stringify((await page(maya)).run))
  })
})
