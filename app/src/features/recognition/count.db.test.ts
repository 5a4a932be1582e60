import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ledgerLine, verifyLedgers } from '../../cli/recognition.ts'
import { anAchievement } from '../../testing/factories/achievement.ts'
import { aLaterDay, anAward, aRevocation, aShare } from '../../testing/factories/award.ts'
import { aDistrict, aPerson, type District, join, type Someone } from '../../testing/factories/people.ts'
import { openWorld, type World } from '../../testing/world.ts'
import type { AchievementVersion } from '../catalog/reads.ts'
import { countShared, publishRule, verifyLedger } from './actions.ts'
import { hoursTotals, listHours } from './reads.ts'
import { FIRST_RULE, type SimpleRule } from './rules.ts'

let world: World
let lakeview: District
let siteIssuer: District
let six: AchievementVersion
beforeAll(async () => {
  world = await openWorld('2026-10-05T15:00:00Z')
  lakeview = await aDistrict(world, { name: 'Lakeview' })
  siteIssuer = await aDistrict(world, { name: 'Open Catalogue', isSiteIssuer: true })
  six = await anAchievement(world)
  await world.settle()
})
afterAll(() => world.close())

async function anEducator(district: District = lakeview): Promise<Someone> {
  const person = await aPerson(world)
  await join(world, district, { person, school: 'North School' })
  await world.settle()
  return person
}

async function givenTo(person: Someone, district: District = lakeview) {
  const { rows } = await world.owner.query(
    `select state, units::int, period_key, reason_codes, counted_on::text, source_id from recognition where educator_id = $1 and tenant_id = $2 order by created_at, id`,
    [person.id, district.tenantId],
  )
  return rows
}

async function entriesOf(person: Someone) {
  const { rows } = await world.owner.query(
    `select tenant_id, kind, units::int, period_key from recognition_entry where educator_id = $1 order by tenant_id, seq`,
    [person.id],
  )
  return rows
}

async function publish(district: District, rule: Partial<SimpleRule>): Promise<void> {
  const recognizer = await aPerson(world)
  const ctx = world.as({
    tenantId: district.tenantId,
    personId: recognizer.id,
    roles: ['recognizer'],
    stepUpAt: world.clock.now(),
  })
  await publishRule(ctx, { ...FIRST_RULE, ...rule })
}

async function endFirstRule(district: District): Promise<void> {
  await world.owner.query(
    `update recognition_rule_version set status = 'ended', ended_at = $2, effective_to = '2020-01-01' where tenant_id = $1 and published_at is not null and status = 'published'`,
    [district.tenantId, world.clock.now()],
  )
}

describe('a district', () => {
  test('begins with one rule: what a micro-credential states, it gives', async () => {
    const { rows } = await world.owner.query(`select body, status from recognition_rule_version where tenant_id = $1`, [
      lakeview.tenantId,
    ])
    expect(rows).toHaveLength(1)
    expect(rows[0].body).toMatchObject({
      match: { achievements: 'all' },
      grant: { basis: 'hours', unit: 'hours' },
      cap: [],
    })
  })

  test('records the stated hours of an award to its educator, and tells the educator', async () => {
    const maya = await anEducator()
    const award = await anAward(world, { district: lakeview, learner: maya, version: six })
    expect(await givenTo(maya)).toEqual([
      {
        state: 'approved',
        units: 600,
        period_key: '2026-27',
        reason_codes: [],
        counted_on: '2026-10-05',
        source_id: award.credentialId,
      },
    ])
    expect(await entriesOf(maya)).toMatchObject([{ kind: 'grant', units: 600, period_key: '2026-27' }])
    const mail = await world.owner.query(
      `select body from outbox where kind = 'mail' and body ->> 'toPerson' = $1 and body ->> 'template' = 'recognition.recorded'`,
      [maya.id],
    )
    expect(mail.rows.map(({ body }) => body.values.hours)).toEqual(['6'])
  })

  test('takes the hours an author suggests for recognition before the effort', async () => {
    const suggested = await anAchievement(world, { recognitionDefaults: [{ unit: 'hours', amount: '7.50' }] })
    const luis = await anEducator()
    await anAward(world, { district: lakeview, learner: luis, version: suggested })
    expect(await givenTo(luis)).toMatchObject([{ units: 750 }])
  })

  test('counts a micro-credential once: the second award of it has its reason', async () => {
    const ana = await anEducator()
    await anAward(world, { district: lakeview, learner: ana, version: six })
    const second = await anAward(world, { district: lakeview, learner: ana, version: six })
    expect(await givenTo(ana)).toMatchObject([
      { state: 'approved', units: 600 },
      { state: 'refused', units: 0, reason_codes: ['already_counted'], source_id: second.credentialId },
    ])
    expect(await entriesOf(ana)).toHaveLength(1)
  })

  test('gives nothing to a learner who is no member, until the learner joins', async () => {
    const guest = await aPerson(world)
    await anAward(world, { district: lakeview, learner: guest, version: six })
    expect(await givenTo(guest)).toEqual([])
    await join(world, lakeview, { person: guest, school: 'South School' })
    await world.settle()
    expect(await givenTo(guest)).toMatchObject([{ state: 'approved', units: 600 }])
  })
})

