import { type KeyRecord, readKeyHistory } from '@cairn/openbadges'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { rotateKeys } from './cli/rotate-keys.ts'
import { withdrawFromConsole } from './cli/withdraw-key.ts'
import type { AchievementVersion } from './features/catalog/reads.ts'
import { finishAward } from './features/credential/actions/sign.ts'
import { renewLists } from './features/credential/actions/status.ts'
import { findPublished } from './features/credential/reads.ts'
import { setSetting } from './features/organization/actions/found.ts'
import { rotateKey } from './features/organization/actions/keys.ts'
import { answerAboutKeys, askForNewKey } from './features/organization/actions/propose-keys.ts'
import { withdrawKey, withdrawWithin } from './features/organization/actions/withdraw-key.ts'
import { keyInUse, publicKeys } from './features/organization/reads.ts'
import { isWithin } from './features/organization/rules/settings.ts'
import { ownReport } from './features/verification/views/own.ts'
import { on } from './platform/ctx.ts'
import { planFailpoints } from './platform/failpoint.ts'
import { openKeys } from './platform/keys.ts'
import { append } from './platform/log.ts'
import { canonicalized, credentialCrypto, keyLabel, signerOf, type WrappedKey } from './platform/signing.ts'
import { changeOldKeys, endKeys } from './sweeps.ts'
import { type Browser, browserOf } from './testing/browser.ts'
import { anAchievement } from './testing/factories/achievement.ts'
import { aHeldCredential } from './testing/factories/credential.ts'
import { anEarnedDecision } from './testing/factories/decision.ts'
import { aDistrict, aPerson, type District, join, type Someone, signedIn } from './testing/factories/people.ts'
import { judgedElsewhere } from './testing/interop.ts'
import { openWorld, type World } from './testing/world.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const DID = 'did:web:localhost%3A3000:issuers:lakeside'
const otherMaster = openKeys(Buffer.alloc(32, 9))
let world: World
let district: District
let version: AchievementVersion
let readers: [Someone, Someone]
/** Every credential of this file, by the name of the key that signed it. */
const signed: { publicId: string; document: Record<string, unknown>; key: string }[] = []
let known: readonly KeyRecord[] = []

beforeAll(async () => {
  world = await openWorld('2026-11-20T16:05:00.250Z')
  // A copy of each wrapped key, also of those that are withdrawn before their test is over.
  await world.owner.query(`
    create table every_key (tenant_id uuid, id text, wrapped_key bytea);
    create function keep_copy() returns trigger language plpgsql security definer set search_path = public as $$
    begin insert into every_key values (new.tenant_id, new.id, new.wrapped_key); return null; end $$;
    create trigger keep_copy after insert on issuer_key for each row when (new.wrapped_key is not null)
      execute function keep_copy()`)
  district = await aDistrict(world, { slug: 'lakeside' })
  version = await anAchievement(world)
  readers = [await aPerson(world), await aPerson(world)]
})
afterAll(() => world.close())

const site = () => world.as({ tenantId: district.tenantId, system: 'test' })
const rotate = (purpose: 'award' | 'status') => rotateKey(site(), { purpose })
const keyOf = ({ proof }: { proof?: unknown }) =>
  String((proof as [{ verificationMethod: string }])[0].verificationMethod).split('#')[1] ?? ''

