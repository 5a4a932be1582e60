import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ownerOf } from '../../testing/factories/achievement.ts'
import { aDistrict, aPerson, type District, join, signedIn } from '../../testing/factories/people.ts'
import { BASE_URL, openWorld, type World } from '../../testing/world.ts'
import { acceptImport, beginWith } from './actions/take-in.ts'
import { importFrameworks } from './actions.ts'
import type { ImportFacts } from './model.ts'
import type { CasePackage } from './rules/case-package.ts'
import { ownPackage } from './views.ts'

const SENTINEL = 'the herons return before the thaw'
const TERMS = 'https://rights.example/terms'
const id = (n: number) => `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

let world: World
let server: Server
let north: District
let south: District
let author: string
let admin: string
let second: string
let stranger: string
let plain: string
beforeAll(async () => {
  world = await openWorld()
  await importFrameworks({ db: ownerOf(world), folder: 'catalog', now: world.clock.now() })
  north = await aDistrict(world, { slug: 'north' })
  south = await aDistrict(world, { slug: 'south' })
  author = await someone(north, ['author'])
  admin = await someone(north, ['organizationAdmin'])
  second = await someone(north, ['organizationAdmin'])
  stranger = await someone(south, ['author', 'organizationAdmin'])
  plain = await someone(north, [])
  server = createServer((_request, response) => response.end(JSON.stringify(packOf(700)))).listen(0, '127.0.0.1')
})
afterAll(async () => {
  server.close()
  await world.close()
})

async function someone(district: District, roles: readonly ('author' | 'organizationAdmin')[]): Promise<string> {
  const person = await aPerson(world)
  await join(world, district, { person, roles })
  return (await signedIn(world, person)).cookie
}

const writer = () => world.as({ tenantId: north.tenantId, personId: world.home.ports.newId(), roles: ['author'] })
const facts = (given: Partial<ImportFacts> = {}): ImportFacts => ({
  ...{ rightsHolder: 'The herons', licenseURI: TERMS, redistributable: 'yes', title: '', language: 'en' },
  ...given,
})

/** Two statements below a document; each number its own framework. */
function packOf(n: number, words: readonly string[] = ['Above', 'Below']): CasePackage {
  const lastChangeDateTime = '2026-10-01T00:00:00Z'
  const document = { identifier: id(n), uri: `https://case.example/${n}`, title: `Framework ${n}` }
  const items = words.map((fullStatement, at) => ({
    ...{ identifier: id(n + at + 1), uri: `https://case.example/${n + at + 1}`, fullStatement },
    ...{ humanCodingScheme: `F.${at + 1}`, lastChangeDateTime },
  }))
  const nodes = [document, ...items.map((item) => ({ ...item, title: item.humanCodingScheme }))]
  const node = (at: number) => ({
    title: nodes[at]?.title ?? '',
    identifier: nodes[at]?.identifier ?? '',
    uri: nodes[at]?.uri ?? '',
  })
  return {
    CFDocument: { ...document, creator: 'A county', lastChangeDateTime },
    CFItems: items,
    CFAssociations: items.map((_item, at) => ({
      ...{ identifier: id(n + 50 + at), uri: `https://case.example/${n + 50 + at}`, associationType: 'isChildOf' },
      ...{ originNodeURI: node(at + 1), destinationNodeURI: node(at), lastChangeDateTime, sequenceNumber: 1 },
    })),
  }
}

async function takenIn(pack: object, given: Partial<ImportFacts> = {}): Promise<string> {
  const ctx = writer()
  const begun = await beginWith(ctx, { name: 'pack.json', text: JSON.stringify(pack), facts: facts(given) })
  if ('problem' in begun) throw new Error(JSON.stringify(begun.problem))
  return (await acceptImport(ctx, begun.id)).frameworkId
}

