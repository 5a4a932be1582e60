import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { theStarterCatalog } from '../../testing/factories/achievement.ts'
import { aPerson, type Someone } from '../../testing/factories/people.ts'
import { openWorld, type World } from '../../testing/world.ts'
import { addGoal, removeGoal, setGoalStatus } from './actions/goals.ts'
import { keepEnded, keepRevoked } from './actions/hear.ts'
import { addToPlan, answerPlanItem, movePlanItem, orderPlanItem } from './actions/plan.ts'
import { forgetSearch, keepSearch } from './actions/searches.ts'
import { dismiss, keepRun, weigh } from './actions/suggestions.ts'
import type { PlanState } from './model.ts'
import { listGoals, listPlan } from './reads/own.ts'
import { goalsPage } from './views/goals.ts'
import { ownSearches } from './views/searches.ts'
import { suggestionsPage } from './views/suggestions.ts'

let world: World
let achievements: string[]
beforeAll(async () => {
  world = await openWorld()
  await theStarterCatalog(world)
  const { rows } = await world.owner.query('select id from achievement order by code')
  achievements = rows.map(({ id }) => id)
})
afterAll(() => world.close())

const as = (person: Someone) => world.as({ personId: person.id })
const goal = (text: string, competencies = ['questions']) => ({ text, competencies, byDate: null, why: '' })

async function active(person: Someone): Promise<string[]> {
  const ctx = as(person)
  const goals = await ctx.transact((tx) => listGoals(tx, ctx.person))
  return goals.filter(({ status }) => status === 'active').map(({ text }) => text)
}