async function award(): Promise<string> {
  const { publicId, bytes } = await aHeldCredential(world, { district, version, readers })
  const document = JSON.parse(bytes.toString())
  signed.push({ publicId, document, key: keyOf(document) })
  return keyOf(document)
}
async function keys(): Promise<{ id: string; state: string; kept: boolean }[]> {
  const { rows } = await world.owner.query(
    'select id, state, wrapped_key is not null as kept from issuer_key where tenant_id = $1 order by made_at, id',
    [district.tenantId],
  )
  return rows
}
async function asked(path: string) {
  return JSON.parse((await browserOf(world).get(path)).text)
}
/** Reads the published history as somebody who knew what it said before. */
async function history(): Promise<readonly KeyRecord[]> {
  const [given, didDocument] = [await asked('/issuers/lakeside/keys.json'), await asked('/issuers/lakeside/did.json')]
  const context = { did: DID, now: world.clock.now(), crypto: credentialCrypto, didDocument }
  const read = await readKeyHistory(JSON.stringify(given), known.length > 0 ? { ...context, known } : context)
  expect(read.findings).toEqual([])
  known = read.keys
  return read.keys
}
async function listKey(): Promise<string> {
  return keyOf(await asked('/issuers/lakeside/status/revocation/1'))
}
/** Our own verdict, as the page of the credential gives it. */
async function ownVerdict(publicId: string): Promise<string> {
  const ctx = world.as({})
  return ctx.transact(async (tx) => {
    const row = await findPublished(tx, publicId)
    if (!row) throw new Error('not published')
    const { verdict, checks } = (await ownReport(ctx, tx, row)).report
    return [verdict, ...checks.flatMap(({ findings }) => findings.map(({ code }) => code))].join(' ')
  })
}
async function writtenTo(): Promise<string[]> {
  const { rows } = await world.owner.query(`select body ->> 'toPerson' as person from outbox
    where kind = 'mail' and body ->> 'template' = 'credential.keyWithdrawn' order by 1`)
  return rows.map(({ person }) => person)
}
/** Time goes on, with everything that happens by itself. */
async function pass(milliseconds: number): Promise<void> {
  world.clock.advance(milliseconds)
  await endKeys(world.home)
  await renewLists(site(), new Date(world.clock.now().getTime() - DAY))
  await world.settle()
}

describe('a key is rotated', () => {
  test('a crash before it is published leaves nothing, and the next try makes it', async () => {
    expect(await award()).toBe('award-2026-11')
    await history()
    planFailpoints('key.made:1:throw')
    await expect(rotate('award')).rejects.toThrow('failpoint')
    planFailpoints(undefined)
    expect(await keys()).toHaveLength(2)
    expect(await rotate('award')).toMatchObject({ id: 'award-2026-11-2', replaces: 'award-2026-11' })
  })

  test('both stand published for an hour in which the first one signs; asked again, nothing more is made', async () => {
    expect(await rotate('award')).toMatchObject({ id: 'award-2026-11-2', replaces: null })
    const did = await asked('/issuers/lakeside/did.json')
    expect(did.assertionMethod).toEqual(
      ['award-2026-11', 'status-2026-11', 'award-2026-11-2'].map((id) => `${DID}#${id}`),
    )
    expect((await history()).map(({ state }) => state)).toEqual(['active', 'active', 'active'])
    await pass(HOUR - 2000)
    expect(await award()).toBe('award-2026-11')
  })

  test('what was reserved before is signed by the key it names, once; then its private half goes', async () => {
    const learner = await aPerson(world)
    await anEarnedDecision(world, { district, learner, readers, version })
    await stepUntilReserved()
    world.clock.advance(HOUR)
    await endKeys(world.home)
    expect((await keys())[0]).toEqual({ id: 'award-2026-11', state: 'active', kept: true })
    await expect(
      world.owner.query(
        `update issuer_key set state = 'ended', since = now(), wrapped_key = null where id = 'award-2026-11'`,
      ),
    ).rejects.toThrow('awards wait for this key')
    await world.settle()
    const { rows } = await world.owner.query(
      'select public_id, key_id, state, signed_bytes from credential where learner_id = $1',
      [learner.id],
    )
    expect(rows).toMatchObject([{ key_id: 'award-2026-11', state: 'published' }])
    signed.push({ publicId: rows[0].public_id, document: JSON.parse(rows[0].signed_bytes), key: 'award-2026-11' })
    await pass(1000)
    expect((await keys())[0]).toEqual({ id: 'award-2026-11', state: 'ended', kept: false })
    expect(await award()).toBe('award-2026-11-2')
    await history()
  })

  test('the status list is signed by the new status key once the old one is gone', async () => {
    expect(await listKey()).toBe('status-2026-11')
    await rotate('status')
    await pass(HOUR + 1000)
    expect(await listKey()).toBe('status-2026-11-2')
    expect(await award()).toBe('award-2026-11-2')
  })

  test('after a year keys change by themselves; after three changes every credential verifies here and elsewhere, and the history kept everything', async () => {
    for (const id of ['award-2027-11', 'award-2028-11']) {
      world.clock.advance(364 * DAY)
      await changeOldKeys(world.home)
      const before = (await keys()).length
      world.clock.advance(DAY)
      await changeOldKeys(world.home)
      await changeOldKeys(world.home)
      expect((await keys()).length).toBe(before + 2)
      // Who knew the keys learns of the next one from the one before it, in this hour.
      await history()
      await pass(HOUR + 1000)
      expect(await award()).toBe(id)
    }
    expect(new Set(signed.map(({ key }) => key))).toEqual(
      new Set(['award-2026-11', 'award-2026-11-2', 'award-2027-11', 'award-2028-11']),
    )
    for (const { publicId, document } of signed) {
      expect(await ownVerdict(publicId)).toBe('valid')
      expect((await judgedElsewhere(world, document)).verified).toBe(true)
    }
  })
})