describe('a yearly cap', () => {
  test('fills, gives the part that fits, then refuses, and opens again on July 1', async () => {
    const capped = await aDistrict(world, { name: 'Capped' })
    await world.settle()
    await endFirstRule(capped)
    await publish(capped, { cap: '10' })
    const sam = await anEducator(capped)
    const versions = await Promise.all(Array.from({ length: 4 }, () => anAchievement(world)))
    for (const version of versions.slice(0, 3)) await anAward(world, { district: capped, learner: sam, version })
    expect(await givenTo(sam, capped)).toMatchObject([
      { state: 'approved', units: 600, reason_codes: [] },
      { state: 'approved', units: 400, reason_codes: ['cap_partial'] },
      { state: 'refused', units: 0, reason_codes: ['cap_reached'] },
    ])
    await aLaterDay(world, '2027-07-01T15:00:00Z', capped)
    await anAward(world, { district: capped, learner: sam, version: versions[3] as AchievementVersion })
    expect((await givenTo(sam, capped)).at(-1)).toMatchObject({ units: 600, period_key: '2027-28' })
    world.clock.set('2026-10-05T15:00:00Z')
  })
})

test.each([
  ['America/Chicago', '2026-07-01T04:30:00Z', '2026-06-30', '2025-26'],
  ['America/Chicago', '2026-07-01T05:30:00Z', '2026-07-01', '2026-27'],
  ['Pacific/Auckland', '2026-06-30T12:30:00Z', '2026-07-01', '2026-27'],
])('in %s an award at %s counts on %s, school year %s', async (zone, at, day, year) => {
  // Nobody awards before there is a key to sign with.
  world.clock.set('2026-06-01T15:00:00Z')
  const district = await aDistrict(world)
  await world.owner.query('update organization set time_zone = $2 where tenant_id = $1', [district.tenantId, zone])
  const person = await anEducator(district)
  world.clock.set(at)
  await anAward(world, { district, learner: person, version: six })
  world.clock.set('2026-10-05T15:00:00Z')
  expect(await givenTo(person, district)).toMatchObject([{ counted_on: day, period_key: year }])
})

describe('awards that were earned before there was a rule', () => {
  async function aNetwork(): Promise<District> {
    const network = await aDistrict(world)
    await world.settle()
    // A network begins without a rule; the district's own first one never was.
    await world.owner.query('delete from recognition_rule_version where tenant_id = $1', [network.tenantId])
    return network
  }

  test('are counted once the first is published: every member’s, own and opened ones, once', async () => {
    const network = await aNetwork()
    const [one, other, guest] = [await anEducator(network), await anEducator(network), await aPerson(world)]
    const later = await anAchievement(world)
    await anAward(world, { district: network, learner: one, version: six })
    await anAward(world, { district: network, learner: one, version: later })
    await anAward(world, { district: network, learner: guest, version: six })
    const open = await anAward(world, { district: siteIssuer, learner: other, version: six })
    await aShare(world, { award: open, learner: other, to: network })
    expect([await givenTo(one, network), await givenTo(other, network)]).toEqual([[], []])

    await publish(network, {})
    await world.settle()
    expect((await givenTo(one, network)).map(({ units }) => units)).toEqual([600, 600])
    expect((await givenTo(other, network)).map(({ units }) => units)).toEqual([600])
    expect(await givenTo(guest, network)).toEqual([])

    await publish(network, { hours: 'fixed', amount: '9' })
    await world.settle()
    expect((await givenTo(one, network)).map(({ units }) => units)).toEqual([600, 600])
    expect(await entriesOf(one)).toHaveLength(2)
  })

  test('are counted however many there are', async () => {
    const network = await aNetwork()
    const people: Someone[] = []
    for (let i = 0; i < 11; i++) {
      const person = await anEducator(network)
      await anAward(world, { district: network, learner: person, version: six })
      await anAward(world, { district: network, learner: person, version: await anAchievement(world) })
      people.push(person)
    }
    await publish(network, {})
    await world.settle()
    const { rows } = await world.owner.query(
      `select count(*)::int as n, count(distinct educator_id)::int as people from recognition where tenant_id = $1 and state = 'approved'`,
      [network.tenantId],
    )
    expect(rows).toEqual([{ n: 22, people: 11 }])
  }, 120_000)
})

