import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { addToPlan } from './features/growth/actions/plan.ts'
import { keepText } from './features/submission/actions/inbox.ts'
import { openPracticeCase } from './features/submission/actions/practice.ts'
import { csrfToken } from './platform/csrf.ts'
import type { Role } from './platform/ctx.ts'
import type { Route } from './platform/route.ts'
import { actions, routes } from './routes.ts'
import { anAchievement } from './testing/factories/achievement.ts'
import { anAward } from './testing/factories/award.ts'
import { anOffering } from './testing/factories/offering.ts'
import { aDistrict, aPerson, type District, join, type Someone, signedIn } from './testing/factories/people.ts'
import { aReader } from './testing/factories/reader.ts'
import { anAdmitted, take } from './testing/factories/review.ts'
import { aConsent, aDraft, fillDraft, learning } from './testing/factories/submission.ts'
import { wellFormed } from './testing/well-formed.ts'
import { BASE_URL, openWorld, type World } from './testing/world.ts'

// Whatever the owner wrote carries this word; nobody else may ever receive it.
const CANARY = 'cnry-owner'
const ROLES = ['organizationAdmin', 'author', 'qaLead', 'assessor', 'adjudicator', 'coach', 'recognizer'] as const

interface Visitor {
  readonly cookie: string
  readonly token: string
}
let world: World
let north: District
let owner: Visitor
const visitors: Record<string, Visitor> = {}
let ids: Record<string, string>

beforeAll(async () => {
  world = await openWorld('2026-11-20T16:05:00Z')
  north = await aDistrict(world, { slug: 'north', name: 'North' })
  const south = await aDistrict(world, { slug: 'south', name: 'South' })
  const learner = await aPerson(world, { name: `Learner ${CANARY}`, email: `${CANARY}@north.example` })
  await join(world, north, { person: learner, school: 'North School' })
  owner = await visitorOf(learner)
  for (const role of ROLES) {
    const person = await aPerson(world)
    await join(world, north, { person, school: 'South School', roles: [role] })
    visitors[`a colleague: ${role}`] = await visitorOf(person)
  }
  const plain = await aPerson(world)
  await join(world, north, { person: plain, school: 'North School' })
  visitors['a colleague without a role'] = await visitorOf(plain)
  const stranger = await aPerson(world)
  await join(world, south, { person: stranger, school: 'South School', roles: ROLES })
  visitors['every role elsewhere'] = await visitorOf(stranger)
  ids = await everythingOf(learner)
}, 180_000)
afterAll(() => world.close())

async function visitorOf(person: Someone): Promise<Visitor> {
  const { cookie } = await signedIn(world, person)
  const { rows } = await world.owner.query('select id from session where person_id = $1', [person.id])
  return { cookie, token: csrfToken(world.home.ports.keys, rows[0].id) }
}

