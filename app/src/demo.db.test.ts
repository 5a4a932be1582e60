import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { foundDemonstration, removeDemonstration } from './cli/demo.ts'
import { DEMO_PEOPLE, seedDemo } from './demo.ts'
import { browserOf } from './testing/browser.ts'
import { anAchievement } from './testing/factories/achievement.ts'
import { aPerson, signedIn } from './testing/factories/people.ts'
import { openWorld, type World } from './testing/world.ts'

let world: World
beforeEach(async () => {
  world = await openWorld()
})
afterEach(() => world.close())

async function counted(): Promise<Record<string, number>> {
  const { rows } = await world.owner.query(`select
    (select count(*)::int from organization) as organizations,
    (select count(*)::int from unit) as schools,
    (select count(*)::int from person where demo and disabled_at is null) as people,
    (select count(*)::int from membership) as memberships,
    (select count(*)::int from offering where ended_at is null) as offers,
    (select count(*)::int from bank_comment) as lines`)
  return rows[0]
}
const NOTHING = { organizations: 0, schools: 0, people: 0, memberships: 0, offers: 0, lines: 0 }
const WHOLE = { organizations: 1, schools: 4, people: DEMO_PEOPLE.length, memberships: DEMO_PEOPLE.length, offers: 2 }

async function linesOf(type: string) {
  const { rows } = await world.owner.query('select actor_id, tenant_id from log_entry where type = $1', [type])
  return rows
}

/** Founds it in a process that ends at its n-th new id; true when it came to the end. */
async function foundedBefore(end: number): Promise<boolean> {
  const { ports } = world.home
  let given = 0
  const newId = () => {
    given++
    if (given === end) throw new Error('the power went')
    return ports.newId()
  }
  try {
    return await seedDemo({ ...world.home, ports: { ...ports, newId } })
  } catch (error) {
    expect((error as Error).message).toBe('the power went')
    return false
  }
}

test('a start that ends while the demonstration is founded leaves nothing, and the next start founds it whole', async () => {
  await anAchievement(world)
  await anAchievement(world)
  let end = 1
  for (; !(await foundedBefore(end)); end += 7) expect(await counted()).toEqual(NOTHING)
  expect(end).toBeGreaterThan(30)
  expect(await counted()).toMatchObject({ ...WHOLE, lines: 4 })
  expect(await seedDemo(world.home)).toBe(false)
  expect(await counted()).toMatchObject(WHOLE)
  expect((await browserOf(world).get('/demo')).text).toContain('Look around as Maya Jackson')
})

describe('removed on the console', () => {
  test('nobody steps in, nothing is offered, and the log says it once, with who did it', async () => {
    await anAchievement(world)
    await seedDemo(world.home)
    const operator = browserOf(world, await signedIn(world, await aPerson(world, { platformAdmin: true })))
    const asked = 'Remove it with: node dist/server/main.mjs demo remove'
    expect((await operator.get('/admin')).text).toContain(asked)

    const visitor = browserOf(world)
    const { rows } = await world.owner.query(`select id from person where name = 'Maya Jackson'`)
    await visitor.get('/demo')
    await visitor.post('/demo', { personId: rows[0].id })
    expect((await visitor.get('/me/settings')).status).toBe(200)

    expect(await removeDemonstration(world.home, 'root@server')).toContain('The demonstration is gone')
    expect((await visitor.get('/me/settings')).status).toBe(303)
    expect((await browserOf(world).get('/demo')).text).toContain('was removed from this site')
    expect(await counted()).toMatchObject({ organizations: 1, people: 0, offers: 0 })
    expect(await linesOf('organization.demoRemoved')).toEqual([{ actor_id: 'console:root@server', tenant_id: null }])
    const after = (await operator.get('/admin')).text
    expect(after).not.toContain(asked)
    expect(after).toContain('Removed the demonstration')

    expect(await removeDemonstration(world.home, 'root@server')).toBe('There is no demonstration here.')
    expect(await linesOf('organization.demoRemoved')).toHaveLength(1)
    expect(await foundDemonstration(world.home, 'root@server')).toContain('was removed from this site, and stays so')
    expect(await counted()).toMatchObject({ people: 0, offers: 0 })
  })

  test('people are sent away also where every offer had ended before', async () => {
    await seedDemo(world.home)
    expect(await counted()).toMatchObject({ people: DEMO_PEOPLE.length, offers: 0 })
    expect(await removeDemonstration(world.home, 'root@server')).toContain('The demonstration is gone')
    expect(await counted()).toMatchObject({ people: 0 })
  })

  test('there is nothing to remove where none was founded', async () => {
    expect(await removeDemonstration(world.home, 'root@server')).toBe('There is no demonstration here.')
    expect(await linesOf('organization.demoRemoved')).toEqual([])
  })
})
