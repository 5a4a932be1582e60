import { lstatSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join as path } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Browser, browserOf } from '../../testing/browser.ts'
import { anAchievement } from '../../testing/factories/achievement.ts'
import { aPdf, aPhoto, digestOf } from '../../testing/factories/evidence.ts'
import { anOffering } from '../../testing/factories/offering.ts'
import { aDistrict, aPerson, type District, join, signedIn } from '../../testing/factories/people.ts'
import { aDraft } from '../../testing/factories/submission.ts'
import { BASE_URL, openWorld, type World } from '../../testing/world.ts'
import type { AchievementVersion } from '../catalog/reads.ts'

let world: World
let district: District
let version: AchievementVersion
let pages: Server
let site = ''
beforeAll(async () => {
  pages = createServer((_request, response) => response.setHeader('content-type', 'text/html').end('<p>Some words</p>'))
  await new Promise<void>((resolve) => pages.listen(0, '127.0.0.1', () => resolve()))
  site = `http://127.0.0.1:${(pages.address() as AddressInfo).port}/`
  world = await openWorld()
  district = await aDistrict(world)
  version = await anAchievement(world)
  await anOffering(world, district.tenantId, [version.achievementId])
})
afterAll(async () => {
  pages.close()
  await world.close()
})
afterEach(() => {
  for (const pid of lookers()) process.kill(pid, 'SIGCONT')
})

interface Desk {
  readonly cookie: string
  readonly browser: Browser
  readonly submissionId: string
  readonly page: string
}
async function aDesk(): Promise<Desk> {
  const learner = await aPerson(world)
  await join(world, district, { person: learner })
  const { cookie } = await signedIn(world, learner)
  const submissionId = await aDraft(world, { learner, version })
  const page = `/me/work/${submissionId}/requirements/R1`
  return { cookie, submissionId, page, browser: browserOf(world, { cookie }) }
}

