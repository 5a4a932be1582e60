import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseCsv } from '../../lib/csv.ts'
import { anAchievement } from '../../testing/factories/achievement.ts'
import { type Awarded, anAward } from '../../testing/factories/award.ts'
import { anOffering } from '../../testing/factories/offering.ts'
import { aDistrict, aPerson, type District, join, type Someone, signedIn } from '../../testing/factories/people.ts'
import { openWorld, type World } from '../../testing/world.ts'
import type { AchievementVersion } from '../catalog/reads.ts'
import type { TenantRole } from '../organization/tables.ts'

let world: World
let lakeview: District
let site: District
let six: AchievementVersion
let maya: Someone
let danaHerself: Someone
let shared: Awarded
const cookies: Record<string, string> = {}

beforeAll(async () => {
  world = await openWorld('2026-10-05T15:00:00Z')
  lakeview = await aDistrict(world, { name: 'Lakeview', slug: 'lakeview' })
  site = await aDistrict(world, { name: 'Open Catalogue', isSiteIssuer: true })
  six = await anAchievement(world, { title: 'Greet at the door' })
  const ten = await anAchievement(world, {
    title: 'Count "late starts"',
    recognitionDefaults: [{ unit: 'hours', amount: '10.00' }],
  })
  await anOffering(world, lakeview.tenantId)
  maya = await member('Maya Jackson', { school: 'North School' })
  const evil = await member('=HYPERLINK("https://evil.example")', { school: 'South School' })
  await anAward(world, { district: lakeview, learner: maya, version: six })
  await anAward(world, { district: lakeview, learner: evil, version: ten })
  shared = await anAward(world, { district: site, learner: maya, version: ten })
  danaHerself = await member('Dana', { roles: ['recognizer', 'organizationAdmin'] })
  await member('Ada', { roles: ['organizationAdmin'] })
  const stranger = await aPerson(world, { name: 'Stranger' })
  await join(world, site, { person: stranger, roles: ['recognizer', 'organizationAdmin'] })
  cookies.Stranger = (await signedIn(world, stranger)).cookie
})
afterAll(() => world.close())

async function member(name: string, given: { school?: string; roles?: readonly TenantRole[] } = {}): Promise<Someone> {
  const person = await aPerson(world, { name })
  await join(world, lakeview, { person, ...given })
  await world.settle()
  cookies[name] = (await signedIn(world, person)).cookie
  return person
}

async function get(path: string, who?: string, locale = 'en') {
  const headers: Record<string, string> = { accept: 'text/html', 'accept-language': locale }
  if (who) headers.cookie = cookies[who] ?? ''
  const response = await world.app.request(`http://localhost:3000${path}`, { headers })
  const html = await response.text()
  return {
    status: response.status,
    headers: response.headers,
    html,
    words: html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' '),
  }
}

async function send(path: string, who: string, fields: readonly (readonly [string, string])[]) {
  const page = await get('/me/recognition', who)
  const token = /name="_csrf" value="([^"]+)"/.exec(page.html)?.[1] ?? ''
  const response = await world.app.request(`http://localhost:3000${path}`, {
    method: 'POST',
    headers: {
      cookie: cookies[who] ?? '',
      accept: 'text/html',
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: new URLSearchParams([['_csrf', token], ...fields.map(([name, value]) => [name, value])]).toString(),
  })
  return { status: response.status, location: response.headers.get('location'), html: await response.text() }
}

async function csv(path: string, who = 'Dana') {
  const response = await world.app.request(`http://localhost:3000${path}`, { headers: { cookie: cookies[who] ?? '' } })
  const parsed = parseCsv(await response.text())
  if (!parsed.ok) throw new Error(parsed.because)
  return { response, rows: parsed.rows.map(({ cells }) => cells) }
}

