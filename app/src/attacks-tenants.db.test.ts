import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { endShare } from './features/credential/actions/share.ts'
import type { Route } from './platform/route.ts'
import { deliver } from './platform/worker.ts'
import { routes } from './routes.ts'
import { browserOf } from './testing/browser.ts'
import { anAchievement } from './testing/factories/achievement.ts'
import { aShare } from './testing/factories/award.ts'
import { aHome, cnry, type Home } from './testing/factories/home.ts'
import { aPerson, join, signedIn } from './testing/factories/people.ts'
import { openWorld, type World } from './testing/world.ts'
import { couriers, reactions } from './work.ts'

/** What stands behind an outcome: no district ever reads it. */
const BEHIND = ['evidence', 'answer', 'comment', 'overall']
const OWN_ROLES = ['organizationAdmin', 'recognizer', 'coach', 'author'] as const
let world: World
let homes: Record<'north' | 'south', Home>

beforeAll(async () => {
  world = await openWorld('2026-11-20T16:05:00Z')
  const version = await anAchievement(world, { title: 'Greet at the door' })
  homes = {
    north: await aHome(world, { name: 'north', version, roles: OWN_ROLES }),
    south: await aHome(world, { name: 'south', version, roles: OWN_ROLES }),
  }
}, 180_000)
afterAll(() => world.close())

const reads = routes.filter(({ method, origin }) => method === 'GET' && origin !== 'files')
function pathOf(route: Route, { ids }: Home): string {
  const named = new Map([route.object ?? []].flat().map(({ param, noun }) => [param, noun]))
  return route.path.replace(/:([a-zA-Z]+)(\{[^}]+\})?/g, (_all, param: string, pattern?: string) => {
    const ending = /\[\.\]([a-z]+)\}/.exec(pattern ?? '')?.[1]
    const id = ids[named.get(param) ?? ''] ?? ids[param] ?? (param === 'org' ? ids.organization : '')
    return encodeURIComponent(`${id || '01900000-0000-7000-8000-00000000abcd'}`) + (ending ? `.${ending}` : '')
  })
}

