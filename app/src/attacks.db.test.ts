import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Route } from './platform/route.ts'
import { routes } from './routes.ts'
import { anAchievement } from './testing/factories/achievement.ts'
import { anAward } from './testing/factories/award.ts'
import { aDistrict, aPerson, join, type Someone, signedIn } from './testing/factories/people.ts'
import { learning } from './testing/factories/submission.ts'
import { wellFormed } from './testing/well-formed.ts'
import { BASE_URL, openWorld, type World } from './testing/world.ts'

const EVERY_ROLE = ['organizationAdmin', 'author', 'qaLead', 'assessor', 'adjudicator', 'coach', 'recognizer'] as const
const NOBODYS_ID = '01900000-0000-7000-8000-00000000abcd'
let world: World
let cookie: string
let person: Someone
let publicId: string
let slug: string

beforeAll(async () => {
  world = await openWorld('2026-11-20T16:05:00Z')
  const north = await aDistrict(world, { slug: 'north', name: 'North' })
  person = await aPerson(world, { name: 'Maya Jackson' })
  await join(world, north, { person, school: 'North School', roles: EVERY_ROLE })
  cookie = (await signedIn(world, person)).cookie
  const version = await anAchievement(world)
  slug = version.slug
  publicId = (await anAward(world, { district: north, learner: person, version })).publicId
}, 120_000)
afterAll(() => world.close())

function send(path: string, init: RequestInit = {}): Promise<Response> {
  const headers = { cookie, accept: 'text/html', 'sec-fetch-site': 'same-origin', ...(init.headers ?? {}) }
  return Promise.resolve(world.app.request(`${BASE_URL}${path}`, { ...init, headers }))
}
const writes = routes.filter(({ method, origin }) => !['GET', 'HEAD', 'OPTIONS'].includes(method) && origin !== 'files')
/** A path of this row alone: an ending that the row asks for is there. */
function pathOf(route: Pick<Route, 'path'>): string {
  return route.path.replace(/:([a-zA-Z]+)(\{[^}]+\})?/g, (_all, name: string, pattern?: string) => {
    const ending = /\[\.\]([a-z]+)\}/.exec(pattern ?? '')?.[1]
    if (ending) return `ab.${ending}`
    return name === 'org' ? 'north' : NOBODYS_ID
  })
}
const label = ({ method, path }: Route) => `${method} ${path}`

describe('C-csrf: a write that does not come from our own page', () => {
  // Mail programs press the address of a letter from wherever they are (RFC 8058): its secret counts, and no cookie does.
  const own = writes.filter(({ cors, auth }) => !cors && auth !== 'capability')
  test.each([
    ['of another site', { 'sec-fetch-site': 'cross-site' }],
    ['of a neighbour below the same name', { 'sec-fetch-site': 'same-site' }],
    ['typed into the address line', { 'sec-fetch-site': 'none' }],
  ])('%s is refused on every route', async (_from, headers) => {
    const open: string[] = []
    for (const route of own) {
      const body = JSON.stringify(wellFormed(route))
      const init = { method: route.method, body, headers: { ...headers, 'content-type': 'application/json' } }
      const { status } = await send(pathOf(route), init)
      if (status !== 403) open.push(`${label(route)} ${status}`)
    }
    expect(open).toEqual([])
  })

  test.each([
    ['no origin at all', {}],
    ['the origin null', { origin: 'null' }],
    ['another origin', { origin: 'https://evil.example' }],
    ['our name as part of another', { origin: 'http://localhost:3000.evil.example' }],
  ])('with %s, from a browser that sends nothing better, is refused', async (_from, headers) => {
    const answer = await world.app.request(`${BASE_URL}/me/goals`, {
      method: 'POST',
      headers: { cookie, ...headers, 'content-type': 'application/json' },
      body: '{}',
    })
    expect(answer.status).toBe(403)
  })

  test('a form without the token of its page is refused, and so is text that calls itself plain', async () => {
    const form = new URLSearchParams({ email: 'someone@school.example' })
    expect((await send('/me/settings/emails', { method: 'POST', body: form })).status).toBe(403)
    const text = { method: 'POST', body: '{"email":"a@b.example"}', headers: { 'content-type': 'text/plain' } }
    expect([400, 403, 422]).toContain((await send('/me/settings/emails', text)).status)
  })
})

test('C-cors-abuse: only what everybody may read is open to other sites, and never with credentials', async () => {
  const wrong: string[] = []
  for (const route of routes.filter(({ method, origin }) => method === 'GET' && origin !== 'files')) {
    for (const origin of ['https://evil.example', 'null']) {
      const { headers } = await send(pathOf(route), { headers: { origin } })
      const allowed = headers.get('access-control-allow-origin')
      if (allowed !== (route.cors ? '*' : null) || headers.get('access-control-allow-credentials'))
        wrong.push(`${label(route)} ${allowed}`)
    }
  }
  expect(wrong).toEqual([])
})