describe('a key is withdrawn', () => {
  let since: Date

  test('one for credentials: another signs at once, and what waited for the first is signed by it, once', async () => {
    world.clock.advance(HOUR)
    since = world.clock.now()
    world.clock.advance(HOUR)
    expect(await award()).toBe('award-2028-11')
    const learner = await aPerson(world)
    await anEarnedDecision(world, { district, learner, readers, version })
    await stepUntilReserved()
    const said = await withdrawFromConsole(world.home, 'test', { ...thisKey(), since, confirm: false })
    expect(said.join(' ')).toContain('2 credentials were signed with it, 1 of them since')
    expect((await keys()).filter(({ state }) => state === 'compromised')).toEqual([])
    await withdrawFromConsole(world.home, 'test', { ...thisKey(), since, confirm: true })
    expect(await withdrawKey(site(), { keyId: 'award-2028-11', since })).toBe(null)
    await pass(HOUR)
    const { rows } = await world.owner.query('select key_id, state from credential where learner_id = $1', [learner.id])
    expect(rows).toEqual([{ key_id: 'award-2028-11-2', state: 'published' }])
    expect(await award()).toBe('award-2028-11-2')
  })

  test('nobody believes what it signed; everything else holds, here and elsewhere', async () => {
    const did = await asked('/issuers/lakeside/did.json')
    expect(did.assertionMethod).not.toContain(`${DID}#award-2028-11`)
    const method = did.verificationMethod.find(({ id }: { id: string }) => id === `${DID}#award-2028-11`)
    expect(method.revoked).toBe(`${since.toISOString().slice(0, 19)}Z`)
    for (const { publicId, document, key } of signed) {
      const stolen = key === 'award-2028-11'
      expect([key, await ownVerdict(publicId)]).toEqual([key, stolen ? 'invalid KEY_COMPROMISED' : 'valid'])
      expect((await judgedElsewhere(world, document)).verified).toBe(!stolen)
    }
    // Who knew the key that is withdrawn now is not led on by another: the reader asks the domain again.
    known = []
    const kept = (await history()).find(({ id }) => id.endsWith('#award-2028-11'))
    expect([kept?.state, kept?.since]).toEqual(['compromised', since])
  })

  test('whoever holds what it signed is written to, once; whose award was signed by the next is not', async () => {
    const { rows } = await world.owner.query(
      `select learner_id from credential where key_id = 'award-2028-11' order by learner_id`,
    )
    const holders = rows.map(({ learner_id }) => learner_id)
    expect([holders.length, await writtenTo()]).toEqual([2, holders])
    // The time moves back, and whoever was told knows already.
    await withdrawKey(site(), { keyId: 'award-2028-11', since: new Date(since.getTime() - HOUR) })
    await pass(1000)
    expect(await writtenTo()).toEqual(holders)
    // Where there are many, the line in the log leads to those who come after its last.
    const body = { keyId: 'award-2028-11', told: 1, after: holders[0] }
    const { tenantId: subjectId } = district
    await site().transact((tx) => append(site(), tx, { type: 'credential.holdersTold', subjectId, body }))
    await world.settle()
    expect(await writtenTo()).toEqual([...holders, holders[1]].sort())
    const letter = await world.owner.query(
      `select subject, text from mail_message where template = 'credential.keyWithdrawn' limit 1`,
    )
    expect(letter.rows[0].subject).toBe('A credential of yours is not believed any more')
    expect(letter.rows[0].text).toContain('has withdrawn the key that signed one of your credentials')
  })

  test('the organization finds what it signed, how many since then, and what a reader is told', async () => {
    const dana = await aPerson(world, { name: 'Dana Whitfield' })
    await join(world, district, { person: dana, roles: ['organizationAdmin'] })
    const browser = browserOf(world, await signedIn(world, dana))
    const { text } = await browser.get('/org/lakeside/awards?key=award-2028-11')
    expect(text).toContain('2 credentials were signed with award-2028-11')
    expect(text).toContain('1 of these bears a date since then')
    expect(text.split('Not believed: its key was withdrawn')).toHaveLength(3)
    expect((await browser.get('/org/lakeside/awards?key=award-1999-01')).status).toBe(404)
    const { rows } = await world.owner.query(
      `update credential set visibility = 'public' where key_id = 'award-2028-11' returning public_id, learner_id`,
    )
    const page = await browserOf(world).get(`/c/${rows[0].public_id}`)
    expect(page.text).toContain('has withdrawn this key because others may have had it')
    const holder = { id: rows[0].learner_id, name: '', email: '' }
    const own = await browserOf(world, await signedIn(world, holder)).get(`/me/backpack/${rows[0].public_id}`)
    expect(own.text).toContain('Nobody who checks this credential believes it now')
    const backpack = await browserOf(world, await signedIn(world, holder)).get('/me/backpack')
    for (const { text } of [own, backpack])
      expect([text.includes('Not believed: its key was withdrawn'), text.includes('In force')]).toEqual([true, false])
  })

  test('one for status lists: the lists are signed anew at once', async () => {
    await withdrawKey(site(), { keyId: 'status-2028-11', since: world.clock.now() })
    await pass(1000)
    expect(await listKey()).toBe('status-2028-11-2')
    expect(await ownVerdict(signed[0]?.publicId ?? '')).toBe('valid')
  })

  test('one that never began, or whose time is over: its time is given on, or nothing more', async () => {
    const { id, notBefore } = await rotate('award')
    const next = await withdrawKey(site(), { keyId: id, since: world.clock.now() })
    const { rows } = await world.owner.query('select not_before from issuer_key where id = $1', [next])
    expect(rows).toEqual([{ not_before: notBefore }])
    expect(await withdrawKey(site(), { keyId: 'award-2026-11', since: world.clock.now() })).toBe(null)
    await expect(world.owner.query(`update issuer_key set state = 'ended' where id = 'award-2026-11'`)).rejects.toThrow(
      'never worth more',
    )
    known = []
    await history()
  })
})