describe('several rules', () => {
  test('the one that gives most counts, once', async () => {
    const district = await aDistrict(world)
    await world.settle()
    await publish(district, { which: 'strand', strands: ['B'], hours: 'fixed', amount: '15' })
    await publish(district, { which: 'strand', strands: ['B'], hours: 'fixed', amount: '2.50' })
    const person = await anEducator(district)
    await anAward(world, { district, learner: person, version: six })
    expect(await givenTo(person, district)).toMatchObject([{ state: 'approved', units: 1500 }])
  })

  test('a rule whose limit is reached makes room for the one that still gives', async () => {
    const district = await aDistrict(world)
    await world.settle()
    await publish(district, { hours: 'fixed', amount: '15', cap: '18' })
    const person = await anEducator(district)
    for (let i = 0; i < 3; i++) await anAward(world, { district, learner: person, version: await anAchievement(world) })
    expect((await givenTo(person, district)).map(({ units }) => units)).toEqual([1500, 600, 600])
  })

  test('an award that fits none is answered with that', async () => {
    const district = await aDistrict(world)
    await world.settle()
    await endFirstRule(district)
    await publish(district, { which: 'strand', strands: ['E'] })
    const person = await anEducator(district)
    await anAward(world, { district, learner: person, version: six })
    expect(await givenTo(person, district)).toMatchObject([{ state: 'refused', reason_codes: ['not_matched'] }])
  })
})

describe('an award of another issuer', () => {
  test('counts when its holder opens it to the own district, and once however often', async () => {
    const theo = await anEducator()
    const award = await anAward(world, { district: siteIssuer, learner: theo, version: six })
    expect(await givenTo(theo)).toEqual([])
    await aShare(world, { award, learner: theo, to: lakeview })
    await aShare(world, { award, learner: theo, to: lakeview })
    expect(await givenTo(theo)).toMatchObject([{ state: 'approved', units: 600, source_id: award.credentialId }])
  })

  test('opened before the holder joined, it counts on joining', async () => {
    const ruth = await aPerson(world)
    const award = await anAward(world, { district: siteIssuer, learner: ruth, version: six })
    await aShare(world, { award, learner: ruth, to: lakeview })
    expect(await givenTo(ruth)).toEqual([])
    await join(world, lakeview, { person: ruth })
    await world.settle()
    expect(await givenTo(ruth)).toMatchObject([{ state: 'approved', units: 600 }])
  })

  test('of the demonstration counts nowhere else', async () => {
    const demo = await aDistrict(world, { name: 'Showroom' })
    await world.owner.query('update organization set demo = true where tenant_id = $1', [demo.tenantId])
    const dana = await anEducator()
    const award = await anAward(world, { district: demo, learner: dana, version: six })
    await aShare(world, { award, learner: dana, to: lakeview })
    expect(await givenTo(dana)).toEqual([])
  })

  test('is not told to a district it was not opened to', async () => {
    const nobody = await anEducator()
    const award = await anAward(world, { district: siteIssuer, learner: nobody, version: six })
    const ask = world.owner.query.bind(world.owner)
    const ctx = world.as({ tenantId: siteIssuer.tenantId, system: 'test' })
    await expect(
      ctx.transact(async () => {
        const client = await world.owner.connect()
        try {
          await client.query('begin')
          await client.query('select sec.enter($1, null)', [siteIssuer.tenantId])
          await client.query('set local role cairn_app')
          await client.query(`select sec.post_to_recognizer($1, 'count-share', $2, $3, now())`, [
            ctx.newId(),
            award.credentialId,
            lakeview.tenantId,
          ])
        } finally {
          await client.query('rollback')
          client.release()
        }
      }),
    ).rejects.toThrow('not shared with this tenant')
    const { rows } = await ask(`select id from outbox where kind = 'count-share' and body ->> 'credentialId' = $1`, [
      award.credentialId,
    ])
    expect(rows).toEqual([])
  })
})

