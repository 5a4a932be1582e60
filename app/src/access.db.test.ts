import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Role } from './platform/ctx.ts'
import type { Route } from './platform/route.ts'
import { actions, routes } from './routes.ts'
import { anAchievement } from './testing/factories/achievement.ts'
import { anEarnedDecision } from './testing/factories/decision.ts'
import { aDistrict, aPerson, type District, join, type Someone, signedIn } from './testing/factories/people.ts'
import { openWorld, type World } from './testing/world.ts'

// Two tenants whose every text names its owner: whatever a stranger receives is searched for those names.
const CANARY = 'cnry-north'
const EVERY_ROLE: readonly Exclude<Role, 'platformAdmin'>[] = [
  'organizationAdmin',
  'author',
  'qaLead',
  'assessor',
  'adjudicator',
  'coach',
  'recognizer',
]

let world: World
let north: District
let south: District
let ids: Record<string, string>
const cookies: Record<string, string> = {}

beforeAll(async () => {
  world = await openWorld('2026-11-20T16:05:00Z')
  north = await aDistrict(world, { slug: 'north', name: `North ${CANARY}`, schools: [`School ${CANARY}`, 'Other'] })
  south = await aDistrict(world, { slug: 'south', name: 'South' })
  const version = await anAchievement(world)
  const learner = await aPerson(world, { name: `Learner ${CANARY}`, email: `${CANARY}@north.example` })
  const readers: [Someone, Someone] = [await aPerson(world, { name: `Reader ${CANARY}` }), await aPerson(world)]
  await join(world, north, { person: learner, school: `School ${CANARY}` })
  const earned = await anEarnedDecision(world, { district: north, learner, readers, version, showName: true })
  await world.settle()
  const plain = await aPerson(world, { name: 'Plain member' })
  await join(world, north, { person: plain, school: 'Other' })
  const stranger = await aPerson(world, { name: 'Stranger with every role' })
  await join(world, south, { person: stranger, roles: EVERY_ROLE })
  cookies.plain = (await signedIn(world, plain)).cookie
  cookies.stranger = (await signedIn(world, stranger)).cookie
  ids = await idsOf({ ...earned, learner, version: version.version, slug: version.slug })
}, 180_000)
afterAll(() => world.close())

async function idsOf(made: {
  submissionId: string
  attemptId: string
  learner: Someone
  version: string
  slug: string
}) {
  const one = async (sql: string) => String(Object.values((await world.owner.query(sql)).rows[0] ?? { none: '0' })[0])
  return {
    submission: made.submissionId,
    review: await one('select id from review limit 1'),
    decision: '1',
    credential: await one('select public_id from credential limit 1'),
    credentialRow: await one('select id from credential limit 1'),
    statusList: '1',
    requirement: 'R1',
    prompt: 'P1',
    person: made.learner.id,
    organization: 'north',
    issuer: 'north',
    stack: 'novice-year',
    achievement: made.slug,
    version: made.version,
    framework: 'cairn-teaching-practice',
  }
}

/** A path with the first tenant's objects in it; kinds we have no object of get an id that nobody has. */
function pathOf(route: Route): string {
  const named = new Map([route.object ?? []].flat().map(({ param, noun }) => [param, noun]))
  return route.path.replace(/:([a-zA-Z]+)(\{[^}]+\})?(\?)?/g, (_all, param: string) => {
    const noun = named.get(param) ?? ''
    return encodeURIComponent(ids[noun] ?? '01900000-0000-7000-8000-00000000abcd')
  })
}

async function ask(route: Route, cookie?: string): Promise<{ status: number; body: string; location: string }> {
  const writes = !['GET', 'HEAD', 'OPTIONS'].includes(route.method)
  const headers: Record<string, string> = {
    accept: writes ? 'application/json' : 'text/html',
    'sec-fetch-site': 'same-origin',
  }
  if (cookie) headers.cookie = cookie
  if (writes) headers['content-type'] = 'application/json'
  const app = route.origin === 'files' ? world.files : world.app
  const response = await app.request(`http://localhost:3000${pathOf(route)}`, {
    method: route.method,
    headers,
    ...(writes ? { body: '{}' } : {}),
  })
  const body = route.method === 'HEAD' ? '' : Buffer.from(await response.arrayBuffer()).toString('latin1')
  return { status: response.status, body, location: response.headers.get('location') ?? '' }
}

