import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { beginDraft } from './features/catalog/actions/drafts.ts'
import { writeExemplar } from './features/catalog/actions/judge-exemplar.ts'
import { invite } from './features/organization/actions/invite.ts'
import { beginStack } from './features/pathway/actions/own-stacks.ts'
import { publishRule } from './features/recognition/actions.ts'
import { FIRST_RULE } from './features/recognition/rules.ts'
import { addBankLine } from './features/review/actions/bank.ts'
import { flagReading } from './features/review/actions/flag.ts'
import type { Role } from './platform/ctx.ts'
import { linkToken } from './platform/link-token.ts'
import type { Route } from './platform/route.ts'
import { routes } from './routes.ts'
import { anAchievement } from './testing/factories/achievement.ts'
import { aTakenInFramework } from './testing/factories/framework.ts'
import { aDistrict, aPerson, type District, join, signedIn } from './testing/factories/people.ts'
import { aReader } from './testing/factories/reader.ts'
import { anAdmitted, take } from './testing/factories/review.ts'
import { wellFormed } from './testing/well-formed.ts'
import { BASE_URL, openWorld, type World } from './testing/world.ts'

const ROLES = ['organizationAdmin', 'author', 'qaLead', 'assessor', 'adjudicator', 'coach', 'recognizer'] as const
const NOUNS = [
  'reader',
  'flag',
  'bankLine',
  'attempt',
  'rule',
  'review',
  'draft',
  'stackDraft',
  'takenIn',
  'waitingImport',
  'exemplar',
] as const

type Ids = Readonly<Record<string, string>>
interface Side {
  readonly district: District
  readonly ids: Ids
  /** One person for each role, and one who holds them all. */
  readonly visitors: Readonly<Record<string, string>>
}

let world: World
const sides: Record<string, Side> = {}

beforeAll(async () => {
  world = await openWorld('2026-11-20T16:05:00Z')
  const districts = [await aDistrict(world, { slug: 'north' }), await aDistrict(world, { slug: 'south' })]
  for (const district of districts)
    sides[district.slug] = { district, ids: await thingsOf(district), visitors: await visitorsOf(district) }
}, 180_000)
afterAll(() => world.close())

/** One of each thing that belongs to an organization, made as its own people make it. */
async function thingsOf(district: District): Promise<Ids> {
  const { tenantId, slug } = district
  const version = await anAchievement(world)
  const learner = await aPerson(world)
  await join(world, district, { person: learner, school: 'North School' })
  const reader = await aReader(world, district)
  const { attemptId } = await anAdmitted(world, { district, learner, version })
  await world.settle()
  const review = (await take(world, reader)) ?? ''
  await flagReading(reader.ctx, { reviewId: review, kind: 'privacy', evidenceId: null, note: 'A name can be read' })
  const person = await aPerson(world)
  await join(world, district, { person, roles: ROLES })
  const lead = world.as({ tenantId, personId: person.id, roles: ROLES, stepUpAt: world.home.ports.now() })
  await addBankLine(lead, { text: `A line of ${slug}` })
  await publishRule(lead, FIRST_RULE)
  await invite(lead, { email: `new@${slug}.example`, roles: [], unitId: null })
  await writeExemplar(lead, version, {
    at: 'C1/demonstrated',
    words: `An example of ${slug} for practice`.padEnd(60, '.'),
  })
  const one = async (table: string) => {
    const { rows } = await world.owner.query(`select id from ${table} where tenant_id = $1`, [tenantId])
    return String(rows[0]?.id)
  }
  return {
    ...(await aTakenInFramework(world, tenantId)),
    organization: slug,
    attempt: attemptId,
    review,
    reader: await one('reader'),
    flag: await one('review_flag'),
    bankLine: await one('bank_comment'),
    rule: await one('recognition_rule_version'),
    draft: await beginDraft(lead),
    stackDraft: await beginStack(lead, 'stack'),
    exemplar: await one('exemplar'),
    invitation: linkToken(world.home.ports.keys, 'organization.invitation', await one('invitation')),
  }
}

async function visitorsOf(district: District): Promise<Record<string, string>> {
  const made: Record<string, string> = {}
  const hold = async (name: string, roles: readonly Role[]) => {
    const person = await aPerson(world)
    await join(world, district, { person, school: 'East School', roles: roles as typeof ROLES })
    made[name] = (await signedIn(world, person)).cookie
  }
  for (const role of ROLES) await hold(role, [role])
  await hold('every role', ROLES)
  return made
}

const nounsOf = (route: Route) => [route.object ?? []].flat()
const ofThings = routes.filter(
  (route) => route.auth === 'session' && nounsOf(route).some(({ noun }) => NOUNS.some((each) => each === noun)),
)

async function ask(route: Route, given: { ids: Ids; cookie: string }): Promise<number> {
  const named = new Map(nounsOf(route).map(({ param, noun }) => [param, noun]))
  const path = route.path.replace(/:([a-zA-Z]+)(\{[^}]+\})?/g, (_all, param: string) =>
    encodeURIComponent(given.ids[named.get(param) ?? ''] ?? 'C1'),
  )
  const writes = route.method !== 'GET'
  const response = await world.app.request(`${BASE_URL}${path}`, {
    method: route.method,
    headers: {
      cookie: given.cookie,
      accept: 'application/json',
      'sec-fetch-site': 'same-origin',
      ...(writes && { 'content-type': 'application/json' }),
    },
    ...(writes && { body: JSON.stringify(wellFormed(route)) }),
  })
  await response.arrayBuffer()
  return response.status
}

