import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ownerOf } from '../../testing/factories/achievement.ts'
import { BASE_URL, openWorld, type World } from '../../testing/world.ts'
import { importFrameworks } from './actions.ts'
import { findFramework, getFramework, listFrameworks, listLabels } from './reads.ts'

const OWN = 'cairn-teaching-practice'
let world: World
let folder: string
beforeAll(async () => {
  world = await openWorld()
  folder = mkdtempSync(join(tmpdir(), 'cairn-frameworks-'))
  mkdirSync(join(folder, 'frameworks'))
})
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true })
  await world.close()
})

function imported(change: (framework: Record<string, unknown>) => object = (same) => same) {
  const framework = JSON.parse(readFileSync(`catalog/frameworks/${OWN}.json`, 'utf8'))
  writeFileSync(join(folder, 'frameworks', `${OWN}.json`), JSON.stringify(change(framework)))
  return importFrameworks({ db: ownerOf(world), folder, now: world.clock.now() })
}

test('the own framework is taken once; a changed one replaces it', async () => {
  expect(await imported()).toEqual([{ file: `frameworks/${OWN}.json`, id: OWN, action: 'updated' }])
  expect(await imported()).toMatchObject([{ action: 'unchanged' }])
  expect(await imported((framework) => ({ ...framework, version: '1.0.1' }))).toMatchObject([{ action: 'updated' }])
  await world.home.db.asPublic(async (tx) => {
    const framework = await getFramework(tx, OWN)
    expect(framework.version).toBe('1.0.1')
    expect(framework.domains).toHaveLength(8)
    expect(framework.competencies).toHaveLength(48)
    expect(framework.scenarios.length).toBeGreaterThan(0)
    expect(await listFrameworks(tx, 'en')).toMatchObject([{ id: OWN, version: '1.0.1', redistributable: true }])
    expect(await findFramework(tx, 'another')).toBeUndefined()
  })
})

test('single names are asked for by code', async () => {
  await imported()
  const labels = await world.home.db.asPublic((tx) =>
    listLabels(tx, OWN, { codes: ['LRN.1', 'NOT.1'], language: 'en' }),
  )
  expect([...labels.values()]).toEqual([
    { code: 'LRN.1', label: 'Prior knowledge', shown: 'Prior knowledge', shownIn: 'en' },
  ])
})

test('a framework whose text may not be passed on is not published, and a broken file stops the import', async () => {
  await expect(imported((framework) => ({ ...framework, redistributable: false }))).rejects.toThrow('license')
  await expect(imported((framework) => ({ ...framework, domains: [] }))).rejects.toThrow()
  const kept = await world.home.db.asPublic((tx) => getFramework(tx, OWN))
  expect(kept.redistributable).toBe(true)
})

describe('the provider of CASE 1.1', () => {
  const DOCUMENT = 'c1d6df33-30b8-5cde-bdd0-ffb666fdf17b'
  const get = (path: string, headers: Record<string, string> = {}) =>
    world.app.request(`${BASE_URL}${path}`, { headers })
  const json = async (path: string) => (await get(`/ims/case/v1p1${path}`)).json()

  test('lists frameworks by pages, each with the way to its package', async () => {
    await imported()
    const answer = await get('/ims/case/v1p1/CFDocuments?limit=1&offset=0')
    expect(answer.headers.get('x-total-count')).toBe('1')
    expect(answer.headers.get('cache-control')).toBe('public, max-age=3600')
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    const { CFDocuments } = await answer.json()
    expect(CFDocuments).toMatchObject([
      { identifier: DOCUMENT, CFPackageURI: { uri: `${BASE_URL}/ims/case/v1p1/CFPackages/${DOCUMENT}` } },
    ])
    expect(await json('/CFDocuments?offset=1')).toEqual({ CFDocuments: [] })
    expect((await json('/CFDocuments?limit=many&offset=-1&sort=title')).CFDocuments).toHaveLength(1)
  })

  test('gives the document, the package, a statement and an association by its identifier', async () => {
    await imported()
    const { CFDocument, CFItems, CFAssociations } = await json(`/CFPackages/${DOCUMENT}`)
    expect(await json(`/CFDocuments/${DOCUMENT.toUpperCase()}`)).toMatchObject(CFDocument)
    const above = { identifier: DOCUMENT, title: CFDocument.title, uri: CFDocument.uri }
    expect(await json(`/CFItems/${CFItems[9].identifier}`)).toEqual({ ...CFItems[9], CFDocumentURI: above })
    const [link] = CFAssociations
    expect(await json(`/CFAssociations/${link.identifier}`)).toEqual({ ...link, CFDocumentURI: above })
  })

  test('says in the words of the standard what is not there', async () => {
    for (const [path, minor] of [
      ['/CFItems/00000000-0000-4000-8000-000000000000', 'unknownobject'],
      ['/CFPackages/cairn-teaching-practice', 'invaliduuid'],
    ]) {
      const answer = await get(`/ims/case/v1p1${path}`)
      expect(answer.status).toBe(404)
      expect(answer.headers.get('cache-control')).toBe('no-store')
      expect(await answer.json()).toMatchObject({
        imsx_codeMajor: 'failure',
        imsx_severity: 'error',
        imsx_codeMinor: { imsx_codeMinorField: [{ imsx_codeMinorFieldValue: minor }] },
      })
    }
  })

  test('is asked again for nothing by whoever has it already', async () => {
    await imported()
    for (const path of [`/ims/case/v1p1/CFPackages/${DOCUMENT}`, `/frameworks/${OWN}.jsonld`]) {
      const etag = (await get(path)).headers.get('etag') ?? ''
      expect(etag).toMatch(/^"[0-9a-f]{64}"$/)
      expect((await get(path, { 'if-none-match': etag })).status).toBe(304)
    }
  })

  test('links the page of a framework to its package and to its linked data', async () => {
    await imported()
    const page = await (await get(`/frameworks/${OWN}`, { accept: 'text/html' })).text()
    expect(page).toContain(`href="/ims/case/v1p1/CFPackages/${DOCUMENT}"`)
    const linked = await get(`/frameworks/${OWN}.jsonld`)
    expect(linked.headers.get('content-type')).toContain('application/ld+json')
    expect((await linked.json())['@graph']).toHaveLength(57)
    expect((await get('/frameworks/none.jsonld')).status).toBe(404)
  })
})