async function get(path: string, cookie = ''): Promise<{ status: number; text: string }> {
  const response = await world.app.request(`${BASE_URL}${path}`, { headers: { accept: 'text/html', cookie } })
  return { status: response.status, text: await response.text() }
}

async function post(path: string, cookie: string, fields: Record<string, string | File> = {}) {
  const page = await get(path.replace(/\/(open|columns|aside)$/, '').replace(/frameworks\/0.*/, 'frameworks'), cookie)
  const body = new FormData()
  body.set('_csrf', /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '')
  for (const [name, value] of Object.entries(fields)) body.set(name, value)
  const headers = { cookie, accept: 'text/html', 'sec-fetch-site': 'same-origin' }
  const response = await world.app.request(`${BASE_URL}${path}`, { method: 'POST', body, headers })
  return { status: response.status, to: response.headers.get('location') ?? '', text: await response.text() }
}

describe('bringing in a framework by its page', () => {
  const said = { rightsHolder: 'The herons', licenseURI: TERMS, redistributable: 'yes' }
  const file = (value: unknown, name = 'pack.json') =>
    new File([typeof value === 'string' ? value : JSON.stringify(value)], name)
  const rows = async () => (await world.owner.query('select count(*)::int as n from framework_item')).rows[0].n

  test('shows what would change, writes nothing until it is accepted, and then shows it to everybody', async () => {
    const before = await rows()
    const begun = await post('/author/frameworks', author, { ...said, file: file(packOf(100)) })
    expect(begun.to).toMatch(/^\/author\/frameworks\/import\/0/)
    const look = await get(begun.to, author)
    expect(look.text).toContain('2 new')
    expect(await rows()).toBe(before)
    expect((await get(begun.to, stranger)).status).toBe(404)
    const accepted = await post(begun.to, author)
    expect(accepted.to).toMatch(/^\/frameworks\/0/)
    const shown = await get(accepted.to)
    for (const words of ['Framework 100', 'Above', 'Below', 'The herons', TERMS]) expect(shown.text).toContain(words)
    expect((await get('/author/frameworks', author)).text).toContain('Framework 100')
    expect((await post(begun.to, author)).status).toBe(404)
    const { rows: log } = await world.owner.query(`select body from log_entry where type = 'framework.imported'`)
    expect(log.at(-1)?.body).toMatchObject({ identifier: id(100), items: 2, redistributable: true })
  })

  test('asks for the rights, presumes none, and keeps what was typed', async () => {
    const { status, text } = await post('/author/frameworks', author, {
      ...{ rightsHolder: 'The herons', licenseURI: 'terms', file: file(packOf(100)) },
    })
    expect(status).toBe(422)
    expect(text).toContain('If you are not sure, choose No.')
    expect(text).toContain('value="The herons"')
    expect(text).not.toMatch(/<input[^>]* checked/)
  })

  test('of a broken file says where, and of one that does not fit what is missing', async () => {
    const cut = await post('/author/frameworks', author, { ...said, file: file('{"CFDocument":\n{"title" "x"}}') })
    expect(cut.text).toContain('line 2, column 10')
    const bare = await post('/author/frameworks', author, { ...said, file: file({ CFDocument: { title: 'x' } }) })
    expect(bare.status).toBe(422)
    expect(bare.text).toContain('<code>CFDocument.identifier</code> is missing')
    expect(bare.text).toContain('value="The herons"')
    const none = await post('/author/frameworks', author, said)
    expect(none.text).toContain('Choose a file, or give the address')
    const empty = await post('/author/frameworks', author, { ...said, title: 'Ours', file: file('', 'ours.csv') })
    expect(empty.text).toContain('This file is empty.')
  })

  test('a table is read by its columns, which can be told', async () => {
    const table = 'Ref,Words,Above\nT1,To listen,\nT2,To ask,T1\n'
    const begun = await post('/author/frameworks', author, { ...said, title: 'Ours', file: file(table, 'ours.csv') })
    expect((await get(begun.to, author)).text).toContain('No column is taken for the statements')
    expect((await post(`${begun.to}/columns`, author, { code: '0', statement: '1', parent: '2' })).status).toBe(303)
    expect((await get(begun.to, author)).text).toContain('2 new')
    const { to } = await post(begun.to, author)
    expect((await get(to)).text).toContain('To listen')
    const nameless = await post('/author/frameworks', author, { ...said, file: file(table, 'ours.csv') })
    expect(nameless.text).toContain('write its name')
  })

  test('what goes in a circle is not taken in, and can be put aside', async () => {
    const circle = packOf(300)
    const [first] = circle.CFAssociations
    if (first) first.destinationNodeURI = { ...first.destinationNodeURI, identifier: id(302) }
    const begun = await post('/author/frameworks', author, { ...said, file: file(circle) })
    expect((await get(begun.to, author)).text).toContain('F.1 → F.2 → F.1')
    expect((await post(begun.to, author)).status).toBe(409)
    expect((await post(`${begun.to}/aside`, author)).to).toBe('/author/frameworks')
    expect((await get(begun.to, author)).status).toBe(404)
  })

  test('an address is asked for it', async () => {
    const link = `http://127.0.0.1:${(server.address() as AddressInfo).port}/ims/case/v1p1/CFPackages/x`
    const begun = await post('/author/frameworks', author, { ...said, link })
    expect((await get(begun.to, author)).text).toContain('Framework 700')
    const refused = await post('/author/frameworks', author, { ...said, link: 'https://10.0.0.1/x' })
    expect(refused.text).toContain('lead to a public site')
  })
})