const PACKET = '/api/v1/reviews/:review/packet'
// What any request may leave behind, whatever it asked for.
const PASSING = ['session', 'rate_count']

async function everything(): Promise<Record<string, string>> {
  const { rows } = await world.owner.query(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'public' and c.relkind = 'r'`,
  )
  const kept: Record<string, string> = {}
  for (const { name } of rows.filter((row) => !PASSING.includes(row.name))) {
    const found = await world.owner.query(`select t::text as line from ${name} t order by 1`)
    kept[name] = createHash('sha256')
      .update(found.rows.map(({ line }) => line).join('\n'))
      .digest('hex')
  }
  return kept
}

test('every kind of thing is there, in both organizations', () => {
  for (const { ids } of Object.values(sides))
    for (const noun of [...NOUNS, 'invitation'])
      expect([noun, ids[noun]]).toEqual([noun, expect.stringMatching(/.{20}/)])
  const nouns = new Set(ofThings.flatMap((route) => nounsOf(route).map(({ noun }) => noun)))
  expect(NOUNS.filter((noun) => !nouns.has(noun))).toEqual([])
})

describe.each([
  ['north', 'south'],
  ['south', 'north'],
])('what belongs to %s', (owner, elsewhere) => {
  test.each(ofThings.map((route) => [`${route.method} ${route.path}`, route] as const))(
    '%s: nobody of the other organization reaches it, in whatever role',
    async (_label, route) => {
      const { ids } = sides[owner] as Side
      const { visitors } = sides[elsewhere] as Side
      const before = await everything()
      const open: string[] = []
      // Both by the owner's address and by their own.
      for (const organization of [owner, elsewhere])
        for (const [who, cookie] of Object.entries(visitors)) {
          const status = await ask(route, { ids: { ...ids, organization }, cookie })
          if (![403, 404].includes(status)) open.push(`${who} at ${organization}: ${status}`)
        }
      expect(open).toEqual([])
      expect(await everything()).toEqual(before)
    },
  )
})

test('an invitation to one organization lets in nobody of the other whom it does not name', async () => {
  const join = routes.find(({ method, path }) => method === 'POST' && path === '/join/:token') as Route
  for (const [owner, elsewhere] of [['north', 'south'] as const, ['south', 'north'] as const]) {
    const before = await everything()
    for (const cookie of Object.values(sides[elsewhere]?.visitors ?? {}))
      expect(await ask(join, { ids: sides[owner]?.ids ?? {}, cookie })).toBe(403)
    expect(await everything()).toEqual(before)
  }
})

test('a reading is open to the assessor who holds it', async () => {
  for (const { ids } of Object.values(sides)) {
    const { rows } = await world.owner.query('select account_id as id from review where id = $1', [ids.review])
    const { cookie } = await signedIn(world, { id: rows[0].id, name: '', email: '' })
    for (const route of ofThings.filter(({ path }) => ['/assess/read/:review', PACKET].includes(path)))
      if (route.method === 'GET') expect([route.path, await ask(route, { ids, cookie })]).toEqual([route.path, 200])
  }
})

// A reading is its reader's own, not its organization's.
const managed = ofThings.filter(
  ({ method, object }) => method === 'POST' && !nounsOf({ object } as Route).some(({ noun }) => noun === 'review'),
)

test('its own people reach it with the same words: what stopped the others was whose it is', async () => {
  const { ids, visitors } = sides.north as Side
  const answers: string[] = []
  for (const route of managed)
    answers.push(`${route.path} ${await ask(route, { ids, cookie: visitors['every role'] ?? '' })}`)
  // Nobody has read an earlier attempt of this work, so there is nobody to lift; the flag was settled one line before,
  // and what waited was taken in.
  // A draft is changed by those who write it and judged by those who were asked; nothing of it is in review or published.
  const other: Record<string, number> = {
    ...{
      lift: 409,
      lost: 404,
      edit: 403,
      rubric: 403,
      discard: 403,
      authors: 403,
      findings: 403,
      request: 403,
      answers: 403,
      readers: 403,
    },
    ...{ approve: 409, back: 409, publication: 409, answer: 404, begin: 404, aside: 404 },
    '/author/m/:draft/versions/retire': 404,
    // Written by another author, and adapted from nothing: a quality lead finds no original.
    '/author/m/:draft/original': 404,
    '/author/m/:draft/comments/settle': 404,
    // Written by another author.
    '/author/stacks/:draft': 403,
    // An example is let out first, so it is not declined any more; it has no file.
    ...{ '/author/exemplars/:exemplar/decline': 409, '/author/exemplars/:exemplar/open': 404 },
  }
  const expected = (path: string) => other[path] ?? other[path.split('/').at(-1) ?? ''] ?? 303
  expect(answers).toEqual(managed.map(({ path }) => `${path} ${expected(path)}`))
})