describe('the hours of a district', () => {
  test('name educator, school, micro-credential, hours and year, with their sum', async () => {
    const { status, words } = await get('/org/lakeview/hours', 'Dana')
    expect(status).toBe(200)
    expect(words).toContain('16 hours for 2 educators, in 2 lines')
    expect(words).toContain(
      'Maya Jackson North School Greet at the door awarded by Lakeview Oct 5, 2026 2026-27 Recorded 6.00',
    )
  })

  test('leave as a file only after the passkey, a short while ago', async () => {
    const dana = await aPerson(world, { name: 'Dana Later' })
    await join(world, lakeview, { person: dana, roles: ['recognizer'] })
    await world.settle()
    cookies[dana.name] = (await signedIn(world, dana)).cookie
    expect((await get('/org/lakeview/hours', dana.name)).words).toContain('Download CSV')
    world.clock.advance(5 * 60_000)
    const stale = await get('/org/lakeview/hours', dana.name)
    expect(stale.words).not.toContain('Download CSV')
    expect(stale.html).toContain('/step-up?next=')
    expect((await get('/org/lakeview/hours.csv', dana.name)).status).toBe(403)
    cookies.Dana = (await signedIn(world, danaHerself)).cookie
  })

  test('are narrowed by school and year, and the sum with them', async () => {
    const north = lakeview.units['North School']
    expect((await get(`/org/lakeview/hours?school=${north}`, 'Dana')).words).toContain(
      '6 hours for 1 educator, in 1 line',
    )
    expect((await get('/org/lakeview/hours?year=2025-26', 'Dana')).words).toContain('No hours here yet')
    expect((await get('/org/lakeview/hours?year=2026-27&school=', 'Dana')).words).toContain('16 hours')
  })

  test('B-csv-formula-export: leave as CSV that no spreadsheet runs', async () => {
    const { response, rows } = await csv('/org/lakeview/hours.csv')
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8')
    expect(response.headers.get('content-disposition')).toBe('attachment; filename="hours-lakeview.csv"')
    const [head, first, second] = rows
    expect(head).toEqual([
      'Line',
      'Educator',
      'E-mail',
      'School',
      'Micro-credential',
      'Code',
      'Hours',
      'Earned on',
      'School year',
      'Awarded by',
      'What happened',
      'Recorded at',
    ])
    expect(first?.slice(0, 11)).toEqual([
      '1',
      'Maya Jackson',
      maya.email,
      'North School',
      'Greet at the door',
      six.code,
      '6.00',
      '2026-10-05',
      '2026-27',
      'Lakeview',
      'Recorded',
    ])
    expect(second?.slice(1, 7)).toMatchObject([
      `'=HYPERLINK("https://evil.example")`,
      expect.anything(),
      'South School',
      'Count "late starts"',
      expect.anything(),
      '10.00',
    ])
    expect(rows).toHaveLength(3)
  })

  test('the file holds what the filter leaves, and the log says who took it', async () => {
    const before = await exported()
    const { rows } = await csv(`/org/lakeview/hours.csv?school=${lakeview.units['South School']}&year=2026-27`)
    expect(rows).toHaveLength(2)
    const after = await exported()
    expect(after).toHaveLength(before.length + 1)
    expect(after.at(-1)).toMatchObject({ body: { lines: 1, year: '2026-27' } })
  })

  async function exported() {
    return (
      await world.owner.query(`select actor_id, body from log_entry where type = 'recognition.exported' order by id`)
    ).rows
  }

  test('come in pages by key', async () => {
    const many = await aDistrict(world, { slug: 'many' })
    const person = await aPerson(world)
    await join(world, many, { person, roles: ['recognizer'] })
    await world.settle()
    cookies.Many = (await signedIn(world, person)).cookie
    await anAward(world, { district: many, learner: person, version: six })
    await world.owner.query(
      `insert into recognition_entry select tenant_id, n, gen_random_uuid(), recognition_id, educator_id, kind, units, unit_code, unit_scale, unrounded_num, unrounded_den,
         period_key, effective_on, reason_code, note, actor_id, created_at, prev_hash, hash from recognition_entry, generate_series(2, 52) n where tenant_id = $1`,
      [many.tenantId],
    )
    const first = await get('/org/many/hours', 'Many')
    expect(first.html.match(/<tr>/g)).toHaveLength(50 + 2)
    const next = /href="(\/org\/many\/hours\?before=\d+)"/.exec(first.html)?.[1] ?? ''
    const second = await get(next, 'Many')
    expect(second.html.match(/<tr>/g)).toHaveLength(2 + 2)
    expect((await csv('/org/many/hours.csv', 'Many')).rows).toHaveLength(53)
  })
})