test('E-double-recognition: two requests at once for one micro-credential: one counts, the other was counted already', async () => {
  const person = await anEducator()
  const [one, two] = [
    await anAward(world, { district: siteIssuer, learner: person, version: six }),
    await anAward(world, { district: siteIssuer, learner: person, version: six }),
  ]
  for (const { credentialId } of [one, two])
    await world.owner.query(
      `insert into credential_share (tenant_id, id, credential_id, learner_id, to_tenant, shared_at) values ($1, gen_random_uuid(), $2, $3, $4, now())`,
      [siteIssuer.tenantId, credentialId, person.id, lakeview.tenantId],
    )
  const ctx = world.as({ tenantId: lakeview.tenantId, system: 'test' })
  await Promise.all([one, two, one, two].map(({ credentialId }) => countShared(ctx, { credentialId })))
  const rows = await givenTo(person)
  expect(rows.map(({ state }) => state).sort()).toEqual(['approved', 'refused'])
  expect(rows.find(({ state }) => state === 'refused')).toMatchObject({ reason_codes: ['already_counted'] })
})

test('E-double-recognition: many requests at once below one yearly limit: together they give the limit and not one unit more', async () => {
  const capped = await aDistrict(world, { name: 'Capped in a race' })
  await world.settle()
  await endFirstRule(capped)
  await publish(capped, { cap: '10' })
  const person = await anEducator(capped)
  const versions = await Promise.all(Array.from({ length: 4 }, () => anAchievement(world)))
  const awards = []
  for (const version of versions)
    awards.push(await anAward(world, { district: siteIssuer, learner: person, version: version as AchievementVersion }))
  for (const { credentialId } of awards)
    await world.owner.query(
      `insert into credential_share (tenant_id, id, credential_id, learner_id, to_tenant, shared_at) values ($1, gen_random_uuid(), $2, $3, $4, now())`,
      [siteIssuer.tenantId, credentialId, person.id, capped.tenantId],
    )
  const ctx = world.as({ tenantId: capped.tenantId, system: 'test' })
  // Each award twice, all in transactions of their own that begin before any of them has ended.
  await Promise.all([...awards, ...awards].map(({ credentialId }) => countShared(ctx, { credentialId })))
  const given = await givenTo(person, capped)
  expect(given.map(({ units }) => units).sort((one, other) => one - other)).toEqual([0, 0, 400, 600])
  const entries = await entriesOf(person)
  expect(entries.reduce((sum, { units }) => sum + units, 0)).toBe(1000)
  expect(await verifyLedger(ctx)).toEqual({ entries: 2, brokenAt: null })
})

test('nobody writes hours by hand', async () => {
  const person = await anEducator()
  const ctx = world.as({ tenantId: lakeview.tenantId, personId: person.id, roles: ['recognizer', 'organizationAdmin'] })
  await expect(countShared(ctx, { credentialId: person.id })).rejects.toThrow('by-rule-only')
})

describe('revocation', () => {
  test('takes the hours back in the current year by an opposite entry; the first one stays', async () => {
    const district = await aDistrict(world)
    const person = await anEducator(district)
    const award = await anAward(world, { district, learner: person, version: six })
    world.clock.set('2027-08-10T15:00:00Z')
    await aRevocation(world, { award, issuer: district })
    world.clock.set('2026-10-05T15:00:00Z')
    expect(await givenTo(person, district)).toMatchObject([{ state: 'reversed', units: 600 }])
    expect(await entriesOf(person)).toMatchObject([
      { kind: 'grant', units: 600, period_key: '2026-27' },
      { kind: 'reversal', units: -600, period_key: '2027-28' },
    ])
  })

  test('is heard in the district the credential was opened to', async () => {
    const person = await anEducator()
    const award = await anAward(world, { district: siteIssuer, learner: person, version: six })
    await aShare(world, { award, learner: person, to: lakeview })
    await aRevocation(world, { award, issuer: siteIssuer, reason: 'issuer-request' })
    expect(await givenTo(person)).toMatchObject([{ state: 'reversed' }])
    expect((await entriesOf(person)).reduce((sum, { units }) => sum + units, 0)).toBe(0)
  })

  test('leaves the place free: a new award of the same micro-credential counts again', async () => {
    const person = await anEducator()
    const award = await anAward(world, { district: lakeview, learner: person, version: six })
    await aRevocation(world, { award, issuer: lakeview })
    await anAward(world, { district: lakeview, learner: person, version: six })
    expect(await givenTo(person)).toMatchObject([{ state: 'reversed' }, { state: 'approved', units: 600 }])
  })
})