test('the own framework, exported and taken in elsewhere, comes out as it was', async () => {
  const { caseIdentifier } = JSON.parse(readFileSync('catalog/frameworks/cairn-teaching-practice.json', 'utf8'))
  const given = JSON.parse((await get(`/ims/case/v1p1/CFPackages/${caseIdentifier}`)).text)
  const frameworkId = await takenIn(given)
  expect(await ownPackage(writer(), frameworkId)).toEqual(given)
})

test('taken in again, what is gone is retired and answers still; our words for it stay', async () => {
  const first = await takenIn(packOf(400))
  expect(await takenIn({ ...packOf(400, ['Above, reworded']), CFAssociations: [] })).toBe(first)
  const { CFItems } = await ownPackage(writer(), first)
  expect(CFItems.map(({ fullStatement }) => fullStatement)).toEqual(['Above, reworded'])
  const retired = JSON.parse((await get(`/ims/case/v1p1/CFItems/${id(402)}`)).text)
  expect(retired).toMatchObject({ fullStatement: 'Below', statusEndDate: '2026-10-05' })
})

test('pairs with other frameworks are kept and shown; outside, the other is not named in words', async () => {
  const pack = packOf(500)
  const pair = { ...pack.CFAssociations[0], identifier: id(590), associationType: 'exactMatchOf' }
  const elsewhere = { title: 'Words of theirs', identifier: 'X.9', uri: 'https://elsewhere.example/X.9' }
  const frameworkId = await takenIn({
    ...pack,
    CFAssociations: [...pack.CFAssociations, { ...pair, destinationNodeURI: elsewhere }],
  })
  const { text } = await get(`/frameworks/${frameworkId}`)
  expect(text).toContain('says the same as')
  expect(text).toContain('<a href="https://elsewhere.example/X.9">X.9</a>')
  const alone = JSON.parse((await get(`/ims/case/v1p1/CFAssociations/${id(590)}`)).text)
  expect(alone).toMatchObject({ originNodeURI: { title: 'F.1' }, destinationNodeURI: { title: 'X.9' } })
})

