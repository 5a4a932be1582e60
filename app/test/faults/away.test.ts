import { randomInt } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { SMTPServer } from 'smtp-server'
import { afterAll, afterEach, describe, expect, onTestFailed, test } from 'vitest'
import { packagedPostgres } from '../../src/platform/binaries.ts'
import { startPostgres } from '../../src/platform/postgres.ts'
import { anAchievement } from '../../src/testing/factories/achievement.ts'
import { anEarnedDecision } from '../../src/testing/factories/decision.ts'
import { anOffering } from '../../src/testing/factories/offering.ts'
import { aDistrict, aPerson, join, signedIn } from '../../src/testing/factories/people.ts'
import { aDraft } from '../../src/testing/factories/submission.ts'
import { foundedFolder } from './founded.ts'
import { type Hand, openHand, targetsOf } from './hand.ts'
import { historyFaults } from './history.ts'
import { forget, freePorts, get, postmasterOf, type Site, startSite, until } from './site.ts'

const SENTENCE = 'We cannot reach our database just now. Nothing you saved is lost.'
const folders: string[] = []
const open: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close()
})
afterAll(async () => {
  for (const folder of folders) await forget(folder)
})

async function aSite(env: Readonly<Record<string, string>> = {}): Promise<{ site: Site; hand: Hand; folder: string }> {
  const folder = foundedFolder()
  folders.push(folder)
  const site = await startSite({ folder, port: await freePorts(), env })
  onTestFailed(() => console.log(site.output().slice(-60_000)))
  const hand = openHand(await targetsOf(folder, site.url))
  open.push(
    () => site.stop(),
    () => hand.close(),
  )
  return { site, hand, folder }
}

async function status(url: string, init?: RequestInit): Promise<number> {
  const answer = await fetch(url, { redirect: 'manual', ...init })
  await answer.arrayBuffer()
  return answer.status
}