test('C-host-header-poisoning, C-cache-poisoning: no header of the asker reaches a link or a kept page', async () => {
  const evil = {
    host: 'evil.example',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'gopher',
    forwarded: 'host=evil.example',
    'x-original-url': '/evil.example',
    'x-http-method-override': 'DELETE',
  }
  for (const path of ['/', '/explore', `/m/${slug}`, '/issuers/north', '/issuers/north/did.json', '/sitemap.xml']) {
    const answer = await world.app.request(`${BASE_URL}${path}`, { headers: { accept: 'text/html', ...evil } })
    const body = await answer.text()
    expect([path, answer.status, body.includes('evil.example')]).toEqual([path, 200, false])
    const again = await world.app.request(`${BASE_URL}${path}`, { headers: { accept: 'text/html' } })
    expect((await again.text()).includes('evil.example')).toBe(false)
  }
})

test('C-stray-paths-and-methods: nothing answers but what the table names', async () => {
  for (const path of [
    '/.git/config',
    '/.env',
    '/admin.php',
    '/assets/',
    '/assets/../package.json',
    '/main.js.map',
    '/debug',
  ])
    expect([path, (await send(path)).status]).toEqual([path, 404])
  const names = new Set(routes.map(label))
  const open: string[] = []
  for (const { path } of routes.filter(({ origin }) => origin !== 'files'))
    for (const method of ['PUT', 'PATCH', 'DELETE']) {
      if (names.has(`${method} ${path}`)) continue
      const { status } = await send(pathOf({ path }), { method })
      if (![403, 404, 405].includes(status)) open.push(`${method} ${path} ${status}`)
    }
  expect(open).toEqual([])
})

test('E-award-deletion: a credential has no way to be deleted, for nobody and in no table', async () => {
  const paths = [`/c/${publicId}`, `/me/backpack/${publicId}`, `/org/north/awards/${publicId}`]
  for (const path of paths) expect([403, 404, 405]).toContain((await send(path, { method: 'DELETE' })).status)
  await expect(world.owner.query('delete from credential')).rejects.toThrow()
  expect((await send(`/c/${publicId}`)).status).toBe(200)
})

describe('C-security-headers, C-clickjacking, C-content-sniffing: every answer', () => {
  test('carries the whole set, names no program, and is framed by nobody but the embed', async () => {
    const wrong: string[] = []
    for (const route of routes.filter(({ method, origin }) => method === 'GET' && origin !== 'files')) {
      for (const asker of [{ cookie }, { cookie: '' }]) {
        const { headers, status } = await send(pathOf(route), { headers: asker })
        const policy = headers.get('content-security-policy') ?? ''
        const faults = [
          headers.get('x-content-type-options') !== 'nosniff' && 'sniffing',
          headers.get('cross-origin-opener-policy') !== 'same-origin' && 'opener',
          !headers.get('referrer-policy') && 'referrer',
          !headers.get('permissions-policy') && 'permissions',
          !headers.get('cache-control') && 'cache',
          policy.includes('unsafe-inline') && 'inline',
          !route.embed && !policy.includes(`frame-ancestors 'none'`) && 'framed',
          (headers.get('server') ?? headers.get('x-powered-by')) && 'banner',
        ].filter(Boolean)
        if (faults.length > 0) wrong.push(`${label(route)} ${status} ${faults}`)
      }
    }
    expect(wrong).toEqual([])
  })
})

describe('C-mass-assignment: fields that no form has', () => {
  const parsed = writes.filter(({ input, raw }) => input && !raw)
  test.each(['role', 'tenantId', 'personId', 'status', 'learnerId', 'createdAt', 'platformAdmin'])(
    '%s is refused on every write, whatever else is right',
    (name) => {
      const open = parsed
        .filter((route) => !Object.hasOwn(wellFormed(route), name))
        .filter((route) => route.input?.safeParse({ ...wellFormed(route), [name]: 'earned' }).success)
        .filter(({ path }) => !MAY_NAME.includes(`${path} ${name}`))
      expect(open.map(label)).toEqual([])
    },
  )
  // Here the field is the form's own.
  const MAY_NAME: readonly string[] = []
})