describe('administrators change keys in their pages', () => {
  const here = '/org/lakeside/keys'
  const newKey = (by: Browser) => by.post(here, { purpose: 'status' }, here)
  async function anAdministrator(name: string): Promise<Browser> {
    const person = await aPerson(world, { name })
    await join(world, district, { person, roles: ['organizationAdmin'] })
    return browserOf(world, await signedIn(world, person))
  }
  async function waiting(): Promise<string[]> {
    const { rows } = await world.owner.query(
      'select id from key_proposal where answered_at is null order by proposed_at',
    )
    return rows.map(({ id }) => id)
  }
  const answer = async (by: Browser, word: string) =>
    by.post(`${here}/proposal`, { id: (await waiting())[0] ?? '', answer: word }, here)

  test('E-two-person-rule: where there are two, one proposes and the other accepts', async () => {
    const [ana, luz] = [await anAdministrator('Ana Ruiz'), await anAdministrator('Luz Vega')]
    const before = (await keys()).length
    expect((await newKey(ana)).status).toBe(303)
    expect((await newKey(ana)).status).toBe(303)
    expect(await waiting()).toHaveLength(1)
    expect((await answer(ana, 'accept')).status).toBe(403)
    expect((await luz.get(here)).text).toContain('Proposed by Ana Ruiz')
    expect((await keys()).length).toBe(before)
    const [id = ''] = await waiting()
    const yes = { id, answer: 'accept' }
    expect((await luz.post(`${here}/proposal`, yes, here)).status).toBe(303)
    expect((await keys()).length).toBe(before + 1)
    expect((await luz.post(`${here}/proposal`, yes, here)).status).toBe(404)
    expect(await accepted()).toBe(1)
  })

  test('what was done meanwhile is accepted and changes nothing; the log says who said yes', async () => {
    const [ana, luz] = [await anAdministrator('Ana Gil'), await anAdministrator('Luz Rey')]
    await ana.post(here, { purpose: 'award' }, here)
    await rotate('award')
    const before = await keys()
    expect((await answer(luz, 'accept')).status).toBe(303)
    expect(await keys()).toEqual(before)
    expect(await accepted()).toBe(2)
  })

  async function accepted(): Promise<number> {
    const { rows } = await world.owner.query(`select from log_entry where type = 'organization.keysAccepted'`)
    return rows.length
  }

  test('a withdrawal is refused by one word, and done by two; what was typed stays where something is missing', async () => {
    const [ana, luz] = [await anAdministrator('Ana Mora'), await anAdministrator('Luz Soto')]
    const form = { keyId: 'award-2027-11', since: '2027-12-01', understood: 'yes' }
    const { understood: _read, ...unread } = form
    const again = await ana.post(`${here}/withdraw`, unread, here)
    expect([again.status, again.text.includes('value="2027-12-01"'), again.text.includes('tick this box')]).toEqual([
      422,
      true,
      true,
    ])
    const later = await ana.post(`${here}/withdraw`, { ...form, since: '2099-01-01' }, here)
    expect([later.status, later.text.includes('Write a day that has begun')]).toEqual([422, true])
    expect((await ana.post(`${here}/withdraw`, { ...form, keyId: 'award-1999-01' }, here)).status).toBe(404)
    expect((await ana.post(`${here}/withdraw`, { ...form, since: '0000-01-01' }, here)).status).toBe(303)
    expect((await answer(ana, 'refuse')).status).toBe(303)
    await ana.post(`${here}/withdraw`, form, here)
    expect((await ana.post(`${here}/withdraw`, form, here)).status).toBe(303)
    const earlier = await ana.post(`${here}/withdraw`, { ...form, since: '2027-11-25' }, here)
    expect([earlier.status, earlier.text.includes('proposed already, as from 2027-12-01 on')]).toEqual([409, true])
    expect(earlier.text).toContain('whoever runs this site can do it')
    expect((await answer(luz, 'accept')).status).toBe(303)
    const { rows } = await world.owner.query(`select state, since from issuer_key where id = 'award-2027-11'`)
    // Midnight in Chicago.
    expect(rows).toEqual([{ state: 'compromised', since: new Date('2027-12-01T06:00:00Z') }])
  })

  test('where one administrator is left, that one’s word must do', async () => {
    const alone = await aDistrict(world, { slug: 'hillside' })
    const person = await aPerson(world)
    await join(world, alone, { person, roles: ['organizationAdmin'] })
    const browser = browserOf(world, await signedIn(world, person))
    const { location } = await browser.post('/org/hillside/keys', { purpose: 'award' }, '/org/hillside/keys')
    expect((await browser.get(location ?? '')).text).toContain('begins later')
  })
})