const label = (route: Route) => `${route.method} ${route.path}`
const inside = routes.filter((route) => route.auth === 'session')
const roleOnly = routes.filter((route) => Array.isArray(actions[route.action]))
const ofTenant = inside.filter(
  (route) =>
    route.object !== undefined && !String([route.object].flat().map(({ noun }) => noun)).match(/achievement|framework/),
)

describe('a visitor without a session', () => {
  test.each(inside.map((route) => [label(route), route] as const))('%s leads to sign-in', async (_label, route) => {
    const { status, location, body } = await ask(route)
    expect(status === 401 || status === 403 || (status === 303 && location.startsWith('/sign-in'))).toBe(true)
    expect(body).not.toContain(CANARY)
  })
})

describe('a member without a role', () => {
  test.each(roleOnly.map((route) => [label(route), route] as const))('%s is refused', async (_label, route) => {
    const { status, body } = await ask(route, cookies.plain)
    expect([401, 403, 404]).toContain(status)
    expect(body).not.toContain(`${CANARY}@`)
  })
})

describe('somebody with every role in another organization', () => {
  test.each(ofTenant.map((route) => [label(route), route] as const))(
    '%s shows and changes nothing',
    async (_label, route) => {
      const { status, body, location } = await ask(route, cookies.stranger)
      // A form without script is refused on the page it came from.
      const sentBack = status === 303 && (route.method === 'GET' || location.includes('?refused='))
      expect(sentBack || status >= 400).toBe(true)
      expect(status).toBeLessThan(500)
      expect(body).not.toContain(`Learner ${CANARY}`)
      expect(body).not.toContain(`${CANARY}@`)
    },
  )
})

test('reading changes nothing: every GET as every visitor leaves the database as it was', async () => {
  const before = await digest()
  const { rows: last } = await world.owner.query('select coalesce(max(id), 0) as id from log_entry')
  for (const route of routes.filter(({ method, path }) => method === 'GET' && path !== PROVIDERS_ANSWER))
    for (const cookie of [undefined, cookies.plain, cookies.stranger]) await ask(route, cookie)
  const { rows: written } = await world.owner.query('select type from log_entry where id > $1', [last[0].id])
  expect(written).toEqual([])
  expect(await digest()).toEqual(before)
}, 180_000)

// A provider sends people back by GET; that a false answer was refused is written down on purpose.
const PROVIDERS_ANSWER = '/sign-in/return'

// What a page view may leave behind: a right to open a file for minutes, when a session was last seen, a counter.
const PASSING = ['capability', 'session', 'rate_count', 'suggestion_run', 'sign_in']

async function digest(): Promise<Record<string, string>> {
  const { rows } = await world.owner.query(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'r'`,
  )
  const kept: Record<string, string> = {}
  for (const { name } of rows.filter((row) => !PASSING.includes(row.name))) {
    const { rows: found } = await world.owner.query(
      `select coalesce(md5(string_agg(md5(t::text), '' order by t::text)), '') as digest from ${name} t`,
    )
    kept[name] = found[0].digest
  }
  return kept
}

test('no page and no address answers with a fault of ours', async () => {
  const broken: string[] = []
  for (const route of routes)
    for (const cookie of [undefined, cookies.plain, cookies.stranger]) {
      const { status } = await ask(route, cookie)
      if (status >= 500) broken.push(`${label(route)} ${status}`)
    }
  expect(broken).toEqual([])
}, 180_000)

describe('app/test/access.csv', () => {
  const lines = readFileSync(new URL('../test/access.csv', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','))
  const written = Object.fromEntries(lines.map(([action = '', who = '']) => [action, who.split('|').sort().join('|')]))

  test('says of every action who comes as far as the object, as a person wrote it down', () => {
    const coded = Object.fromEntries(
      Object.entries(actions).map(([action, who]) => [
        action,
        typeof who === 'string' ? who : [...who].sort().join('|'),
      ]),
    )
    expect(coded).toEqual(written)
  })

  test('names no action that no route uses', () => {
    const used = new Set(routes.map(({ action }) => action))
    expect(Object.keys(written).filter((action) => !used.has(action))).toEqual([])
  })
})