describe('a framework whose words may not be passed on', () => {
  let frameworkId: string
  beforeAll(async () => {
    const pack = packOf(600, [SENTINEL, SENTINEL])
    const extended = {
      ...pack,
      CFDocument: { ...pack.CFDocument, description: SENTINEL, notes: SENTINEL },
      CFItems: pack.CFItems.map((item) => ({ ...item, abbreviatedStatement: SENTINEL, notes: SENTINEL })),
      CFAssociations: pack.CFAssociations.map((link) => ({
        ...link,
        notes: SENTINEL,
        originNodeURI: { ...link.originNodeURI, title: SENTINEL },
      })),
      CFDefinitions: { CFItemTypes: [{ ...pack.CFItems[0], title: SENTINEL, hierarchyCode: '1' }] },
    }
    frameworkId = await takenIn(extended, { redistributable: 'no' })
  })
  const places = () => [
    `/frameworks/${frameworkId}`,
    `/frameworks/${frameworkId}?under=${id(601)}`,
    `/frameworks/${frameworkId}.jsonld`,
    '/ims/case/v1p1/CFDocuments',
    ...['CFDocuments', 'CFPackages'].map((kind) => `/ims/case/v1p1/${kind}/${id(600)}`),
    ...[601, 602].map((n) => `/ims/case/v1p1/CFItems/${id(n)}`),
    ...[650, 651].map((n) => `/ims/case/v1p1/CFAssociations/${id(n)}`),
  ]

  test('shows codes and the rights holder to everybody, and to nobody outside a word', async () => {
    for (const cookie of ['', stranger])
      for (const path of places()) {
        const { status, text } = await get(path, cookie)
        expect([path, status]).toEqual([path, 200])
        expect(text).not.toContain(SENTINEL)
      }
    expect((await get(`/frameworks/${frameworkId}`)).text).toContain('F.1')
    expect((await get(`/ims/case/v1p1/CFPackages/${id(600)}`)).text).toContain('"creator":"The herons"')
    expect((await get(`/author/frameworks/${frameworkId}/package`, stranger)).status).toBe(404)
  })

  test('is read whole by any member of the organization that holds it', async () => {
    expect((await get(`/frameworks/${frameworkId}`, plain)).text).toContain(SENTINEL)
    expect((await get(`/author/frameworks/${frameworkId}/package`, author)).text).toContain(SENTINEL)
    expect((await get(`/author/frameworks/${frameworkId}/package`, plain)).status).toBe(403)
  })

  test('underneath, the views give no word of it either', async () => {
    const seen = await world.home.db.asPublic(async (tx) => {
      const { listShown, listShownAssociations, listShownItems } = await import('./reads/taken-in.ts')
      const place = { tenantId: north.tenantId, id: frameworkId }
      const rows = [await listShownItems(tx, place), await listShownAssociations(tx, place)]
      return JSON.stringify([...rows, await listShown(tx, [frameworkId])])
    })
    expect(seen).toContain('F.1')
    expect(seen).not.toContain(SENTINEL)
  })

  test('is opened by two administrators, never by one, and never by taking it in again', async () => {
    const pack = packOf(600, [SENTINEL, SENTINEL])
    await expect(takenIn(pack, { redistributable: 'yes' })).rejects.toThrow('framework-stays-closed')
    const open = `/author/frameworks/${frameworkId}/open`
    expect((await post(open, author)).status).toBe(403)
    expect((await post(open, stranger)).status).toBe(404)
    expect((await post(open, admin)).status).toBe(303)
    expect((await post(open, admin)).status).toBe(409)
    expect((await get(`/frameworks/${frameworkId}`)).text).not.toContain(SENTINEL)
    expect((await post(open, second)).status).toBe(303)
    expect((await get(`/frameworks/${frameworkId}`)).text).toContain(SENTINEL)
    const { rows } = await world.owner.query(`select type from log_entry where subject_id = $1 order by id`, [
      frameworkId,
    ])
    expect(rows.map(({ type }) => type)).toEqual(['framework.imported', 'framework.openingAsked', 'framework.opened'])
  })
})