describe('F-database-trouble', () => {
  test('thirty seconds without a database: 503 with a sentence, then everything goes on and nothing is lost', async () => {
    const { site, hand, folder } = await aSite()
    const district = await aDistrict(hand)
    const version = await anAchievement(hand)
    await anOffering(hand, district.tenantId, [version.achievementId])
    const readers = [await aPerson(hand), await aPerson(hand)] as const
    const learner = await aPerson(hand)
    await join(hand, district, { person: learner, school: 'North School' })
    const draft = await aDraft(hand, { learner, version })
    const cookie = await signedIn(hand, learner)
    const earner = await aPerson(hand)
    await anEarnedDecision(hand, { district, version, readers, learner: earner })

    const save = () =>
      status(`${site.url}/me/work/${draft}/responses/P1`, {
        method: 'PUT',
        headers: { ...cookie, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
        body: JSON.stringify({ body: 'The count of the second week was lower.', revision: 0 }),
      })
    process.kill(postmasterOf(folder), 'SIGINT')
    await until('the database is gone', async () => (await get(`${site.url}/readyz`)).status === 503)
    const since = Date.now()
    const seen = new Map<string, number>()
    while (Date.now() - since < 30_000) {
      const answer = await fetch(`${site.url}/explore`)
      expect(answer.headers.get('retry-after')).toMatch(/^\d+$/)
      expect(await answer.text()).toContain(SENTENCE)
      const own = await status(`${site.url}/me/work/${draft}`, { headers: cookie })
      for (const code of [`explore ${answer.status}`, `own ${own}`, `save ${await save()}`])
        seen.set(code, (seen.get(code) ?? 0) + 1)
      expect(await status(`${site.url}/healthz`)).toBe(200)
      await pause(500)
    }
    expect([...seen.keys()].sort()).toEqual(['explore 503', 'own 503', 'save 503'])

    const again = await startPostgres(folder, packagedPostgres() ?? { home: '' })
    open.push(() => again.stop())
    await until('the site is ready again', async () => (await status(`${site.url}/readyz`)) === 200)
    expect(await status(`${site.url}/explore`)).toBe(200)
    expect(await save()).toBe(200)
    await until('the award is published', async () => {
      const { rows } = await hand.owner.query(`select 1 from credential where state = 'published'`)
      return rows.length === 1
    })
    await until('nothing waits', async () => {
      const { rows } = await hand.owner.query(`select 1 from outbox where state = 'due' and next_at <= now()`)
      return rows.length === 0
    })
    const here = { owner: hand.owner, url: site.url, slug: district.slug }
    expect(await historyFaults(here, [{ learnerId: earner.id, answer: 'ok' }])).toEqual([])
  }, 180_000)

  test('F-broken-connections: connections that die under requests: 200 or 503, never anything else, and afterwards 200', async () => {
    const { site, hand } = await aSite()
    const end = Date.now() + 8_000
    const codes = new Map<number, number>()
    const readers = Array.from({ length: 12 }, async () => {
      while (Date.now() < end) {
        const code = await status(`${site.url}/explore`)
        codes.set(code, (codes.get(code) ?? 0) + 1)
      }
    })
    while (Date.now() < end) {
      await pause(randomInt(30, 400))
      await hand.owner.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where usename = 'cairn_gate' and random() < 0.5`,
      )
    }
    await Promise.all(readers)
    console.log(`connections ended under requests: ${JSON.stringify([...codes])}`)
    expect([...codes.keys()].filter((code) => code !== 200 && code !== 503)).toEqual([])
    // The last connections may have died unheard: asked until it answers, then ten times in a row.
    await until('it answers again', async () => (await status(`${site.url}/explore`)) === 200, 10)
    await pause(500)
    for (let count = 0; count < 10; count++) expect(await status(`${site.url}/explore`)).toBe(200)
  }, 60_000)
})

describe('F-mail-down', () => {
  test('nobody listens, then a server that forgets to answer, then one that takes it: awarded at once, told once', async () => {
    const port = await freePorts()
    const { site, hand } = await aSite({ SMTP_URL: `smtp://127.0.0.1:${port}` })
    const district = await aDistrict(hand)
    const version = await anAchievement(hand)
    const learner = await aPerson(hand)
    const readers = [await aPerson(hand), await aPerson(hand)] as const
    await anEarnedDecision(hand, { district, version, readers, learner })
    const letter = async () => {
      const { rows } = await hand.owner.query(
        `select id, state, attempts, error, next_at from outbox where kind = 'mail' and body ->> 'template' = 'credential.awarded'`,
      )
      return rows[0]
    }
    const dueNow = (id: string) =>
      hand.owner.query(`update outbox set next_at = now() where id = $1 and state = 'due'`, [id])
    await until('one try was made', async () => (await letter())?.error !== null && (await letter())?.attempts === 1)
    const { rows } = await hand.owner.query('select state from credential')
    expect(rows).toEqual([{ state: 'published' }])
    expect(await letter()).toMatchObject({ state: 'due', attempts: 1 })

    const ids: (string | undefined)[] = []
    let forgetful = true
    const server = new SMTPServer({
      ...{ authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'] },
      onData(stream, _session, done) {
        let text = ''
        stream.on('data', (part: Buffer) => {
          text += part.toString()
        })
        stream.on('end', () => {
          if (forgetful) return done(Object.assign(new Error('try later'), { responseCode: 451 }))
          ids.push(/^message-id: <(.+?)@/im.exec(text)?.[1])
          return done()
        })
      },
    })
    server.on('error', () => undefined)
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
    open.push(() => new Promise<void>((resolve) => server.close(() => resolve())))
    const { id } = await letter()
    await dueNow(id)
    await until('a second try was made', async () => (await letter()).attempts === 2 && (await letter()).error !== null)
    expect(ids).toEqual([])
    forgetful = false
    await dueNow(id)
    await until('it was taken', async () => (await letter()).state === 'done')
    await pause(1_000)
    expect(ids.filter((each) => each === id)).toEqual([id])
    const here = { owner: hand.owner, url: site.url, slug: district.slug }
    expect(await historyFaults(here, [{ learnerId: learner.id, answer: 'ok' }])).toEqual([])
  }, 120_000)
})
