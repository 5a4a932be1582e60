import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ownerOf } from '../../testing/factories/achievement.ts'
import { openWorld, type World } from '../../testing/world.ts'
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
    expect(await listFrameworks(tx)).toMatchObject([{ id: OWN, version: '1.0.1', redistributable: true }])
    expect(await findFramework(tx, 'another')).toBeUndefined()
  })
})

test('single names are asked for by code', async () => {
  await imported()
  const labels = await world.home.db.asPublic((tx) => listLabels(tx, OWN, ['LRN.1', 'NOT.1']))
  expect([...labels]).toEqual([['LRN.1', 'Prior knowledge']])
})

test('a framework whose text may not be passed on is not published, and a broken file stops the import', async () => {
  await expect(imported((framework) => ({ ...framework, redistributable: false }))).rejects.toThrow('license')
  await expect(imported((framework) => ({ ...framework, domains: [] }))).rejects.toThrow()
  const kept = await world.home.db.asPublic((tx) => getFramework(tx, OWN))
  expect(kept.redistributable).toBe(true)
})