describe('goals', () => {
  test('three are plenty: a fourth takes the place of the one that can wait', async () => {
    const maya = await aPerson(world)
    const [first] = await Promise.all(['one', 'two', 'three'].map((text) => addGoal(as(maya), goal(text))))
    await expect(addGoal(as(maya), goal('four'))).rejects.toMatchObject({ because: 'three_goals' })
    await addGoal(as(maya), { ...goal('four'), waits: first })
    expect((await active(maya)).sort()).toEqual(['four', 'three', 'two'])
    await expect(setGoalStatus(as(maya), { goalId: first ?? '', status: 'active' })).rejects.toMatchObject({
      because: 'three_goals',
    })
  })

  test('of twenty sent at once three are kept', async () => {
    const maya = await aPerson(world)
    const sent = await Promise.allSettled(Array.from({ length: 20 }, (_, at) => addGoal(as(maya), goal(`goal ${at}`))))
    expect(sent.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
    expect(await active(maya)).toHaveLength(3)
  })

  test('a goal that was kept or let go makes room and may come back', async () => {
    const maya = await aPerson(world)
    const ids = []
    for (const text of ['one', 'two', 'three']) ids.push(await addGoal(as(maya), goal(text)))
    await setGoalStatus(as(maya), { goalId: ids[0] ?? '', status: 'kept' })
    await addGoal(as(maya), goal('four'))
    await setGoalStatus(as(maya), { goalId: ids[1] ?? '', status: 'let_go' })
    await setGoalStatus(as(maya), { goalId: ids[0] ?? '', status: 'active' })
    expect((await active(maya)).sort()).toEqual(['four', 'one', 'three'])
  })

  test('a deleted goal leaves nothing behind', async () => {
    const maya = await aPerson(world)
    const id = await addGoal(as(maya), goal('forget me'))
    await removeGoal(as(maya), id)
    const { rows } = await world.owner.query('select id from goal where person_id = $1', [maya.id])
    expect(rows).toEqual([])
  })

  test('names competencies of the framework, each once', async () => {
    const maya = await aPerson(world)
    await expect(addGoal(as(maya), goal('x', ['questions', 'charisma']))).rejects.toMatchObject({
      because: 'check-fields',
    })
    await addGoal(as(maya), goal('x', ['questions', 'questions']))
    const ctx = as(maya)
    const [kept] = await ctx.transact((tx) => listGoals(tx, ctx.person))
    expect(kept?.competencies).toEqual(['questions'])
  })
})

describe('what a sentence touches', () => {
  test.each([
    ['I want my students to ask better questions', 'questions', 'questions'],
    ['Quiero que mis estudiantes hagan mejores preguntas', 'questions', 'preguntas'],
    ['hear more from the quiet half', 'discussion', 'quiet'],
    ['que las FAMILIAS confíen en mí', 'family-listening', 'FAMILIAS'],
  ])('%s → %s, because of “%s”', async (text, id, word) => {
    const { wanted } = await goalsPage(as(await aPerson(world)), { text })
    expect(wanted?.matches.length).toBeLessThanOrEqual(5)
    expect(wanted?.matches.find((match) => match.id === id)?.words).toContain(word)
  })

  test('a card that stung brings its own competencies, before those of the words', async () => {
    const { wanted } = await goalsPage(as(await aPerson(world)), { text: 'parents to trust me', card: 'quiet-half' })
    expect(wanted?.matches.slice(0, 2).map(({ id, words }) => [id, words])).toEqual([
      ['questions', []],
      ['discussion', []],
    ])
    expect(wanted?.matches.map(({ id }) => id)).toContain('family-listening')
  })

  test('nothing is taken over by looking', async () => {
    const maya = await aPerson(world)
    await goalsPage(as(maya), { text: 'my students to ask better questions' })
    expect(await active(maya)).toEqual([])
  })
})

describe('the plan', () => {
  async function planOf(person: Someone) {
    const ctx = as(person)
    return ctx.transact((tx) => listPlan(tx, ctx.person))
  }
  async function filled(count: number) {
    const maya = await aPerson(world)
    const ids = []
    for (const achievementId of achievements.slice(0, count)) ids.push(await addToPlan(as(maya), achievementId))
    return { maya, ids }
  }

  test('takes a thing once, under next, and takes it back when it was let go', async () => {
    const { maya, ids } = await filled(1)
    expect(await addToPlan(as(maya), achievements[0] ?? '')).toBe(ids[0])
    await movePlanItem(as(maya), { itemId: ids[0] ?? '', to: 'let_go' })
    expect(await addToPlan(as(maya), achievements[0] ?? '')).toBe(ids[0])
    expect((await planOf(maya)).map(({ state }) => state)).toEqual(['next'])
  })

  test('holds three things now, and says so to the fourth', async () => {
    const { maya, ids } = await filled(4)
    const moved = await Promise.allSettled(ids.map((itemId) => movePlanItem(as(maya), { itemId, to: 'now' })))
    expect(moved.filter(({ status }) => status === 'rejected')).toMatchObject([{ reason: { because: 'three_now' } }])
    expect((await planOf(maya)).filter(({ state }) => state === 'now')).toHaveLength(3)
  })

  test.each<[PlanState]>([['done']])('a thing that waits cannot go to %s', async (to) => {
    const { maya, ids } = await filled(1)
    await expect(movePlanItem(as(maya), { itemId: ids[0] ?? '', to })).rejects.toMatchObject({ because: 'move_closed' })
  })

  test('earlier and later change places with the neighbor; at the end nothing moves', async () => {
    const { maya, ids } = await filled(3)
    const order = async () => (await planOf(maya)).map(({ id }) => ids.indexOf(id))
    await orderPlanItem(as(maya), { itemId: ids[2] ?? '', direction: 'earlier' })
    expect(await order()).toEqual([0, 2, 1])
    await orderPlanItem(as(maya), { itemId: ids[0] ?? '', direction: 'later' })
    expect(await order()).toEqual([2, 0, 1])
    await orderPlanItem(as(maya), { itemId: ids[1] ?? '', direction: 'later' })
    expect(await order()).toEqual([2, 0, 1])
  })

  test('first step, when and with whom are kept as they were said', async () => {
    const { maya, ids } = await filled(1)
    const answers = { firstStep: 'Ask Ana for her slides', startBy: '2026-11-02', withWhom: 'Ana' }
    await answerPlanItem(as(maya), { itemId: ids[0] ?? '', ...answers })
    expect((await planOf(maya))[0]).toMatchObject(answers)
  })
})

describe('only the person', () => {
  const OWN_TABLES = [
    'goal',
    'plan_item',
    'dismissal',
    'growth_preference',
    'growth_earned',
    'growth_activity',
    'suggestion_run',
  ]

  test('sees, changes and deletes these rows; to anybody else they are not there', async () => {
    const [maya, luis] = [await aPerson(world), await aPerson(world)]
    const goalId = await addGoal(as(maya), goal('mine alone'))
    const itemId = await addToPlan(as(maya), achievements[0] ?? '')
    for (const attempt of [
      () => setGoalStatus(as(luis), { goalId, status: 'let_go' }),
      () => removeGoal(as(luis), goalId),
      () => movePlanItem(as(luis), { itemId, to: 'let_go' }),
    ])
      await expect(attempt()).rejects.toMatchObject({ name: 'NotFound' })
    expect((await goalsPage(as(luis))).goals).toEqual([])
  })

  test.each(OWN_TABLES)(
    '%s lies behind row security: another person, a tenant and its roles read nothing',
    async (table) => {
      const [maya, luis] = [await oneOfEach(), await aPerson(world)]
      const { rows } = await world.owner.query(`select person_id from ${table} where person_id = $1`, [maya.id])
      expect(rows).toHaveLength(1)
      const client = await world.home.db.pool.connect()
      try {
        for (const [tenant, person] of [
          [null, luis.id],
          [world.home.ports.newId(), luis.id],
          [world.home.ports.newId(), null],
          [null, null],
        ]) {
          await client.query('begin')
          await client.query('select sec.enter($1, $2)', [tenant, person])
          await client.query('set local role cairn_app')
          expect((await client.query(`select * from ${table}`)).rows).toEqual([])
          await client.query('rollback')
        }
      } finally {
        client.release()
      }
    },
  )

  /** Somebody with one row in every table of this room. */
  async function oneOfEach(): Promise<Someone> {
    const maya = await aPerson(world)
    await addGoal(as(maya), goal('mine alone'))
    await addToPlan(as(maya), achievements[0] ?? '')
    await dismiss(as(maya), { achievementId: achievements[1] ?? '', reason: 'too_long', overHours: 40 })
    await keepRun(as(maya), (await suggestionsPage(as(maya), '')).run)
    const [system, at] = [world.as({ system: 'test' }), world.clock.now()]
    await keepEnded(system, maya.id, { submissionId: world.home.ports.newId(), at })
    await keepRevoked(system, maya.id, { credentialId: world.home.ports.newId(), at })
    return maya
  }

  test('and nobody writes in their name', async () => {
    const [maya, luis] = [await aPerson(world), await aPerson(world)]
    const intruder = { ...as(luis), person: as(maya).person }
    await expect(addGoal(intruder, goal('not mine'))).rejects.toMatchObject({ because: 'own-only' })
    await expect(weigh(world.as({ system: 'test' }), {})).rejects.toMatchObject({ because: 'own-only' })
  })
})

describe('searches', () => {
  const named = (name: string, address = '/explore?q=wait%20time') => ({ name, address })
  const names = async (person: Someone) => (await ownSearches(as(person))).map(({ name }) => name)

  test('one is kept under a name, takes a new one, and is forgotten; nobody else has it', async () => {
    const [maya, lena] = [await aPerson(world), await aPerson(world)]
    await keepSearch(as(maya), named('Waiting'))
    await keepSearch(as(maya), named('Time to think'))
    await keepSearch(as(lena), named('Mine'))
    expect(await names(maya)).toEqual(['Time to think'])
    const [kept] = await ownSearches(as(maya))
    await expect(forgetSearch(as(lena), kept?.id ?? '')).rejects.toMatchObject({ name: 'NotFound' })
    await forgetSearch(as(maya), kept?.id ?? '')
    expect(await names(maya)).toEqual([])
    expect(await names(lena)).toEqual(['Mine'])
  })

  test('twenty are kept, however many are sent at once; a kept one may still be renamed', async () => {
    const maya = await aPerson(world)
    const sent = await Promise.allSettled(
      Array.from({ length: 25 }, (_, at) => keepSearch(as(maya), named(`${at}`, `/explore?q=${at}`))),
    )
    expect(sent.filter(({ status }) => status === 'fulfilled')).toHaveLength(20)
    const [first] = await ownSearches(as(maya))
    await keepSearch(as(maya), named('Renamed', first?.address))
    expect(await names(maya)).toContain('Renamed')
  })
})