describe('keys and awards at the same time', () => {
  test('a withdrawal waits for an award that holds its key, and neither loses', async () => {
    const busy = await aDistrict(world, { slug: 'meadow' })
    const ctx = world.as({ tenantId: busy.tenantId, system: 'test' })
    const now = world.clock.now()
    const withdrawn = await ctx.transact(async (tx) => {
      const { id } = await keyInUse(tx, ctx.scope, { purpose: 'award', at: new Date(now.getTime() + 1000), lock: true })
      const waits = withdrawKey(ctx, { keyId: id, since: now })
      await somebodyWaits()
      // What every row of an award asks for when it is written.
      await sql`select from organization where tenant_id = ${busy.tenantId} for key share`.execute(on(tx))
      return { waits }
    })
    expect(await withdrawn.waits).toMatch(/^award-/)
  })

  test('what was signed while its key was withdrawn is not stored; the next key signs it, once', async () => {
    const learner = await aPerson(world)
    await anEarnedDecision(world, { district, learner, readers, version })
    await stepUntilReserved()
    const { rows } = await world.owner.query('select id, key_id from credential where learner_id = $1', [learner.id])
    const [{ id: credentialId, key_id: keyId }] = rows
    const slow = await world.owner.connect()
    await slow.query('begin')
    await slow.query('select from credential where id = $1 for update', [credentialId])
    const late = finishAward(site(), { body: { credentialId } }).catch(({ name }: Error) => name)
    await somebodyWaits()
    const next = await withdrawKey(site(), { keyId, since: world.clock.now() })
    await slow.query('update credential set key_id = $2 where id = $1', [credentialId, next])
    await slow.query('commit')
    slow.release()
    expect(await late).toBe('KeyGone')
    await pass(HOUR)
    const after = await world.owner.query('select key_id, state, signed_bytes from credential where id = $1', [
      credentialId,
    ])
    expect(after.rows).toMatchObject([{ key_id: next, state: 'published' }])
    expect(keyOf(JSON.parse(after.rows[0].signed_bytes))).toBe(next)
  })

  test('for seconds after a status key is withdrawn an award waits, and its own key stays trusted', async () => {
    // No key that was made before is still to begin.
    await pass(2 * HOUR)
    const learner = await aPerson(world)
    await anEarnedDecision(world, { district, learner, readers, version })
    await stepUntilReserved()
    const { rows } = await world.owner.query('select id, key_id from credential where learner_id = $1', [learner.id])
    const { id } = await site().transact((tx) =>
      keyInUse(tx, site().scope, { purpose: 'status', at: world.clock.now() }),
    )
    await withdrawKey(site(), { keyId: id, since: world.clock.now() })
    await expect(finishAward(site(), { body: { credentialId: rows[0].id } })).rejects.toThrow('STATUS_LIST_PROOF')
    await pass(2000)
    const before = canonicalized().template
    expect(await award()).toBe(rows[0].key_id)
    expect(canonicalized().template).toBeGreaterThan(before)
  })

  test('a process forgets a key that another one withdrew', async () => {
    const { tenantId, slug } = await aDistrict(world, { slug: 'forgetful' })
    const ctx = world.as({ tenantId, system: 'test' })
    const key = await ctx.transact((tx) => keyInUse(tx, ctx.scope, { purpose: 'award', at: world.clock.now() }))
    const open = (wrapped: WrappedKey['wrappedKey']) =>
      signerOf(ctx.keys, { did: `did:web:${slug}`, tenantId, key: { id: key.id, wrappedKey: wrapped } })
    const nonsense = Buffer.alloc(80)
    open(key.wrappedKey)
    expect(() => open(nonsense)).not.toThrow()
    expect(() => open(null)).toThrow('was destroyed')
    expect(() => open(nonsense)).toThrow()
    open(key.wrappedKey)
    await ctx.transact((tx) => withdrawWithin(ctx, tx, { keyId: key.id, since: world.clock.now() }))
    await world.settle()
    expect(() => open(nonsense)).toThrow()
  })

  test('a clock that stands behind is named before a key is looked for', async () => {
    const learner = await aPerson(world)
    await anEarnedDecision(world, { district, learner, readers, version })
    await stepUntilReserved()
    const { rows } = await world.owner.query('select id, key_id from credential where learner_id = $1', [learner.id])
    await withdrawKey(site(), { keyId: rows[0].key_id, since: world.clock.now() })
    const right = world.clock.now()
    world.clock.advance(-30 * DAY)
    await expect(finishAward(site(), { body: { credentialId: rows[0].id } })).rejects.toThrow('is published already')
    world.clock.set(right)
    await pass(HOUR)
  })

  async function somebodyWaits(): Promise<void> {
    const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`
    await vi.waitFor(async () => expect((await world.owner.query(waiting)).rows).not.toEqual([]), 10_000)
  }
})

describe('how many keys there may be', () => {
  test('the demonstration makes none; elsewhere no more than readers look at, and one can still be withdrawn', async () => {
    const shown = await aDistrict(world, { slug: 'shown', demo: true })
    const person = { personId: readers[0].id, roles: ['organizationAdmin'], stepUpAt: world.clock.now() } as const
    const visitor = world.as({ ...person, tenantId: shown.tenantId, demo: true })
    await expect(rotateKey(visitor, { purpose: 'award' })).rejects.toThrow('demo-keys')
    await expect(askForNewKey(visitor, { purpose: 'award' })).rejects.toThrow('demo-keys')
    const yes = { id: visitor.newId(), answer: 'accept' } as const
    await expect(answerAboutKeys(visitor, yes)).rejects.toThrow('demo-keys')

    const many = await aDistrict(world, { slug: 'many' })
    await world.owner.query(
      `insert into issuer_key (tenant_id, id, purpose, public_key, not_before, not_after, state, since, made_at)
       select tenant_id, id || '-' || n, purpose, public_key, not_before, not_before, 'ended', not_before, made_at
       from issuer_key, generate_series(2, 45) n where tenant_id = $1`,
      [many.tenantId],
    )
    const ctx = world.as({ tenantId: many.tenantId, system: 'test' })
    world.clock.advance(1000)
    await expect(rotateKey(ctx, { purpose: 'award' })).rejects.toThrow('keys-full')
    await expect(askForNewKey({ ...ctx, actor: world.as(person).actor }, { purpose: 'award' })).rejects.toThrow(
      'keys-full',
    )
    const said = rotateKeys(world.home, 'test', { slug: 'many', purposes: ['award'] })
    await expect(said).rejects.toThrow('readers look at no more than a hundred')
    const { id } = await ctx.transact((tx) => keyInUse(tx, ctx.scope, { purpose: 'award', at: world.clock.now() }))
    expect(await withdrawKey(ctx, { keyId: id, since: world.clock.now() })).toMatch(/^award-/)
  })

  test('under a lost master key a withdrawal makes none; the next one is made when somebody asks for it', async () => {
    const lost = await aDistrict(world, { slug: 'lost' })
    const ctx = { ...world.as({ tenantId: lost.tenantId, system: 'test' }), keys: otherMaster }
    const { id } = await ctx.transact((tx) => keyInUse(tx, ctx.scope, { purpose: 'award', at: world.clock.now() }))
    await expect(rotateKey(ctx, { purpose: 'award' })).rejects.toThrow('key-shut')
    expect(await withdrawKey(ctx, { keyId: id, since: world.clock.now() })).toBe(null)
    const admin = await aPerson(world)
    await join(world, lost, { person: admin, roles: ['organizationAdmin'] })
    const page = await browserOf(world, await signedIn(world, admin)).get('/org/lost/keys')
    expect(page.status).toBe(200)
    await changeOldKeys(world.home)
    expect((await ctx.transact((tx) => publicKeys(tx, 'lost'))).length).toBe(2)
    expect(await rotateKey(ctx, { purpose: 'award' })).toMatchObject({ made: true, replaces: null })
  })

  test('an organization says after how many days they are changed, and not often', async () => {
    expect([isWithin('keys.days', 89), isWithin('keys.days', 90)]).toEqual([false, true])
    const often = await aDistrict(world, { slug: 'often' })
    const ctx = world.as({ tenantId: often.tenantId, system: 'test' })
    await ctx.transact((tx) => setSetting(ctx, tx, { key: 'keys.days', value: 90 }))
    const made = async () =>
      (await ctx.transact((tx) => publicKeys(tx, 'often'))).filter(({ purpose }) => purpose === 'award').length
    world.clock.advance(89 * DAY)
    await changeOldKeys(world.home)
    expect(await made()).toBe(1)
    world.clock.advance(DAY)
    await changeOldKeys(world.home)
    expect(await made()).toBe(2)
  })
})

const thisKey = () => ({ slug: 'lakeside', keyId: 'award-2028-11' })

/** Delivers what makes the award, and stops before it is signed. */
async function stepUntilReserved(): Promise<void> {
  planFailpoints('issue.signed:1:throw')
  await world.settle()
  planFailpoints(undefined)
}

test('no private half is in the log of the site, as none of the keys of this file', async () => {
  const { rows } = await world.owner.query('select tenant_id, id, wrapped_key from every_key')
  expect(rows.length).toBeGreaterThan(20)
  const said = world.logLines.join('\n')
  for (const { tenant_id, id, wrapped_key } of rows) {
    const der = privateHalf(wrapped_key, keyLabel(tenant_id, id))
    // A PEM is the DER in base64, on one line.
    for (const secret of [wrapped_key, der, der.subarray(-32)])
      for (const form of ['base64', 'base64url', 'hex'] as const)
        expect(said.includes(secret.toString(form).replace(/=+$/, ''))).toBe(false)
  }
})

function privateHalf(wrapped: Buffer, label: string): Buffer {
  try {
    return world.home.ports.keys.unwrap(wrapped, label)
  } catch {
    return otherMaster.unwrap(wrapped, label)
  }
}
