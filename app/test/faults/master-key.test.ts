import { randomBytes } from 'node:crypto'
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { aDistrict } from '../../src/testing/factories/people.ts'
import { foundedFolder } from './founded.ts'
import { openHand, targetsOf } from './hand.ts'
import { cairn, forget, freePorts, get, launchSite, newFolder, startSite } from './site.ts'

const folders: string[] = []
afterAll(async () => {
  for (const folder of folders) await forget(folder)
})

function kept(folder: string): string {
  folders.push(folder)
  return folder
}

const keyOf = (folder: string) => join(folder, 'keys', 'master.key')

/** A stopped site with one district that issues. */
async function aSite(): Promise<string> {
  const folder = kept(foundedFolder())
  const site = await startSite({ folder, port: await freePorts() })
  const hand = openHand(await targetsOf(folder, site.url))
  await aDistrict(hand)
  await hand.close()
  await site.stop()
  return folder
}

test('a restore beside a new master key restores nothing and says so; with the old key it comes back, and the log names it', async () => {
  const [from, to, port] = [await aSite(), kept(newFolder()), await freePorts()]
  const file = join(from, 'site.cairn')
  const made = await cairn(['backup', file], { folder: from, port })
  expect(made.code).toBe(0)
  expect(made.out).toContain(`of no use without ${keyOf(from)}`)

  const refused = await cairn(['restore', file], { folder: to, port })
  expect(refused.code).toBe(1)
  expect(refused.out).toBe('')
  expect(refused.err).toContain(`${keyOf(to)} is not the master key of this database`)
  expect(refused.err.trim().split('\n')).toHaveLength(1)

  mkdirSync(join(to, 'keys'), { recursive: true })
  copyFileSync(keyOf(from), keyOf(to))
  const back = await cairn(['restore', file], { folder: to, port })
  expect([back.code, back.err]).toEqual([0, ''])
  expect(back.out).toContain(`${keyOf(to)} opens all 2 of the secrets`)
  const site = await startSite({ folder: to, port })
  const hand = openHand(await targetsOf(to, site.url))
  const { rows } = await hand.owner.query(
    `select actor_id like 'console:%' as console from log_entry where type = 'operations.restored'`,
  )
  await hand.close()
  await site.stop()
  expect(rows).toEqual([{ console: true }])
})

test('a site whose master key was exchanged does not start, and doctor says what to put back; with the word of the operator it is read', async () => {
  const [folder, port] = [await aSite(), await freePorts()]
  writeFileSync(keyOf(folder), `${randomBytes(32).toString('base64')}\n`)
  const refused = launchSite({ folder, port })
  expect(await refused.ended).toBe(1)
  expect(refused.output().trim()).toMatch(/^.*master\.key is not the master key of this database.*$/)

  const looked = await cairn(['doctor'], { folder, port })
  expect(looked.code).toBe(1)
  expect(looked.out).toContain(`wrong ${keyOf(folder)} is not the master key of this database`)
  expect(looked.out).toContain(`Put the file that belongs to this database at ${keyOf(folder)}`)

  const site = await startSite({ folder, port, env: { CAIRN_ACCEPT_LOST_KEYS: '1' } })
  expect((await get(`${site.url}/explore`)).status).toBe(200)
  await site.stop()
  expect(site.output()).toContain('Nothing is issued under the keys it does not open')
})
