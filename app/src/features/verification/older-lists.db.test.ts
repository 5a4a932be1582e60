import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { visitOf } from '../../testing/factories/credential.ts'
import { aForeignIssuer, type ForeignIssuer, theWebOf } from '../../testing/factories/foreign.ts'
import { aPerson, signedIn } from '../../testing/factories/people.ts'
import { openWorld, type World } from '../../testing/world.ts'
import { olderLists } from './views/older-lists.ts'
import { reportOn } from './views.ts'

let world: World
let issuer: ForeignIssuer
let credential: Uint8Array
let list: string
let old: Uint8Array

async function ask(by: typeof reportOn = reportOn): Promise<readonly [verdict: string, codes: readonly string[]]> {
  const { report } = await by(world.as({}), credential)
  return [report.verdict, report.checks.flatMap(({ findings }) => findings.map(({ code }) => code))]
}

beforeAll(async () => {
  world = await openWorld('2026-11-20T16:05:00Z')
  issuer = await aForeignIssuer({ host: 'lists.example' })
  list = `https://${issuer.host}/status/1`
  theWebOf(world, issuer)
  credential = await issuer.issue()
})
afterAll(() => world.close())

const alerts = async () =>
  (await world.owner.query(`select body from log_entry where type = 'verification.olderListCame'`)).rows

test('A-status-rollback: a date that nobody signed shuts no later list out', async () => {
  const honest = issuer.web.get(list) as Uint8Array
  const forged = { ...JSON.parse(new TextDecoder().decode(honest)), validFrom: '2099-01-01T00:00:00Z' }
  issuer.web.set(list, new TextEncoder().encode(JSON.stringify(forged)))
  expect((await ask())[0]).toBe('unknown')
  issuer.web.set(list, honest)
  expect(await ask()).toEqual(['valid', []])
})

test('A-status-rollback: in place of an older list the newer one counts, and those who run the site hear of it once', async () => {
  old = await issuer.publish({ validFrom: new Date('2026-11-20T13:00:00Z') })
  await issuer.publish({ revoked: [94_512], validFrom: new Date('2026-11-20T15:00:00Z') })
  expect(await ask()).toEqual(['invalid', ['STATUS_REVOKED']])
  issuer.web.set(list, old)
  expect(await ask()).toEqual(['invalid', ['STATUS_REVOKED']])
  expect(await ask()).toEqual(['invalid', ['STATUS_REVOKED']])
  expect(await alerts()).toEqual([{ body: { hosts: ['lists.example'] } }])
  const [admin, other] = [await aPerson(world, { platformAdmin: true }), await aPerson(world)]
  const page = await (await visitOf(world, await signedIn(world, admin)).get('/admin')).text()
  expect(page).toContain('A list of revocations came back older than before')
  expect(page).toContain('\u2068lists.example\u2069, last on')
  expect(page).toContain('A list of revocations came back older than before, and was not believed')
  expect(await olderLists(world.as({ personId: other.id, roles: ['organizationAdmin'] }))).toEqual([])
})

test('A-status-rollback: after a restart it is still known to be older, and a newer one is believed', async () => {
  vi.resetModules()
  const { reportOn: afterwards } = await import('./views.ts')
  expect(await ask(afterwards)).toEqual(['unknown', ['STATUS_ROLLBACK']])
  expect(await alerts()).toHaveLength(1)
  world.clock.advance(25 * 3_600_000)
  expect(await ask(afterwards)).toEqual(['unknown', ['STATUS_ROLLBACK']])
  expect(await alerts()).toHaveLength(2)
  await issuer.publish({ revoked: [94_512], validFrom: new Date('2026-11-21T16:00:00Z') })
  expect(await ask(afterwards)).toEqual(['invalid', ['STATUS_REVOKED']])
  expect(await alerts()).toHaveLength(2)
})