async function ask(desk: Desk, address: string, init: RequestInit & { headers?: Record<string, string> }) {
  const answer = await world.app.request(new URL(address, BASE_URL).href, {
    ...init,
    headers: { cookie: desk.cookie, 'sec-fetch-site': 'same-origin', 'tus-resumable': '1.0.0', ...init.headers },
  })
  const text = await answer.text()
  const told = (answer.headers.get('content-type') ?? '').includes('json') ? JSON.parse(text) : {}
  return { status: answer.status, headers: answer.headers, text, told }
}
const base64 = (text: string) => Buffer.from(text).toString('base64')
async function announced(desk: Desk, name: string, bytes: Uint8Array): Promise<string> {
  const metadata = `filename ${base64(name)},submission ${base64(desk.submissionId)},requirement ${base64('R1')}`
  const headers = { 'upload-length': String(bytes.length), 'upload-metadata': metadata }
  return (await ask(desk, '/me/uploads', { method: 'POST', headers })).headers.get('location') ?? ''
}
async function sent(desk: Desk, address: string, bytes: Uint8Array) {
  const headers = { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' }
  return ask(desk, address, { method: 'PATCH', headers, body: bytes as BodyInit })
}
async function receipt(desk: Desk, address: string, bytes: Uint8Array) {
  const body = JSON.stringify({ sha256: digestOf(bytes) })
  return ask(desk, `${address}/receipt`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
}
async function sendForm(desk: Desk, name: string, bytes: Uint8Array): Promise<string> {
  const body = new FormData()
  body.append('_csrf', await desk.browser.token(desk.page))
  body.append('file', new File([bytes as BlobPart], name))
  const request = new Request(new URL(`${desk.page}/file`, BASE_URL), { method: 'POST', body })
  const headers = { accept: 'text/html', 'content-type': request.headers.get('content-type') ?? '' }
  const answer = await ask(desk, `${desk.page}/file`, { method: 'POST', headers, body: await request.arrayBuffer() })
  return answer.headers.get('location') ?? ''
}
const arriving = () => world.home.ports.blobs.arriving
const placeOf = (address: string) => path(arriving(), address.split('/').at(-1) ?? '')

/** The programs that look into files for this process, asked of the kernel: a program that lists programs is slower than they are. */
function lookers(): number[] {
  return readdirSync('/proc/self/task')
    .flatMap((task) => read(`/proc/self/task/${task}/children`).trim().split(' ').filter(Boolean))
    .filter((pid) => read(`/proc/${pid}/cmdline`).includes('media-worker'))
    .map(Number)
}
/** Nothing of a program that has just ended. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}
/** Looked at for long enough to be held, also while the machine has much else to do. */
function aSlowPhoto(): Promise<Buffer> {
  return aPhoto({ width: 4000, height: 3000 })
}
/** Holds the two that look now, as a machine does that gives them no turn. */
async function holdBoth(): Promise<number[]> {
  const end = Date.now() + 20_000
  while (Date.now() < end) {
    const found = lookers()
    for (const pid of found) process.kill(pid, 'SIGSTOP')
    if (found.length === 2) return found
    await pause(1)
  }
  throw new Error('The two lookers were not held')
}

/** So many are looked at or wait for it: each has its empty copy. */
async function begun(count: number): Promise<void> {
  const end = Date.now() + 20_000
  while (readdirSync(arriving()).filter((name) => name.endsWith('.clean')).length < count) {
    if (Date.now() > end) throw new Error(`${count} looks have not begun`)
    await pause(10)
  }
  await pause(200)
}

describe('while others are looked at', () => {
  test('whoever would be the nineteenth is told when to come back, and what was sent stays', async () => {
    const desks = await Promise.all(Array.from({ length: 19 }, aDesk))
    const [bytes, slow] = [aPdf(), await aSlowPhoto()]
    const addresses = await Promise.all(
      desks.map((desk, at) => (at < 2 ? announced(desk, 'plan.jpg', slow) : announced(desk, 'plan.pdf', bytes))),
    )
    const first = desks.slice(0, 2).map((desk, at) => sent(desk, addresses[at] ?? '', slow))
    const held = await holdBoth()
    const others = desks.slice(2, 18).map((desk, at) => sent(desk, addresses[at + 2] ?? '', bytes))
    const last = desks[18] as Desk
    await begun(18)
    const refused = await sent(last, addresses[18] ?? '', bytes)
    expect([refused.status, refused.headers.get('retry-after'), refused.told.code]).toEqual([
      429,
      '20',
      'files-waiting',
    ])
    expect(refused.told.title).toMatch(
      /Many files are being looked into.*Yours is unharmed\. Wait 20 seconds, then try again/,
    )
    const form = await sendForm(last, 'notes.pdf', bytes)
    expect(form).toContain('refused=files-waiting')
    expect((await last.browser.get(form)).text).toContain('Wait 20 seconds, then try again')
    const link = await last.browser.post(`${last.page}/link`, { url: site }, last.page)
    expect(link.status).toBe(429)
    expect(link.text).toContain('Wait 20 seconds, then try again')
    expect(link.text).toContain(`value="${site}"`)
    for (const pid of held) process.kill(pid, 'SIGCONT')
    expect((await Promise.all([...first, ...others])).map(({ status }) => status)).toEqual(Array(18).fill(204))
    expect((await receipt(last, addresses[18] ?? '', bytes)).told).toMatchObject({
      state: 'safe',
      sha256: digestOf(bytes),
    })
    expect(readdirSync(arriving())).toEqual([])
  })

  test('one that got no turn in its time is told so, nothing is held against the file, and it is taken when asked again', async () => {
    const [one, two] = [await aDesk(), await aDesk()]
    const bytes = await aSlowPhoto()
    const address = await announced(one, 'plan.jpg', bytes)
    const pending = [sent(one, address, bytes), sendForm(two, 'notes.jpg', bytes)] as const
    await holdBoth()
    const [late, form] = await Promise.all(pending)
    expect([late.status, late.headers.get('retry-after'), late.told.code]).toEqual([503, '30', 'file-not-reached'])
    expect(late.told.title).toMatch(/Nothing is wrong with the file.*Wait half a minute, then try again/)
    expect(form).toContain('refused=file-not-reached')
    expect((await two.browser.get(form)).text).toContain('Nothing is wrong with the file')
    expect((await ask(one, address, { method: 'HEAD' })).headers.get('upload-offset')).toBe(String(bytes.length))
    expect((await receipt(one, address, bytes)).told).toMatchObject({ state: 'safe', sha256: digestOf(bytes) })
    expect(readdirSync(arriving())).toEqual([])
  })
})

describe('B-disk-full: no room for the clean copy of a photo', () => {
  test('is said with what to do; the photo stays as it came, and is taken when there is room', async () => {
    const desk = await aDesk()
    const bytes = await aPhoto()
    const address = await announced(desk, 'board.jpg', bytes)
    symlinkSync('/dev/full', `${placeOf(address)}.clean`)
    const full = await sent(desk, address, bytes)
    expect([full.status, full.told.code]).toEqual([507, 'disk-full'])
    expect(full.told.title).toMatch(/disk of this server is full.*Tell the operator, then try again/)
    expect(lstatSync(placeOf(address)).size).toBe(bytes.length)
    expect((await ask(desk, address, { method: 'HEAD' })).headers.get('upload-offset')).toBe(String(bytes.length))
    rmSync(`${placeOf(address)}.clean`, { force: true })
    expect((await receipt(desk, address, bytes)).told).toMatchObject({ state: 'safe', sha256: digestOf(bytes) })
    expect((await desk.browser.get(desk.page)).text).toContain('board.jpg')
    expect(readdirSync(arriving())).toEqual([])
  })
})