describe('who may see them', () => {
  test.each([
    ['Dana', '/org/lakeview/hours', 200],
    ['Dana', '/org/lakeview/hours.csv', 200],
    ['Dana', '/org/lakeview/rules', 200],
    ['Ada', '/org/lakeview/hours', 200],
    ['Ada', '/org/lakeview/hours.csv', 403],
    ['Ada', '/org/lakeview/rules', 403],
    ['Maya Jackson', '/org/lakeview/hours', 403],
    ['Maya Jackson', '/org/lakeview/hours.csv', 403],
    ['Stranger', '/org/lakeview/hours', 404],
    ['Stranger', '/org/lakeview/hours.csv', 404],
    ['Stranger', '/org/lakeview/rules', 404],
  ])('%s at %s: %i', async (who, path, status) => expect((await get(path, who)).status).toBe(status))

  test('a visitor is led to sign-in', async () => {
    const { status, headers } = await get('/org/lakeview/hours')
    expect([status, headers.get('location')]).toEqual([303, '/sign-in?next=%2Forg%2Flakeview%2Fhours'])
  })
})

describe('what it counts for', () => {
  test('Today reminds of what could be asked about', async () => {
    expect((await get('/me/today', 'Maya Jackson')).words).toContain('A credential of yours could count where you work')
    expect((await get('/me/today', 'Dana')).words).not.toContain('could count where you work')
  })

  test('says in a sentence what each organization gave, and offers to ask the others', async () => {
    const { words, html } = await get('/me/recognition', 'Maya Jackson')
    expect(words).toContain('6 hours at Lakeview, school year 2026-27.')
    expect(words).toContain('Ask Lakeview to count this')
    expect(html).toContain(`/me/backpack/${shared.publicId}/share`)
    expect(words).toContain('Lakeview, 2026-27 6 hours')
  })

  test('shows the day of an award as its issuer has it, wherever the page is read from, and says so', async () => {
    await world.owner.query(`update person set time_zone = 'Pacific/Auckland' where id = $1`, [maya.id])
    const { html, words } = await get('/me/recognition', 'Maya Jackson')
    expect([...html.matchAll(/<time datetime="([^"]+)"/gi)].map(([, day]) => day)).toEqual(['2026-10-05', '2026-10-05'])
    expect(words).toContain('that of the organization that made it, in its own time zone')
    await world.owner.query(`update person set time_zone = 'America/Chicago' where id = $1`, [maya.id])
  })

  test('after asking, the hours of the other issuer stand beside them', async () => {
    const asked = await send(`/me/backpack/${shared.publicId}/share`, 'Maya Jackson', [
      ['toTenant', lakeview.tenantId],
      ['next', '/me/recognition'],
    ])
    expect([asked.status, asked.location]).toEqual([303, '/me/recognition'])
    expect((await get('/me/recognition', 'Maya Jackson')).words).toContain('You asked Lakeview to count this.')
    await world.settle()
    const { words } = await get('/me/recognition', 'Maya Jackson')
    expect(words).toContain('10 hours at Lakeview, school year 2026-27.')
    expect(words).not.toContain('Ask Lakeview')
    expect(words).toContain('Lakeview, 2026-27 16 hours')
  })

  test('promises no answer that is not on its way', async () => {
    const lone = await member('Lone')
    await anAward(world, { district: lakeview, learner: lone, version: six })
    await world.owner.query('alter table recognition_entry disable trigger append_only')
    await world.owner.query('delete from recognition_entry where educator_id = $1', [lone.id])
    await world.owner.query('alter table recognition_entry enable trigger append_only')
    await world.owner.query('delete from recognition where educator_id = $1', [lone.id])
    expect((await get('/me/recognition', 'Lone')).words).toContain('The answer comes within minutes.')
    world.clock.advance(2 * 3_600_000)
    cookies.Lone = (await signedIn(world, lone)).cookie
    const { words } = await get('/me/recognition', 'Lone')
    expect(words).not.toContain('within minutes')
    expect(words).toContain('Lakeview has not answered about this yet.')
    world.clock.set('2026-10-05T15:10:00Z')
    cookies.Dana = (await signedIn(world, danaHerself)).cookie
  })

  test('speaks Spanish', async () => {
    await world.owner.query(`update person set locale = 'es' where id = $1`, [maya.id])
    const { words } = await get('/me/recognition', 'Maya Jackson')
    expect(words).toContain('6 horas en Lakeview, año escolar 2026-27.')
    await world.owner.query(`update person set locale = 'en' where id = $1`, [maya.id])
  })

  test('shows nobody else’s', async () => {
    expect((await get('/me/recognition', 'Dana')).words).not.toContain('Greet at the door')
  })
})

describe('on the page of a credential', () => {
  test('its holder reads what it counts for', async () => {
    const { words } = await get(`/me/backpack/${shared.publicId}`, 'Maya Jackson')
    expect(words).toContain('10 hours at Lakeview, school year 2026-27.')
  })

  test('a credential is asked about by its holder alone', async () => {
    const fields = [['toTenant', lakeview.tenantId]] as const
    expect((await send(`/me/backpack/${shared.publicId}/share`, 'Dana', fields)).status).toBe(404)
  })

  test('its holder closes it to an organization again; nobody else can, and what was counted stays', async () => {
    const path = `/me/backpack/${shared.publicId}`
    const open = await get(path, 'Maya Jackson')
    expect(open.words).toContain('Stop showing it to Lakeview')
    const fields = [['shareId', /name="shareId" value="([^"]+)"/.exec(open.html)?.[1] ?? '']] as const
    expect((await send(`${path}/share/end`, 'Dana', fields)).status).toBe(404)
    expect((await send(`${path}/share/end`, 'Maya Jackson', fields)).location).toBe(path)
    expect((await send(`${path}/share/end`, 'Maya Jackson', fields)).status).toBe(404)
    await world.settle()
    const closed = (await get(path, 'Maya Jackson')).words
    expect(closed).not.toContain('Stop showing it')
    expect(closed).toContain('10 hours at Lakeview, school year 2026-27.')
    const { rows } = await world.owner.query(
      `select person_id, body from log_entry where type = 'credential.shareEnded'`,
    )
    expect(rows).toEqual([{ person_id: maya.id, body: expect.objectContaining({ toTenant: lakeview.tenantId }) }])
  })
})

describe('on the page of a micro-credential', () => {
  test('a visitor reads what the organizations that award it give', async () => {
    const { words } = await get(`/m/${six.slug}`)
    expect(words).toContain('6 hours at Lakeview, for its own educators. How Lakeview counts')
  })

  test('a member reads an estimate, and that it was counted before', async () => {
    expect((await get(`/m/${six.slug}`, 'Dana')).words).toContain(
      '6 hours at Lakeview. This is an estimate, decided by Lakeview',
    )
    expect((await get(`/m/${six.slug}`, 'Maya Jackson')).words).toContain(
      'Lakeview gave you hours for this one before.',
    )
  })
})

describe('rules', () => {
  const simple = [
    ['which', 'strand'],
    ['strands[]', 'B'],
    ['strands[]', 'E'],
    ['hours', 'fixed'],
    ['amount', '15'],
    ['cap', '60'],
    ['from', '2026-10-05'],
  ] as const

  async function publishedRules(): Promise<number> {
    const { rows } = await world.owner.query(
      `select id from recognition_rule_version where tenant_id = $1 and status = 'published'`,
      [lakeview.tenantId],
    )
    return rows.length
  }

  test('are read as sentences', async () => {
    const { words } = await get('/org/lakeview/rules', 'Dana')
    expect(words).toContain('Every micro-credential gives the hours that its page states. For awards of any date.')
  })

  test('are public: anyone reads the same sentences', async () => {
    const { status, words } = await get('/issuers/lakeview/rules')
    expect(status).toBe(200)
    expect(words).toContain('Every micro-credential gives the hours that its page states.')
    expect((await get('/issuers/nobody/rules')).status).toBe(404)
  })

  test('make its name stand in the linked data of what it counts', async () => {
    const record = JSON.parse((await get(`/m/${six.slug}.jsonld`)).html)
    expect(record['ceterms:recognizedBy']).toContainEqual(expect.objectContaining({ 'ceterms:name': 'Lakeview' }))
    expect((await get(`/m/${six.slug}`)).html).toContain('"recognizedBy":[{')
  })

  test('one recognizer publishes a simple one, and it counts from then on', async () => {
    const proposed = await send('/org/lakeview/rules/confirm', 'Dana', simple)
    expect(proposed.status).toBe(200)
    const asked = proposed.html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
    expect(asked).toContain('Publish this rule?')
    expect(asked).toContain(
      'Every micro-credential in Learning environment and Assessment and feedback gives 15 hours.',
    )
    // The award of Lone, above, which lost its answer.
    expect(asked).toContain('1 award of your educators has no answer yet and gets hours by it at once.')
    expect(await publishedRules()).toBe(1)
    // What the second page sends is what was read on it.
    const kept = [...proposed.html.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)]
    const fields = kept
      .map(([, name, value]) => [name ?? '', value ?? ''] as const)
      .filter(([name]) => simple.some(([known]) => known === name))
    expect(fields.toSorted()).toEqual([...simple].toSorted())
    expect((await send('/org/lakeview/rules', 'Dana', fields)).status).toBe(303)
    const { words } = await get('/org/lakeview/rules', 'Dana')
    expect(words).toContain(
      'Every micro-credential in Learning environment and Assessment and feedback gives 15 hours. At most 60 hours in one school year, July 1 to June 30. For awards from October 5, 2026 on.',
    )
    const theo = await member('Theo')
    await anAward(world, { district: lakeview, learner: theo, version: six })
    expect((await get('/me/recognition', 'Theo')).words).toContain('15 hours at Lakeview')
    const { rows } = await world.owner.query(
      `select actor_id from log_entry where type = 'rule.published' and tenant_id = $1`,
      [lakeview.tenantId],
    )
    expect(rows).toHaveLength(2)
  })

  test.each([
    ['amount', '12.345', 'Write a number with at most two decimals'],
    ['amount', '1e3', 'Write a number with at most two decimals'],
    ['amount', '-5', 'Write a number with at most two decimals'],
    ['amount', '1,000', 'Write a number with at most two decimals'],
    ['amount', '', 'Say how many hours each one gives.'],
    ['cap', 'lots', 'Write a number with at most two decimals'],
    ['from', '2026-13-01', 'Give a date.'],
    ['strands[]', null, 'Choose at least one.'],
  ])('%s = %s is refused with words', async (name, value, sentence) => {
    const rest = simple.filter(([field]) => field !== name)
    for (const path of ['/org/lakeview/rules/confirm', '/org/lakeview/rules']) {
      const { status, html } = await send(path, 'Dana', value === null ? rest : [...rest, [name, value]])
      expect(status).toBe(422)
      expect(html).toContain(sentence)
    }
  })

  test('one is ended: from the next day on it gives nothing, and it cannot be ended twice', async () => {
    const { rows } = await world.owner.query(
      `select id from recognition_rule_version where tenant_id = $1 and body -> 'match' ->> 'achievements' <> 'all'`,
      [lakeview.tenantId],
    )
    const path = `/org/lakeview/rules/${rows[0].id}/end`
    const early = await send(path, 'Dana', [['lastDay', '2026-10-04']])
    expect(early.status).toBe(422)
    // What was typed stands in the field that the summary leads to, and the field is in sight.
    const [, field] = /class="error-summary-list"><li><a href="#([^"]+)"/.exec(early.html) ?? []
    expect(early.html).toMatch(
      new RegExp(`<details class="disclosure" open[^>]*>(?:(?!</details>).)*id="${field}"[^>]*value="2026-10-04"`, 's'),
    )
    expect(early.html.match(/value="2026-10-04"/g)).toHaveLength(1)
    expect((await send(path, 'Dana', [['lastDay', '2026-10-05']])).status).toBe(303)
    expect((await send(path, 'Dana', [['lastDay', '2026-10-05']])).status).toBe(409)
    world.clock.advance(24 * 3_600_000)
    const dana = (await world.owner.query(`select id, name from person where name = 'Dana'`)).rows[0]
    cookies.Dana = (await signedIn(world, dana)).cookie
    const luis = await member('Luis')
    await anAward(world, { district: lakeview, learner: luis, version: six })
    expect((await get('/me/recognition', 'Luis')).words).toContain('6 hours at Lakeview')
    expect((await get('/org/lakeview/rules', 'Dana')).words).toContain('1 rule that has ended')
  })

  test('publishing asks for the passkey once more', async () => {
    const later = await member('Dana Tomorrow', { roles: ['recognizer'] })
    expect((await get('/org/lakeview/rules', later.name)).html).toContain('action="/org/lakeview/rules/confirm"')
    world.clock.advance(5 * 60_000)
    const stale = await get('/org/lakeview/rules', later.name)
    expect(stale.html).not.toContain('action="/org/lakeview/rules/confirm"')
    expect(stale.html).toContain('/step-up?next=%2Forg%2Flakeview%2Frules')
    const before = await publishedRules()
    expect((await send('/org/lakeview/rules', later.name, simple)).status).toBe(403)
    expect(await publishedRules()).toBe(before)
    cookies.Dana = (await signedIn(world, danaHerself)).cookie
  })

  test('one that was mistyped and gave nothing is taken back before it begins', async () => {
    const future = simple.map(([name, value]) => [name, name === 'from' ? '2027-02-01' : value] as const)
    expect((await send('/org/lakeview/rules', 'Dana', future)).status).toBe(303)
    const { rows } = await world.owner.query(
      `select id from recognition_rule_version where tenant_id = $1 and body -> 'effective' ->> 'from' = '2027-02-01'`,
      [lakeview.tenantId],
    )
    const page = await get('/org/lakeview/rules', 'Dana')
    expect(page.words).toContain('This rule has given nothing yet.')
    const path = `/org/lakeview/rules/${rows[0].id}/end`
    expect((await send(path, 'Dana', [['lastDay', '2026-09-01']])).status).toBe(422)
    expect((await send(path, 'Dana', [['lastDay', '2027-01-31']])).status).toBe(303)
    expect((await get('/org/lakeview/rules', 'Dana')).words).toContain('Taken back before it counted anything.')
    expect((await get('/issuers/lakeview/rules')).words).not.toContain('2027')
  })

  test('of another organization cannot be ended', async () => {
    const { rows } = await world.owner.query(`select id from recognition_rule_version where tenant_id = $1`, [
      site.tenantId,
    ])
    expect((await send(`/org/lakeview/rules/${rows[0].id}/end`, 'Dana', [['lastDay', '2027-01-01']])).status).toBe(404)
  })
})