describe('C-odd-scalars, C-sql-injection, C-search-wildcards: text that means something to a program', () => {
  const ODD = [
    `1; drop table person; --`,
    `' or '1'='1`,
    `%%%%_%%`,
    `(a+)+$`,
    `a & | ! :* <->`,
    `\u0000`,
    `9223372036854775808`,
    `__proto__`,
    `{{7*7}}\${7*7}<%= 7*7 %>`,
    `../../etc/passwd`,
    '😀'.repeat(200),
    'x'.repeat(10_000),
  ]
  const reads = routes.filter(({ method, origin }) => method === 'GET' && origin !== 'files')
  test.each(ODD.map((text) => [JSON.stringify(text).slice(0, 40), text] as const))(
    '%s: no fault of ours',
    async (_l, text) => {
      const broken: string[] = []
      const odd = encodeURIComponent(text)
      const query = `q=${odd}&page=${odd}&next=${odd}&after=${odd}&year=${odd}&school=${odd}&q=${odd}`
      const asked = reads.flatMap((route) => {
        const inPath = route.path.replace(/:([a-zA-Z]+)(\{[^}]+\})?/g, () => odd.slice(0, 2_000))
        const paths = [`${pathOf(route)}?${query}`, ...(inPath === route.path ? [] : [inPath])]
        return paths.map((path) => ({ route, path }))
      })
      const oneByOne = async () => {
        for (let next = asked.pop(); next; next = asked.pop()) {
          const { status } = await send(next.path)
          if (status >= 500) broken.push(`${label(next.route)} ${status}`)
        }
      }
      await Promise.all(Array.from({ length: 4 }, oneByOne))
      expect(broken).toEqual([])
      expect((await world.owner.query('select count(*)::int as n from person')).rows[0].n).toBeGreaterThan(0)
    },
    60_000,
  )
})

test('C-public-id-enumeration: public addresses are long, random and known to no list', async () => {
  expect(publicId.length).toBeGreaterThanOrEqual(21)
  for (const path of ['/sitemap.xml', '/explore', '/', '/robots.txt'])
    expect((await (await send(path, { headers: { cookie: '' } })).text()).includes(publicId)).toBe(false)
})

test('D-user-id-in-body: whose passkey it is comes from the session alone', async () => {
  const body = JSON.stringify({ personId: person.id, userId: person.id })
  const headers = { cookie: '', accept: 'application/json', 'content-type': 'application/json' }
  for (const path of ['/api/v1/passkeys/options', '/api/v1/passkeys', '/me/settings/sessions/end'])
    expect((await send(path, { method: 'POST', body, headers })).status).toBe(401)
})

describe('E-connection-reuse, E-select-injection-escape: inside a request', () => {
  test('a connection that comes back to the pool remembers nobody', async () => {
    const ctx = learning(world, person)
    await ctx.transact(async () => undefined)
    await expect(ctx.transact(() => Promise.reject(new Error('in the middle')))).rejects.toThrow('in the middle')
    for (let turn = 0; turn < 15; turn++) {
      const { rows } = await world.home.db.pool.query(
        `select current_setting('app.tenant', true) as tenant, current_setting('app.person', true) as person, current_user as role`,
      )
      expect(rows[0]).toMatchObject({ role: 'cairn_gate' })
      expect([rows[0].tenant ?? '', rows[0].person ?? '']).toEqual(['', ''])
    }
  })

  test.each([
    `select set_config('role', 'cairn_owner', true)`,
    `select set_config('app.tenant', '${NOBODYS_ID}', true)`,
    `select sec.enter('${NOBODYS_ID}', null)`,
    `set role cairn_owner`,
    `reset role; select * from person`,
    `do $$ begin perform set_config('role', 'cairn_owner', true); end $$`,
  ])('%s leads nowhere', async (words) => {
    const client = await world.home.db.pool.connect()
    try {
      await client.query(`begin`)
      await client.query(`select sec.enter(null, '${person.id}')`)
      await client.query(`set local role cairn_app`)
      await expect(client.query(words)).rejects.toThrow(/permission denied/)
    } finally {
      await client.query('rollback')
      client.release()
    }
  })
})

test('E-audit-tamper: the log takes no change and no deletion, from its owner neither', async () => {
  for (const words of ['update log_entry set type = type', 'delete from log_entry', 'truncate log_entry'])
    await expect(world.owner.query(words)).rejects.toThrow()
})

test('C-log-injection: what a stranger writes stands on one line, without address, token or name', async () => {
  world.logLines.length = 0
  await send(`/verify?x=${encodeURIComponent('\n{"level":"error"}\u001b[31m')}`, {
    headers: { 'user-agent': 'evil\tagent', cookie },
  })
  await send('/sign-in/link/cnry-token-in-the-path', { headers: { cookie: '' } })
  expect(world.logLines.length).toBeGreaterThan(0)
  for (const line of world.logLines) {
    expect(() => JSON.parse(line)).not.toThrow()
    expect(line).not.toContain('\u001b')
    expect(line.trimEnd()).not.toMatch(/\n|cnry-token|Maya|@school\.example/)
  }
})