function announce({ cookie }: Visitor, metadata: readonly (readonly [string, string])[]) {
  const told = metadata.map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`).join(',')
  const headers = { cookie, 'sec-fetch-site': 'same-origin', 'tus-resumable': '1.0.0' }
  return world.app.request(`${BASE_URL}/me/uploads`, {
    method: 'POST',
    headers: { ...headers, 'upload-length': '2000', 'upload-metadata': told },
  })
}

async function aBegunUpload(visitor: Visitor, metadata: readonly (readonly [string, string])[]): Promise<string> {
  const answer = await announce(visitor, metadata)
  return answer.headers.get('location')?.split('/').at(-1) ?? ''
}

/** One of each thing that belongs to a person, with their word in it. */
async function everythingOf(learner: Someone): Promise<Record<string, string>> {
  const practiceCase = { kind: 'split-table', opensIn: 'R1', laterAfter: 'R2' } as const
  const version = await anAchievement(world, { practiceCase })
  const [other, third] = [await anAchievement(world), await anAchievement(world)]
  await anOffering(world, north.tenantId)
  const me = learning(world, learner)
  const submission = await aDraft(world, { learner, version })
  await fillDraft(world, { learner, version, submissionId: submission, words: CANARY })
  await openPracticeCase(me, submission)
  await keepText(me, { body: `A note of mine ${CANARY}` })
  const upload = await aBegunUpload(owner, [['filename', `${CANARY}.pdf`]])
  const goal = world.home.ports.newId()
  await world.owner.query(
    `insert into goal (person_id, id, text, competencies, created_at) values ($1, $2, $3, '{K1}', now())`,
    [learner.id, goal, `Listen more ${CANARY}`],
  )
  const award = await anAward(world, { district: north, learner, version: other })
  await addToPlan(world.as({ personId: learner.id }), third.achievementId)
  const reader = await aReader(world, north)
  await anAdmitted(world, { district: north, learner, version: third, text: `My lesson ${CANARY}` })
  await world.settle()
  const review = (await take(world, reader)) ?? ''
  const one = async (sql: string) => String((await world.owner.query(sql)).rows[0].id)
  return {
    submission,
    upload,
    goal,
    review,
    credential: award.publicId,
    inboxItem: await one('select id from inbox_item limit 1'),
    consent: await aConsent(world, { learner, submissionId: submission }),
    evidence: await one(`select id from evidence where submission_id = '${submission}' limit 1`),
    savedSearch: await aSearch(learner),
    planItem: await one('select id from plan_item limit 1'),
    requirement: version.content.part2.requirements[0]?.id ?? 'R1',
    prompt: 'P1',
    decision: '1',
  }
}

async function aSearch(learner: Someone): Promise<string> {
  const id = world.home.ports.newId()
  await world.owner.query(
    `insert into saved_search (person_id, id, name, address, created_at) values ($1, $2, $3, '/explore?q=a', now())`,
    [learner.id, id, `Some day ${CANARY}`],
  )
  return id
}

const PERSONAL = [
  'submission',
  'inboxItem',
  'consent',
  'upload',
  'evidence',
  'goal',
  'planItem',
  'savedSearch',
  'review',
  'credential',
]
const nounsOf = (route: Route) => [route.object ?? []].flat()
const ofPerson = routes.filter(
  (route) =>
    route.auth === 'session' &&
    nounsOf(route).some(({ noun }) => PERSONAL.includes(noun)) &&
    !route.path.startsWith('/org/'),
)

function pathOf(route: Route): string {
  const named = new Map(nounsOf(route).map(({ param, noun }) => [param, noun]))
  return route.path.replace(/:([a-zA-Z]+)(\{[^}]+\})?/g, (_all, param: string) =>
    encodeURIComponent(ids[named.get(param) ?? ''] ?? ''),
  )
}

/** As the page of the visitor would send it: a form with a file, a part of a file, or the fields the row asks for. */
function requestOf(route: Route, { cookie, token }: Visitor): RequestInit {
  const headers = { cookie, accept: 'application/json', 'sec-fetch-site': 'same-origin' }
  if (route.method === 'GET' && route.raw) return { method: 'HEAD', headers: { ...headers, 'tus-resumable': '1.0.0' } }
  if (route.method === 'GET') return { headers }
  if (route.raw && route.path.endsWith('/file')) {
    const body = new FormData()
    body.set('_csrf', token)
    body.set('file', new File(['a note of somebody else'], 'note.txt', { type: 'text/plain' }))
    return { method: 'POST', body, headers }
  }
  if (route.raw)
    return {
      method: route.method,
      headers: {
        ...headers,
        'tus-resumable': '1.0.0',
        'upload-offset': '0',
        'content-type': 'application/offset+octet-stream',
      },
      ...(route.method === 'PATCH' ? { body: 'x'.repeat(100) } : {}),
    }
  const body = JSON.stringify(wellFormed(route, { evidenceId: ids.evidence ?? '', itemId: ids.inboxItem ?? '' }))
  return { method: route.method, body, headers: { ...headers, 'content-type': 'application/json' } }
}

async function ask(route: Route, visitor: Visitor) {
  const response = await world.app.request(`${BASE_URL}${pathOf(route)}`, requestOf(route, visitor))
  const body = Buffer.from(await response.arrayBuffer()).toString('latin1')
  return { status: response.status, body, headers: JSON.stringify([...response.headers]) }
}

async function written(): Promise<unknown> {
  const tables = [
    'submission',
    'submission_response',
    'evidence',
    'inbox_item',
    'upload',
    'goal',
    'plan_item',
    'saved_search',
  ]
  const more = ['review', 'review_sheet', 'score', 'credential', 'credential_share', 'consent', 'submission_attempt']
  const kept: Record<string, string> = {}
  for (const name of [...tables, ...more]) {
    const { rows } = await world.owner.query(
      `select coalesce(md5(string_agg(md5(t::text), '' order by t::text)), '') as digest from ${name} t`,
    )
    kept[name] = rows[0].digest
  }
  return kept
}

test('every body sent here is one that the row takes', () => {
  const refused = routes
    .filter(({ input, path }) => input && !path.endsWith('/picture') && path !== '/author/import')
    .filter((route) => route.input?.safeParse(wellFormed(route)).success !== true)
  expect(refused.map(({ method, path }) => `${method} ${path}`)).toEqual([])
})

describe('E-object-level-access: what belongs to one educator', () => {
  test('is reached by its owner', async () => {
    const pages = ofPerson.filter(
      ({ method, path, object }) =>
        method === 'GET' &&
        !nounsOf({ object } as Route).some(({ noun }) => ['review', 'decision'].includes(noun)) &&
        path,
    )
    const missed: string[] = []
    for (const route of pages) {
      const { status } = await ask(route, owner)
      if (status !== 200) missed.push(`${route.method} ${route.path} ${status}`)
    }
    expect(missed).toEqual([])
  })

  test.each(ofPerson.map((route) => [`${route.method} ${route.path}`, route] as const))(
    '%s: nobody else, in whatever role, sees or changes it',
    async (_label, route) => {
      const before = await written()
      const open: string[] = []
      for (const [who, visitor] of Object.entries(visitors)) {
        const { status, body, headers } = await ask(route, visitor)
        if (![403, 404].includes(status) || `${body}${headers}`.includes(CANARY)) open.push(`${who}: ${status}`)
      }
      expect(open).toEqual([])
      expect(await written()).toEqual(before)
    },
  )

  test('is no place for a file of somebody else', async () => {
    const place = [
      ['filename', 'note.txt'],
      ['submission', ids.submission ?? ''],
      ['requirement', ids.requirement ?? ''],
    ] as const
    for (const visitor of Object.values(visitors)) expect((await announce(visitor, place)).status).toBe(404)
    expect((await announce(owner, place)).status).toBe(201)
  })
})

describe('rooms of an organization', () => {
  const ofRoles = routes.filter((route) => route.scope === 'tenant' && Array.isArray(actions[route.action]))
  test.each(ofRoles.map((route) => [`${route.method} ${route.path}`, route] as const))(
    '%s: every role that access.csv does not name is refused',
    async (_label, route) => {
      const named = new Set<Role>(actions[route.action] as readonly Role[])
      const open: string[] = []
      ids.organization = 'north'
      for (const role of ROLES.filter((each) => !named.has(each))) {
        const { status } = await ask(route, visitors[`a colleague: ${role}`] as Visitor)
        if (![403, 404].includes(status)) open.push(`${role}: ${status}`)
      }
      expect(open).toEqual([])
    },
  )
})