/** Everything one visitor is shown: each route with the ids of a home, then each link that stands on what was shown. */
async function shownTo(cookie: { cookie: string }, home: Home, only = /^\//): Promise<Map<string, string>> {
  const browser = browserOf(world, cookie)
  const seen = new Map<string, string>()
  const waiting = reads.map((route) => pathOf(route, home)).filter((path) => only.test(path))
  for (let path = waiting.shift(); path !== undefined && seen.size < 150; path = waiting.shift()) {
    if (seen.has(path)) continue
    const answer = await browser.get(path)
    seen.set(path, `${JSON.stringify([...answer.headers])} ${answer.text}`)
    if (answer.status !== 200 || !answer.headers.get('content-type')?.startsWith('text/html')) continue
    for (const [, href = ''] of answer.text.matchAll(/(?:href|src)="(\/[^"#]*)"/g))
      if (only.test(href) && !/^\/(assets|explore|m|sign|setup)\b/.test(href))
        waiting.push(href.replaceAll('&amp;', '&'))
  }
  return seen
}
const leaks = (seen: ReadonlyMap<string, string>, words: readonly string[]) =>
  [...seen].flatMap(([path, text]) => words.filter((word) => text.includes(word)).map((word) => `${path}: ${word}`))

describe('E-district-reads-evidence', () => {
  const behind = (name: string) => BEHIND.map((what) => cnry(name, what))

  test('E-district-reads-evidence: the educator is shown what readers wrote; for that the others are looked through', async () => {
    const { submission, decision } = homes.north.ids
    const own = browserOf(world, await signedIn(world, homes.north.learner))
    const { text } = await own.get(`/me/work/${submission}/decision/${decision}`)
    expect(['comment', 'overall'].filter((what) => text.includes(cnry('north', what)))).toEqual(['comment', 'overall'])
  })

  test.each([['organizationAdmin' as const], ['all of them' as const]])(
    'E-district-reads-evidence: the role %s is shown no evidence, answer or comment on any page, file or answer',
    async (role) => {
      const person = await aPerson(world)
      const roles = OWN_ROLES.filter((each) => role === 'all of them' || each === role)
      await join(world, homes.north.district, { person, roles })
      const seen = await shownTo(await signedIn(world, person), homes.north)
      expect(seen.size).toBeGreaterThan(30)
      expect(leaks(seen, behind('north'))).toEqual([])
      const own = browserOf(world, await signedIn(world, person))
      const { submission, decision, review } = homes.north.ids
      for (const path of [
        `/me/work/${submission}`,
        `/me/work/${submission}/decision/${decision}`,
        `/assess/read/${review}`,
      ])
        expect([403, 404]).toContain((await own.get(path)).status)
    },
  )

  test('E-district-reads-evidence: another district sees what is shared, the outcome alone, and after the end no more than it counted', async () => {
    const { north, south } = homes
    const award = { publicId: north.publicId, credentialId: north.credentialId }
    const there = { ...north, ids: { ...north.ids, organization: 'south' } }
    const cookie = await signedIn(world, south.admin)
    const look = () => shownTo(cookie, there, /^\/(org|c|issuers)\//)
    await join(world, south.district, { person: north.learner })
    await world.settle()
    expect(leaks(await look(), behind('north'))).toEqual([])
    await aShare(world, { award, learner: north.learner, to: south.district })
    const open = await look()
    expect(open.get('/org/south/hours')?.includes(cnry('north', 'learner'))).toBe(true)
    expect(leaks(open, behind('north'))).toEqual([])
    const { rows } = await world.owner.query('select id from credential_share where credential_id = $1', [
      north.credentialId,
    ])
    await endShare(world.as({ personId: north.learner.id }), { publicId: north.publicId, shareId: rows[0].id })
    await world.settle()
    expect(leaks(await look(), behind('north'))).toEqual([])
    const asked = browserOf(world, cookie)
    for (const path of [`/c/${north.publicId}`, `/c/${north.publicId}.json`, `/c/${north.publicId}.pdf`])
      expect([path, (await asked.get(path)).status]).toEqual([path, 404])
  })
})

describe('E-background-scope-canary', () => {
  const OF_SOUTH = ['learner', 'mail', 'school', 'reader-one', 'reader-two', ...BEHIND].map((what) =>
    cnry('south', what),
  )

  test('E-background-scope-canary: letters, mails, log lines and counts of one district hold nothing of the other', async () => {
    const { tenantId } = homes.north.district
    const of = async (words: string, values: unknown[] = [tenantId]) => (await world.owner.query(words, values)).rows
    const kept: Record<string, unknown[]> = {
      letters: await of('select kind, body from outbox where tenant_id = $1'),
      log: await of('select type, body from log_entry where tenant_id = $1'),
      counts: await of('select * from insight_count where tenant_id = $1'),
      hours: await of('select * from recognition where tenant_id = $1'),
      mails: await of('select subject, text, address from mail_message where address = any($1)', [
        [homes.north.learner.email, ...homes.north.readers.map(({ email }) => email)],
      ]),
    }
    for (const [what, rows] of Object.entries(kept)) {
      expect([what, rows.length > 0]).toEqual([what, true])
      const text = JSON.stringify(rows)
      expect([what, OF_SOUTH.filter((word) => text.includes(word))]).toEqual([what, []])
      for (const id of [homes.south.learner.id, homes.south.work.submissionId, homes.south.credentialId])
        expect([what, text.includes(id)]).toEqual([what, false])
    }
  })

  test('E-background-scope-canary: exports, search and every page of one district hold nothing of the other, in whatever order they are asked for', async () => {
    const search = `/explore?q=${cnry('south', 'evidence')}`
    const theirs = browserOf(world, await signedIn(world, homes.south.admin))
    for (const path of ['/', '/explore', search, '/org/south/hours', '/org/south/hours.csv', '/org/south/overview.csv'])
      expect([path, (await theirs.get(path)).status]).toEqual([path, 200])
    const own = browserOf(world, await signedIn(world, homes.north.admin))
    for (const path of [
      '/',
      '/explore',
      '/org/north/hours',
      '/org/north/hours.csv',
      '/org/north/overview',
      '/org/north/overview.csv',
    ])
      for (const visitor of [own, browserOf(world)]) {
        const { text } = await visitor.get(path)
        expect([path, OF_SOUTH.filter((word) => text.includes(word))]).toEqual([path, []])
      }
    const csv = (await own.get('/org/north/hours.csv')).text
    expect([csv.includes(cnry('north', 'learner')), csv.includes(cnry('south', 'learner'))]).toEqual([true, false])
    expect(
      leaks(await shownTo(await signedIn(world, homes.north.admin), homes.north, /^\/(org|issuers)\//), OF_SOUTH),
    ).toEqual([])
  })

  test('E-background-scope-canary: each letter runs inside its own district, also one that names what is another’s', async () => {
    const { north, south } = homes
    const { rows: strays } = await world.owner.query(
      'select o.kind from outbox o join log_entry e on e.id = o.log_id where e.tenant_id is distinct from o.tenant_id',
    )
    expect(strays).toEqual([])
    const list = (await world.owner.query('select status_list_id from credential where id = $1', [south.credentialId]))
      .rows[0]
    const foreign = {
      ...{
        credentialId: south.credentialId,
        listId: list.status_list_id,
        reviewId: south.ids.review,
        submissionId: south.work.submissionId,
      },
      ...{ attemptId: south.work.attemptId, attemptNo: 1, share: south.credentialId, learnerId: south.learner.id },
    }
    const digest = async () => {
      const kept: Record<string, string> = {}
      for (const name of [
        'credential',
        'status_list_version',
        'review',
        'submission',
        'submission_attempt',
        'decision',
        'evidence',
      ]) {
        const words = `select coalesce(md5(string_agg(md5(t::text), '' order by t::text)), '') as digest from ${name} t where tenant_id = $1`
        kept[name] = (await world.owner.query(words, [south.district.tenantId])).rows[0].digest
      }
      return kept
    }
    const before = await digest()
    for (const kind of [...couriers.keys()].filter((each) => each !== 'mail')) {
      const id = world.home.ports.newId()
      await world.owner.query(
        `insert into outbox (id, tenant_id, kind, body, state, attempts, next_at) values ($1, $2, $3, $4, 'due', 0, $5)`,
        [id, north.district.tenantId, kind, JSON.stringify(foreign), world.clock.now()],
      )
      await deliver(world.home, { reactions, couriers }, id)
    }
    expect(await digest()).toEqual(before)
    const { rows } = await world.owner.query(
      "select body from log_entry where tenant_id = $1 and body::text like '%' || $2 || '%'",
      [north.district.tenantId, south.work.submissionId],
    )
    expect(rows).toEqual([])
  })
})

describe('E-timing-correlation', () => {
  test('E-timing-correlation: the educator learns the day of the decision, no minute of a reading and no reader', async () => {
    const { learner, readers, work, ids } = homes.north
    // The signed document says when it was signed, to whomever it is shown; the pages say no more than the day.
    const seen = await shownTo(await signedIn(world, learner), homes.north, /^\/(me|c)\/(?!.*\.(json|png|svg|pdf))/)
    const people = readers.flatMap(({ name, email, id }) => [name, email, id])
    expect(leaks(seen, people)).toEqual([])
    const { rows } = await world.owner.query('select submitted_at from review where submission_id = $1', [
      work.submissionId,
    ])
    const minutes = rows.map(({ submitted_at }) => submitted_at.toISOString().slice(0, 16))
    expect(new Set(minutes).size).toBe(2)
    expect(leaks(seen, minutes)).toEqual([])
    const letter = seen.get(`/me/work/${ids.submission}/decision/1`) ?? ''
    expect(letter).toContain('<time datetime="2026-11-20">November 20, 2026</time>')
  })

  test('E-timing-correlation: messages about the decision name no reader and no time of day', async () => {
    const { learner, readers } = homes.north
    const { rows } = await world.owner.query(
      "select template, subject, text from mail_message where address = $1 and template like 'review.%'",
      [learner.email],
    )
    expect(rows.length).toBeGreaterThan(0)
    for (const { subject, text } of rows) {
      const all = `${subject} ${text}`.replaceAll(world.home.ports.baseUrl, '')
      expect(readers.filter(({ name, email, id }) => [name, email, id].some((word) => all.includes(word)))).toEqual([])
      expect(all).not.toMatch(/\d{1,2}:\d{2}/)
    }
  })
})

describe('E-two-person-rule', () => {
  test('E-two-person-rule: for misconduct nobody takes a credential back alone, however the form is sent', async () => {
    const { credentialId } = homes.south
    const admin = browserOf(world, await signedIn(world, homes.south.admin))
    const path = `/org/south/awards/${credentialId}/revoke`
    expect((await admin.get(path)).status).toBe(200)
    for (const reason of ['misconduct', 'superseded', 'holder-request'])
      expect([reason, [403, 422].includes((await admin.post(path, { reason }, path)).status)]).toEqual([reason, true])
    const { rows } = await world.owner.query('select revoked_at from credential where id = $1', [credentialId])
    expect(rows[0].revoked_at).toBeNull()
  })

  test('E-two-person-rule: no route takes several credentials back, awards one, turns a key or publishes alone', () => {
    const named = routes.filter(({ method }) => method !== 'GET').map(({ path, action }) => `${path} ${action}`)
    expect(named.filter((each) => /bulk|batch|award$/.test(each))).toEqual([])
    // One proposes, another answers, wherever there are two administrators (issuer-keys.db.test.ts).
    expect(named.filter((each) => /key\./.test(each))).toEqual([
      '/org/:org/keys key.change',
      '/org/:org/keys/withdraw key.change',
      '/org/:org/keys/proposal key.change',
    ])
    // One proposes, another answers: neither is the author, and neither is both (publishing.db.test.ts, own-stacks.db.test.ts).
    expect(named.filter((each) => /(achievement|stack)[.]publish/.test(each))).toEqual([
      '/author/m/:draft/review/publication achievement.publish',
      '/author/m/:draft/review/publication/answer achievement.publish',
      '/author/stacks/:draft/publication stack.publish',
      '/author/stacks/:draft/publication/answer stack.publish',
    ])
    const many = routes.filter(({ action, input }) => action === 'credential.revoke' && input)
    expect(many.every(({ input }) => !input?.safeParse({ reason: 'error', credentialIds: ['a', 'b'] }).success)).toBe(
      true,
    )
  })
})