test('hours stay with the school where they were earned, also when their educator moves', async () => {
  const district = await aDistrict(world)
  const person = await anEducator(district)
  await anAward(world, { district, learner: person, version: six })
  await join(world, district, { person: await aPerson(world), school: 'South School' })
  const [north, south] = [district.units['North School'], district.units['South School']]
  await world.owner.query('update membership set unit_id = $2 where person_id = $1', [person.id, south])
  const award = await anAward(world, { district, learner: person, version: await anAchievement(world) })
  const ctx = world.as({ tenantId: district.tenantId, system: 'test' })
  const read = (unitId: string | undefined) =>
    ctx.transact(async (tx) => ({
      sum: (await hoursTotals(tx, ctx.scope, { unitId })).units,
      schools: (await listHours(tx, ctx.scope, { unitId, limit: 9 })).map(({ unitName }) => unitName),
    }))
  expect(await read(north)).toEqual({ sum: 600n, schools: ['North School'] })
  expect(await read(south)).toEqual({ sum: 600n, schools: ['South School'] })
  await aRevocation(world, { award, issuer: district })
  expect(await read(south)).toEqual({ sum: 0n, schools: ['South School', 'South School'] })
  expect(await read(north)).toEqual({ sum: 600n, schools: ['North School'] })
})

describe('the ledger', () => {
  const check = () => verifyLedger(world.as({ tenantId: lakeview.tenantId, system: 'test' }))

  test('is one unbroken chain after everything above', async () => {
    const { entries, brokenAt } = await check()
    expect(entries).toBeGreaterThan(9)
    expect(brokenAt).toBeNull()
  })

  test('is read for every organization from the console', async () => {
    const checked = await verifyLedgers(world.home, 'test@host')
    expect(checked.filter(({ brokenAt }) => brokenAt !== null)).toEqual([])
    const mine = checked.find(({ slug }) => slug === lakeview.slug)
    expect(mine && ledgerLine(mine)).toMatch(new RegExp(`^${lakeview.slug}: [0-9]+ entries, unbroken$`))
    expect(await verifyLedgers(world.home, 'test@host', lakeview.slug)).toHaveLength(1)
    expect(ledgerLine({ slug: 'x', entries: 9, brokenAt: 4n })).toBe('x: BROKEN at entry 4 (9 entries read)')
  })

  test('refuses change and deletion, for the owner too', async () => {
    await expect(world.owner.query('update recognition_entry set units = 1')).rejects.toThrow('append-only')
    await expect(world.owner.query('delete from recognition_entry')).rejects.toThrow('append-only')
  })

  test.each([
    ['an amount', 'update recognition_entry set units = units + 100 where tenant_id = $1 and seq = 3', 3n],
    ['a note', `update recognition_entry set note = 'x' where tenant_id = $1 and seq = 2`, 2n],
    ['the last line, gone', 'delete from recognition_entry where tenant_id = $1 and seq = $2', 'end'],
  ])('with the guard switched off, a change is found: %s', async (_what, change, where) => {
    const { entries } = await check()
    const kept = `create table kept as select * from recognition_entry`
    const back = `truncate recognition_entry; insert into recognition_entry select * from kept; drop table kept`
    await world.owner.query('alter table recognition_entry disable trigger append_only')
    await world.owner.query(kept)
    await world.owner.query(change, change.includes('$2') ? [lakeview.tenantId, entries] : [lakeview.tenantId])
    expect((await check()).brokenAt).toBe(where === 'end' ? BigInt(entries) : where)
    await world.owner.query(back)
    await world.owner.query('alter table recognition_entry enable trigger append_only')
    expect((await check()).brokenAt).toBeNull()
  })
})
