import { existsSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join as path } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { gzipSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { arrivedBytes } from '../../platform/uploads.ts'
import { type Browser, browserOf } from '../../testing/browser.ts'
import { anAchievement } from '../../testing/factories/achievement.ts'
import { aDocument, aFilm, aMovingPng, anArchive, aPdf, aPhoto, digestOf } from '../../testing/factories/evidence.ts'
import { anOffering } from '../../testing/factories/offering.ts'
import { aDistrict, aPerson, type District, join, type Someone, signedIn } from '../../testing/factories/people.ts'
import { aDraft, aReadyDraft, learning } from '../../testing/factories/submission.ts'
import { BASE_URL, openWorld, type World } from '../../testing/world.ts'
import type { AchievementVersion } from '../catalog/reads.ts'
import { answerPiece, removePiece } from './actions/evidence.ts'
import { sortItem } from './actions/inbox.ts'
import { submitAttempt } from './actions/submit.ts'
import { ownWork } from './actions/world.ts'
import { findUpload, listItems } from './reads/inbox.ts'
import { findOwnEvidence, findOwnSubmission, listEvidence } from './reads.ts'
import { openDraft } from './views/open-draft.ts'
import { updateReceived } from './writes/inbox.ts'

let world: World
let district: District
let version: AchievementVersion
const OTHER_REQUIREMENT = { evidenceTypes: ['photo', 'video', 'document', 'data_table', 'observation_notes'] as const }
beforeAll(async () => {
  world = await openWorld()
  district = await aDistrict(world)
  const [requirement] = (await anAchievement(world)).content.part2.requirements
  if (!requirement) throw new Error('no requirement')
  version = await anAchievement(world, {
    part2: { requirements: [{ ...requirement, evidenceTypes: [...OTHER_REQUIREMENT.evidenceTypes], maxItems: 10 }] },
  })
  await anOffering(world, district.tenantId, [version.achievementId])
})
afterAll(() => world.close())

interface Desk {
  readonly learner: Someone
  readonly browser: Browser
  readonly cookie: string
  readonly submissionId: string
}
async function aDesk(): Promise<Desk> {
  const learner = await aPerson(world)
  await join(world, district, { person: learner })
  const { cookie } = await signedIn(world, learner)
  const submissionId = await aDraft(world, { learner, version })
  return { learner, cookie, submissionId, browser: browserOf(world, { cookie }) }
}

const base64 = (text: string) => Buffer.from(text, 'utf8').toString('base64')
interface Asking {
  readonly method: string
  readonly headers?: Record<string, string>
  readonly body?: BodyInit
}
async function tus({ cookie }: Pick<Desk, 'cookie'>, address: string, { method, headers = {}, body }: Asking) {
  const response = await world.app.request(new URL(address, BASE_URL).href, {
    method,
    headers: { cookie, 'sec-fetch-site': 'same-origin', 'tus-resumable': '1.0.0', ...headers },
    ...(body ? { body, duplex: 'half' } : {}),
  } as RequestInit)
  const text = await response.text()
  const problem = (response.headers.get('content-type') ?? '').includes('problem+json') && text ? JSON.parse(text) : {}
  return {
    status: response.status,
    headers: response.headers,
    text,
    problem: problem as { code?: string; title?: string },
  }
}

interface Sent {
  readonly name: string
  readonly bytes: Uint8Array
  readonly inbox?: boolean
  readonly sha256?: string
  readonly length?: number
}
async function announce(desk: Desk, { name, bytes, inbox, sha256, length = bytes.length }: Sent) {
  const place = inbox ? '' : `,submission ${base64(desk.submissionId)},requirement ${base64('R1')}`
  const digest = sha256 ? `,sha256 ${base64(sha256)}` : ''
  const metadata = `filename ${base64(name)}${place}${digest}`
  return tus(desk, '/me/uploads', {
    method: 'POST',
    headers: { 'upload-length': String(length), 'upload-metadata': metadata },
  })
}
async function part(desk: Desk, address: string, { bytes, offset }: { bytes: Uint8Array; offset: number }) {
  const headers = {
    'content-type': 'application/offset+octet-stream',
    'upload-offset': String(offset),
    'content-length': String(bytes.length),
  }
  return tus(desk, address, { method: 'PATCH', headers, body: bytes as BodyInit })
}
async function whole(desk: Desk, sent: Sent) {
  const announced = await announce(desk, sent)
  const address = announced.headers.get('location') ?? ''
  if (announced.status >= 400) return { ...announced, address }
  return { ...(await part(desk, address, { bytes: sent.bytes, offset: 0 })), address }
}
async function receipt(desk: Desk, address: string, sha256?: string) {
  const seen = await desk.browser.json(`${address}/receipt`, sha256 ? { sha256 } : {})
  return {
    status: seen.status,
    body: JSON.parse(seen.text) as {
      sha256: string
      evidenceId: string
      itemId: string
      at: string
      code: string
      title: string
    },
  }
}
async function pieceOf(desk: Desk, evidenceId: string) {
  const ctx = learning(world, desk.learner)
  const row = await ctx.transact((tx) => findOwnEvidence(tx, ctx.person, evidenceId))
  if (!row) throw new Error('gone')
  return row
}
async function bytesOf(key: string): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const each of await world.home.ports.blobs.get(key)) parts.push(each)
  return Buffer.concat(parts)
}
const arriving = () => world.home.ports.blobs.arriving
const leftOver = () => (existsSync(arriving()) ? readdirSync(arriving()) : [])

describe('a resumable upload', () => {
  test('goes on where it stopped and ends with a receipt that equals the sender’s digest', async () => {
    const desk = await aDesk()
    const before = leftOver()
    const bytes = aFilm({ payload: 90_000 })
    const { status, headers } = await announce(desk, { name: 'lesson.mp4', bytes })
    expect(status).toBe(201)
    const address = headers.get('location') ?? ''
    expect(address).toMatch(/^\/me\/uploads\/[0-9a-f-]{36}$/)
    await part(desk, address, { bytes: bytes.subarray(0, 30_000), offset: 0 })
    expect((await tus(desk, address, { method: 'HEAD' })).headers.get('upload-offset')).toBe('30000')
    expect((await part(desk, address, { bytes: bytes.subarray(40_000), offset: 40_000 })).status).toBe(409)
    expect((await receipt(desk, address)).body.code).toBe('upload-incomplete')
    expect((await part(desk, address, { bytes: bytes.subarray(30_000), offset: 30_000 })).status).toBe(204)
    const got = await receipt(desk, address, digestOf(bytes))
    expect(got).toMatchObject({
      status: 200,
      body: { state: 'safe', bytes: bytes.length, sha256: digestOf(bytes), itemId: null },
    })
    expect(await pieceOf(desk, got.body.evidenceId)).toMatchObject({
      kind: 'video',
      name: 'lesson.mp4',
      mediaType: 'video/mp4',
      class: 'C',
      evidenceType: 'video',
    })
    expect((await receipt(desk, address, digestOf(bytes))).body).toEqual(got.body)
    expect((await tus(desk, address, { method: 'HEAD' })).headers.get('upload-offset')).toBe(String(bytes.length))
    expect(leftOver()).toEqual(before)
  })

  test('F-broken-connections: a part that is cut off in the middle keeps what came, and the rest follows', async () => {
    const desk = await aDesk()
    const bytes = aFilm({ payload: 50_000 })
    const address = (await announce(desk, { name: 'cut.mp4', bytes })).headers.get('location') ?? ''
    const torn = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(bytes.subarray(0, 20_000))
        setTimeout(() => controller.error(new Error('the network is gone')), 100)
      },
    })
    await tus(desk, address, {
      method: 'PATCH',
      headers: { 'content-type': 'application/offset+octet-stream', 'upload-offset': '0' },
      body: torn,
    })
    const offset = Number((await tus(desk, address, { method: 'HEAD' })).headers.get('upload-offset'))
    expect(offset).toBeLessThanOrEqual(20_000)
    expect((await part(desk, address, { bytes: bytes.subarray(offset), offset })).status).toBe(204)
    expect((await receipt(desk, address, digestOf(bytes))).status).toBe(200)
  })

  test('without a place it lands in the inbox', async () => {
    const desk = await aDesk()
    const bytes = aPdf()
    const { address } = await whole(desk, { name: 'tickets.pdf', bytes, inbox: true })
    const ctx = learning(world, desk.learner)
    const items = await ctx.transact((tx) => listItems(tx, ctx.person))
    expect(items).toMatchObject([
      { id: (await receipt(desk, address)).body.itemId, name: 'tickets.pdf', kind: 'file', bytes: bytes.length },
    ])
  })

  test('a file that comes in after the work was sent waits in the inbox', async () => {
    const learner = await aPerson(world)
    await join(world, district, { person: learner })
    const { cookie } = await signedIn(world, learner)
    const submissionId = await aReadyDraft(world, { learner, version })
    const desk = { learner, cookie, submissionId, browser: browserOf(world, { cookie }) }
    const bytes = aPdf()
    const address = (await announce(desk, { name: 'late.pdf', bytes })).headers.get('location') ?? ''
    await submitAttempt(learning(world, learner), { submissionId, attemptNo: 1 })
    await part(desk, address, { bytes, offset: 0 })
    expect((await receipt(desk, address)).body).toMatchObject({ evidenceId: null, itemId: expect.any(String) })
  })

  test('changed on its way, it is refused and sent again', async () => {
    const desk = await aDesk()
    const bytes = aPdf()
    const told = await whole(desk, { name: 'a.pdf', bytes, sha256: digestOf(Buffer.from('other')) })
    expect(told).toMatchObject({ status: 422, problem: { code: 'upload-changed' } })
    expect(told.problem.title).toContain('send it again')
  })

  const OTHER = digestOf(Buffer.from('other'))
  async function piecesOf(desk: Desk): Promise<string[]> {
    const ctx = learning(world, desk.learner)
    const { there } = await ownWork(ctx, desk.submissionId)
    const rows = await there.transact((tx) => listEvidence(tx, there.scope, desk.submissionId))
    return rows.map(({ id }) => id)
  }

  test('whose digest comes only with the receipt leaves nothing when it differs, and says so each time', async () => {
    const desk = await aDesk()
    const { address } = await whole(desk, { name: 'b.pdf', bytes: aPdf() })
    const [evidenceId = ''] = await piecesOf(desk)
    const { blobKey } = await pieceOf(desk, evidenceId)
    for (const _time of [1, 2]) {
      const told = await receipt(desk, address, OTHER)
      expect(told).toMatchObject({ status: 422, body: { code: 'upload-changed' } })
      expect(told.body.title).toContain('send it again')
    }
    expect((await tus(desk, address, { method: 'HEAD' })).status).toBe(422)
    expect(await piecesOf(desk)).toEqual([])
    await world.settle()
    expect(await world.home.ports.blobs.size(blobKey ?? '')).toBeNull()
    const again = await whole(desk, { name: 'b.pdf', bytes: aPdf() })
    expect((await receipt(desk, again.address, digestOf(aPdf()))).status).toBe(200)
    expect(await piecesOf(desk)).toHaveLength(1)
  })

  test('the same in the inbox, also when it was sorted meanwhile', async () => {
    const desk = await aDesk()
    const ctx = learning(world, desk.learner)
    const waiting = await whole(desk, { name: 'c.pdf', bytes: aPdf(), inbox: true })
    expect((await receipt(desk, waiting.address, OTHER)).status).toBe(422)
    const sorted = await whole(desk, { name: 'd.pdf', bytes: aPdf(), inbox: true })
    const [item] = await ctx.transact((tx) => listItems(tx, ctx.person))
    expect(item?.name).toBe('d.pdf')
    await sortItem(ctx, { itemId: item?.id ?? '', submissionId: desk.submissionId, requirementId: 'R1' })
    expect((await receipt(desk, sorted.address, OTHER)).status).toBe(422)
    expect(await ctx.transact((tx) => listItems(tx, ctx.person))).toEqual([])
    expect(await piecesOf(desk)).toEqual([])
  })

  test('a receipt that was confirmed stays, whatever is said of it later', async () => {
    const desk = await aDesk()
    const { address } = await whole(desk, { name: 'e.pdf', bytes: aPdf() })
    expect((await receipt(desk, address, digestOf(aPdf()))).status).toBe(200)
    expect((await receipt(desk, address, OTHER)).status).toBe(422)
    expect(await piecesOf(desk)).toHaveLength(1)
    expect((await receipt(desk, address, digestOf(aPdf()))).status).toBe(200)
  })

  test('sent in before the receipt, it comes back with the reason, and cannot be sent in so again', async () => {
    const learner = await aPerson(world)
    await join(world, district, { person: learner })
    const { cookie } = await signedIn(world, learner)
    const submissionId = await aReadyDraft(world, { learner, version })
    const desk = { learner, cookie, submissionId, browser: browserOf(world, { cookie }) }
    const { address } = await whole(desk, { name: 'f.pdf', bytes: aPdf() })
    const { evidenceId } = (await receipt(desk, address)).body
    const ctx = learning(world, learner)
    await answerPiece(ctx, submissionId, {
      evidenceId,
      evidenceType: 'document',
      class: 'A',
      consentId: null,
      confirmed: true,
    })
    await submitAttempt(ctx, { submissionId, attemptNo: 1 })
    expect((await receipt(desk, address, OTHER)).status).toBe(422)
    const before = world.clock.now()
    world.clock.advance(11 * 60_000)
    await world.settle()
    expect((await ctx.transact((tx) => findOwnSubmission(tx, ctx.person, submissionId)))?.status).toBe('draft')
    const { findings } = await openDraft(ctx, submissionId)
    expect(findings).toContainEqual(expect.objectContaining({ code: 'digest-mismatch', evidenceId }))
    await expect(submitAttempt(ctx, { submissionId, attemptNo: 2 })).rejects.toThrow('not-ready')
    await removePiece(ctx, submissionId, evidenceId)
    await submitAttempt(ctx, { submissionId, attemptNo: 2 })
    world.clock.set(before)
  })

  test('a file that was refused says the same when it is asked again', async () => {
    const desk = await aDesk()
    const told = await whole(desk, { name: 'plan.pdf', bytes: jpeg })
    expect(told).toMatchObject({ status: 415, problem: { code: 'file-renamed' } })
    for (const _time of [1, 2]) expect((await receipt(desk, told.address)).body.title).toBe(told.problem.title)
    const head = await tus(desk, told.address, { method: 'PATCH', headers: { 'upload-offset': '0' } })
    expect(head).toMatchObject({ status: 415, problem: { title: told.problem.title } })
  })

  test('another person finds nothing at its address', async () => {
    const desk = await aDesk()
    const address = (await announce(desk, { name: 'mine.pdf', bytes: aPdf() })).headers.get('location') ?? ''
    const stranger = await aDesk()
    expect((await tus(stranger, address, { method: 'HEAD' })).status).toBe(404)
    expect((await part(stranger, address, { bytes: aPdf(), offset: 0 })).status).toBe(404)
    expect((await tus(stranger, address, { method: 'DELETE' })).status).toBe(404)
    const theirs = `submission ${base64(desk.submissionId)},requirement ${base64('R1')}`
    const foreign = await tus(stranger, '/me/uploads', {
      method: 'POST',
      headers: { 'upload-length': '10', 'upload-metadata': `filename ${base64('x.pdf')},${theirs}` },
    })
    expect(foreign.status).toBe(404)
  })

  test('ends after a week, and its bytes go', async () => {
    const desk = await aDesk()
    const address = (await announce(desk, { name: 'old.pdf', bytes: aPdf() })).headers.get('location') ?? ''
    const before = world.clock.now()
    world.clock.advance(7 * 86_400_000 + 1)
    const { cookie } = await signedIn(world, desk.learner)
    const later = { ...desk, cookie, browser: browserOf(world, { cookie }) }
    expect((await tus(later, address, { method: 'HEAD' })).status).toBe(404)
    await announce(later, { name: 'new.pdf', bytes: aPdf() })
    expect(existsSync(path(arriving(), address.split('/').at(-1) ?? ''))).toBe(false)
    world.clock.set(before)
  })

  test('let go, it leaves nothing', async () => {
    const desk = await aDesk()
    const address = (await announce(desk, { name: 'no.pdf', bytes: aPdf() })).headers.get('location') ?? ''
    expect((await tus(desk, address, { method: 'DELETE' })).status).toBe(204)
    expect((await tus(desk, address, { method: 'HEAD' })).status).toBe(404)
    expect(existsSync(path(arriving(), address.split('/').at(-1) ?? ''))).toBe(false)
  })

  test('needs a session and our own page', async () => {
    const desk = await aDesk()
    expect(
      (await tus({ cookie: '' }, '/me/uploads', { method: 'POST', headers: { 'upload-length': '1' } })).status,
    ).toBe(401)
    const foreign = await tus(desk, '/me/uploads', {
      method: 'POST',
      headers: { 'upload-length': '1', 'sec-fetch-site': 'cross-site' },
    })
    expect(foreign.status).toBe(403)
  })
})

const MIB = 1024 ** 2
const GIB = 1024 ** 3
describe('B-upload-lengths-and-aborts: sizes are asked before the first byte', () => {
  test.each([
    ['a 4 GB video', 'lesson.mp4', 4 * GIB, 413, 'file-too-large-gb'],
    ['one byte over the limit of video', 'lesson.mp4', 2 * GIB + 1, 413, 'file-too-large-gb'],
    ['the limit of video', 'lesson.mp4', 2 * GIB, 201, undefined],
    ['one byte over the limit of sound', 'talk.mp3', 500 * MIB + 1, 413, 'file-too-large'],
    ['the limit of sound', 'talk.mp3', 500 * MIB, 201, undefined],
    ['one byte over the limit of a document', 'plan.pdf', 100 * MIB + 1, 413, 'file-too-large'],
    ['nothing', 'plan.pdf', 0, 422, 'file-empty'],
    ['a kind that is not taken', 'plan.exe', 10, 415, 'file-not-taken'],
    ['a name without an ending', 'plan', 10, 415, 'file-not-taken'],
    ['a photo of a phone that few can open', 'IMG_0001.HEIC', 10, 415, 'file-heic'],
    ['an office file of before', 'plan.doc', 10, 415, 'file-old-office'],
  ])('%s', async (_case, name, length, status, code) => {
    const desk = await aDesk()
    const before = leftOver().length
    const answer = await announce(desk, { name, bytes: new Uint8Array(), length })
    expect([answer.status, answer.problem.code]).toEqual([status, code])
    if (code) expect(leftOver().length).toBe(before)
    if (code) expect(answer.problem.title).not.toMatch(/refusal|undefined|NaN/)
  })

  test.each([['none'], ['-1'], ['1e9'], ['12 34']])('a length of %s is not believed', async (length) => {
    const desk = await aDesk()
    const answer = await tus(desk, '/me/uploads', {
      method: 'POST',
      headers: { 'upload-length': length, 'upload-metadata': `filename ${base64('a.pdf')}` },
    })
    expect(answer).toMatchObject({ status: 422, problem: { code: 'upload-length' } })
  })

  test('more bytes than were announced are refused', async () => {
    const desk = await aDesk()
    const bytes = aPdf()
    const address =
      (await announce(desk, { name: 'a.pdf', bytes, length: bytes.length - 10 })).headers.get('location') ?? ''
    expect((await part(desk, address, { bytes, offset: 0 })).status).toBe(413)
  })

  test('a place holds forty pieces, and the sentence says so', async () => {
    const desk = await aDesk()
    await world.owner.query(
      `insert into evidence (tenant_id, id, submission_id, learner_id, requirement_id, kind, evidence_type, name, media_type, bytes, sha256, added_at)
       select $1, gen_random_uuid(), $2, $3, 'R1', 'text', 'document', 'note', 'text/plain', 1, repeat('0', 64), now() from generate_series(1, 39)`,
      [district.tenantId, desk.submissionId, desk.learner.id],
    )
    expect((await whole(desk, { name: 'fortieth.pdf', bytes: aPdf() })).status).toBe(204)
    const over = await announce(desk, { name: 'more.pdf', bytes: aPdf() })
    expect(over).toMatchObject({ status: 409, problem: { code: 'quota-files', title: expect.stringContaining('40') } })
  })
})

const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16])
const wav = (announced: number) =>
  Buffer.concat([
    Buffer.from('RIFF'),
    Buffer.from(new Uint32Array([announced]).buffer),
    Buffer.from('WAVEfmt '),
    Buffer.alloc(40),
  ])
const asf = Buffer.from('3026b2758e66cf11a6d900aa0062ce6c3700000000000000010000000102', 'hex')
const heic = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic'), Buffer.alloc(40)])
const film = aFilm()
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>'
const tags = strToU8('<a/>'.repeat(2_000_000))
const BAD: [string, string, () => Buffer, string][] = [
  [
    'B-type-lies: a picture that is a web page',
    'photo.jpg',
    () => Buffer.from('<html><script>alert(1)</script></html>'),
    'file-renamed',
  ],
  ['B-type-lies: a document that is a program', 'plan.docx', () => Buffer.from('MZ\x90\0\x03'), 'file-unreadable'],
  ['B-type-lies: a document that is a picture', 'plan.pdf', () => jpeg, 'file-renamed'],
  ['B-type-lies: a drawing that may hold a script', 'sketch.svg', () => Buffer.from(SVG), 'file-not-taken'],
  ['B-type-lies: the same, packed', 'sketch.svgz', () => gzipSync(SVG), 'file-not-taken'],
  ['B-type-lies: a drawing that calls itself a picture', 'sketch.png', () => Buffer.from(SVG), 'file-renamed'],
  ['B-type-lies: a packed one that calls itself a picture', 'sketch.png', () => gzipSync(SVG), 'file-unreadable'],
  ['B-type-lies: a web page', 'plan.html', () => Buffer.from('<!doctype html><p>Plan</p>'), 'file-not-taken'],
  [
    'B-type-lies: a document of any vocabulary',
    'plan.xml',
    () => Buffer.from('<?xml version="1.0"?><plan/>'),
    'file-not-taken',
  ],
  ['B-type-lies: a film that is an archive', 'film.mp4', () => aDocument(), 'file-renamed'],
  ['B-type-lies: a document that is any archive', 'plan.docx', () => anArchive({ '../../x': 'x' }), 'file-unreadable'],
  ['B-sniffer-infinite-loop: the file that made a sniffer run for ever', 'talk.mp3', () => asf, 'file-unreadable'],
  [
    'B-polyglots: a page with a PDF behind it',
    'plan.pdf',
    () => Buffer.concat([Buffer.from('<html>'), aPdf()]),
    'file-renamed',
  ],
  ['B-zip-abuse: an archive with a password', 'plan.docx', () => aDocument({ locked: true }), 'file-locked'],
  ['B-zip-abuse: an archive without its end', 'plan.docx', () => aDocument().subarray(0, -10), 'file-truncated'],
  ['a PDF with a password', 'plan.pdf', () => aPdf({ lock: true }), 'file-locked'],
  ['a PDF without its end', 'plan.pdf', () => aPdf().subarray(0, -20), 'file-truncated'],
  ['an office file with a password', 'plan.docx', () => Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'file-locked'],
  ['a film that was cut off', 'film.mp4', () => film.subarray(0, -500), 'file-truncated'],
  ['a film whose recorder stopped', 'film.mp4', () => film.subarray(0, 16), 'file-truncated'],
  ['a picture that was cut off', 'photo.jpg', () => jpeg, 'file-truncated'],
  ['a recording that was cut off', 'talk.wav', () => wav(90_000), 'file-truncated'],
  ['a photo under another name', 'photo.jpg', () => heic, 'file-heic'],
  [
    'a text in another alphabet’s bytes',
    'notes.txt',
    () => Buffer.from([0x63, 0x61, 0x66, 0xe9]),
    'file-text-encoding',
  ],
  [
    'B-playlist-protocols: a playlist of addresses',
    'film.m3u8',
    () => Buffer.from('#EXTM3U\n#EXTINF:9,\nhttps://evil.example/a.ts\n'),
    'file-not-taken',
  ],
  [
    'B-playlist-protocols: a playlist that calls itself a film',
    'film.mp4',
    () => Buffer.from('#EXTM3U\n#EXTINF:9,\nfile:///etc/passwd\n'),
    'file-renamed',
  ],
  [
    'B-playlist-protocols: a list of files to join that calls itself a film',
    'film.webm',
    () => Buffer.from("ffconcat version 1.0\nfile 'concat:/etc/passwd|/etc/hosts'\n"),
    'file-renamed',
  ],
  ['a text longer than names can be covered in', 'notes.txt', () => Buffer.alloc(200_001, 'a'), 'text-file-too-long'],
  ['a text with zero bytes', 'notes.csv', () => Buffer.from('a,b\0,c'), 'file-unreadable'],
]

describe('a file that cannot be evidence gets its sentence, both ways', () => {
  test.each(BAD)('%s', async (_case, name, make, code) => {
    const desk = await aDesk()
    const before = leftOver()
    const answer = await whole(desk, { name, bytes: make() })
    expect(answer.problem.code).toBe(code)
    expect(answer.problem.title?.length).toBeGreaterThan(30)
    const form = await sendForm(desk, { name, bytes: make() })
    expect(form.location).toContain(`refused=${code}`)
    const page = await desk.browser.get(form.location ?? '')
    expect(page.text).toContain('That file was not taken')
    expect(leftOver()).toEqual(before)
  })

  test('B-zip-abuse: while an archive full of tags is looked at, pages are answered; then it gets its sentence', async () => {
    const desk = await aDesk()
    const bytes = zipSync({ '[Content_Types].xml': strToU8('<Types/>'), 'word/document.xml': tags })
    const order: string[] = []
    const slow = whole(desk, { name: 'plan.docx', bytes }).then((answer) => {
      order.push('archive')
      return answer
    })
    while (!leftOver().some((name) => name.endsWith('.clean'))) await pause(10)
    const pages = await Promise.all([1, 2, 3].map(() => desk.browser.get('/me/work')))
    expect(pages.map(({ status }) => status)).toEqual([200, 200, 200])
    order.push('pages')
    expect(await slow).toMatchObject({ status: 422, problem: { code: 'file-names-author' } })
    expect(order).toEqual(['pages', 'archive'])
  })

  test('B-pixel-flood: a picture of 30,000 by 30,000 is refused from its header', async () => {
    const desk = await aDesk()
    const tiny = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'white' } })
      .png()
      .toBuffer()
    tiny.writeUInt32BE(30_000, 16)
    tiny.writeUInt32BE(30_000, 20)
    tiny.writeUInt32BE(crcOf(tiny.subarray(12, 29)), 29)
    expect((await whole(desk, { name: 'flood.png', bytes: tiny })).problem.code).toBe('picture-too-big')
  })

  test('B-pixel-flood: of a picture with ten thousand frames the first is kept, and nothing that moves', async () => {
    const desk = await aDesk()
    const still = await sharp({ create: { width: 8, height: 9, channels: 3, background: 'white' } })
      .png()
      .toBuffer()
    const sent = aMovingPng(still, { announced: 10_000, frames: 10_000 })
    const { address } = await whole(desk, { name: 'moving.png', bytes: sent })
    const { body } = await receipt(desk, address, digestOf(sent))
    const kept = await bytesOf((await pieceOf(desk, body.evidenceId)).blobKey ?? '')
    expect(await sharp(kept).metadata()).toMatchObject({ format: 'png', width: 8, height: 9 })
    expect(['acTL', 'fcTL', 'fdAT'].filter((kind) => kept.includes(kind))).toEqual([])
    expect(kept.length).toBeLessThan(1_000)
  })
})

function crcOf(bytes: Uint8Array): number {
  let crc = 0xffffffff
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  }
  return (crc ^ 0xffffffff) >>> 0
}

describe('B-metadata-identity: what tells where and by whom is gone before anybody can open it', () => {
  test('a photo is written anew, upright, without place, device and author', async () => {
    const desk = await aDesk()
    const sent = await aPhoto({ width: 1200, height: 900 })
    expect(sent.includes('SECRET')).toBe(true)
    const { address } = await whole(desk, { name: 'board.jpg', bytes: sent })
    const { body } = await receipt(desk, address, digestOf(sent))
    const piece = await pieceOf(desk, body.evidenceId)
    const kept = await bytesOf(piece.blobKey ?? '')
    expect(kept.includes('SECRET')).toBe(false)
    const { width, height, exif, xmp, orientation } = await sharp(kept).metadata()
    expect([width, height, exif, xmp, orientation]).toEqual([900, 1200, undefined, undefined, undefined])
    expect(piece).toMatchObject({
      kind: 'image',
      mediaType: 'image/jpeg',
      sha256: digestOf(kept),
      facts: { shortSide: 900 },
    })
  })

  test('a film keeps its pictures and its length and loses its place', async () => {
    const desk = await aDesk()
    const sent = aFilm({ seconds: 12, place: '+41.8781-087.6298/' })
    const { address } = await whole(desk, { name: 'lesson.mov', bytes: sent })
    const { body } = await receipt(desk, address, digestOf(sent))
    const piece = await pieceOf(desk, body.evidenceId)
    const kept = await bytesOf(piece.blobKey ?? '')
    expect([sent.includes('+41.8781'), kept.includes('+41.8781'), kept.length]).toEqual([true, false, sent.length])
    expect(piece.facts).toEqual({ seconds: 12, audioTrack: true })
  })
})

describe('a phone that asks again while its film is being looked at', () => {
  test('every ending gives the one receipt, and the film stays', async () => {
    const desk = await aDesk()
    const bytes = aFilm({ payload: 80_000_000, headerLast: true })
    const address = (await announce(desk, { name: 'lesson.mp4', bytes })).headers.get('location') ?? ''
    const sending = part(desk, address, { bytes, offset: 0 })
    const id = address.split('/').at(-1) ?? ''
    while ((await arrivedBytes(arriving(), id)) !== bytes.length) await pause(5)
    const asking = Array.from({ length: 8 }, async (_, place) => {
      await pause(place * 15)
      return receipt(desk, address, digestOf(bytes))
    })
    expect((await sending).status).toBe(204)
    const receipts = await Promise.all(asking)
    expect(receipts.map(({ status }) => status)).toEqual(receipts.map(() => 200))
    expect(new Set(receipts.map(({ body }) => `${body.sha256} ${body.evidenceId}`)).size).toBe(1)
    expect(receipts[0]?.body.sha256).toBe(digestOf(bytes))
    const piece = await pieceOf(desk, receipts[0]?.body.evidenceId ?? '')
    const kept = await bytesOf(piece.blobKey ?? '')
    expect([kept.length, digestOf(kept), kept.includes('+41.8781')]).toEqual([bytes.length, piece.sha256, false])
  })

  test('what came in is said once: a later look at cleaned bytes does not change it', async () => {
    const desk = await aDesk()
    const bytes = aPdf()
    const address =
      (await announce(desk, { name: 'a.pdf', bytes, length: bytes.length + 1 })).headers.get('location') ?? ''
    const ctx = learning(world, desk.learner)
    const said = { id: address.split('/').at(-1) ?? '', receivedBytes: 9 }
    await ctx.transact((tx) => updateReceived(tx, ctx.person, { ...said, receivedSha256: 'a'.repeat(64) }))
    await ctx.transact((tx) => updateReceived(tx, ctx.person, { ...said, receivedSha256: 'b'.repeat(64) }))
    const row = await ctx.transact((tx) => findUpload(tx, ctx.person, said.id))
    expect(row?.receivedSha256).toBe('a'.repeat(64))
  })
})

describe('B-hostile-file-names', () => {
  test.each([
    ['../../etc/passwd.pdf', 'passwd.pdf'],
    ['C:\\work\\plan.pdf', 'plan.pdf'],
    ['\\\\host\\share\\x.pdf', 'x.pdf'],
    ['plan\u202Efdp.pdf', 'planfdp.pdf'],
    ['CON\r\nX-Evil: 1.pdf', 'CONX-Evil 1.pdf'],
    ['👩🏽‍🏫 שלום مرحبا.pdf', expect.stringMatching(/שלום مرحبا\.pdf$/)],
    [`${'n'.repeat(4_096)}.pdf`, expect.stringMatching(/^n{76}\.pdf$/)],
  ])('%s', async (name, shown) => {
    const desk = await aDesk()
    const { address } = await whole(desk, { name, bytes: aPdf() })
    const piece = await pieceOf(desk, (await receipt(desk, address)).body.evidenceId)
    expect(piece.name).toEqual(shown)
    expect(piece.blobKey).toBe(`person/${desk.learner.id}/${piece.sha256}`)
  })

  test('a name of ten thousand characters comes in by a plain form too', async () => {
    const desk = await aDesk()
    const form = await sendForm(desk, { name: `${'ñ'.repeat(10_000)}.pdf`, bytes: aPdf() })
    expect(form.location).toMatch(/#evidence$/)
  })
})

interface FormFile {
  readonly name: string
  readonly bytes: Uint8Array
  readonly token?: string
}
async function sendForm(desk: Desk, { name, bytes, token }: FormFile) {
  const page = `/me/work/${desk.submissionId}/requirements/R1`
  const body = new FormData()
  body.append('_csrf', token ?? (await desk.browser.token(page)))
  body.append('file', new File([bytes as BlobPart], name))
  const request = new Request(new URL(`${page}/file`, BASE_URL), { method: 'POST', body })
  const headers = {
    cookie: desk.cookie,
    'sec-fetch-site': 'same-origin',
    accept: 'text/html',
    'content-type': request.headers.get('content-type') ?? '',
  }
  const response = await world.app.request(request.url, { method: 'POST', headers, body: await request.arrayBuffer() })
  return { status: response.status, location: response.headers.get('location') }
}

describe('without script a plain form carries the file', () => {
  test('and the page says that it is kept', async () => {
    const desk = await aDesk()
    const answer = await sendForm(desk, { name: 'plan.docx', bytes: aDocument() })
    expect(answer).toEqual({ status: 303, location: `/me/work/${desk.submissionId}/requirements/R1#evidence` })
    const page = await desk.browser.get(answer.location ?? '')
    expect(page.text).toContain('plan.docx')
  })

  test('no file chosen, or an empty one, is said', async () => {
    const desk = await aDesk()
    expect((await sendForm(desk, { name: '', bytes: new Uint8Array() })).location).toContain('refused=file-missing')
    expect((await sendForm(desk, { name: 'empty.pdf', bytes: new Uint8Array() })).location).toContain(
      'refused=file-empty',
    )
  })

  test('a page of another session sends nothing', async () => {
    const desk = await aDesk()
    expect((await sendForm(desk, { name: 'plan.pdf', bytes: aPdf(), token: 'x'.repeat(32) })).location).toContain(
      'refused=page-expired',
    )
  })

  test('a body that ends too early leaves nothing behind', async () => {
    const desk = await aDesk()
    const token = await desk.browser.token('/me/inbox')
    const head = `--b\r\ncontent-disposition: form-data; name="_csrf"\r\n\r\n${token}\r\n--b\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n`
    const headers = {
      cookie: desk.cookie,
      'sec-fetch-site': 'same-origin',
      'content-type': 'multipart/form-data; boundary=b',
    }
    const before = leftOver()
    const answer = await world.app.request(new URL('/me/inbox/file', BASE_URL), {
      method: 'POST',
      headers,
      body: `${head}half of it`,
    })
    expect(answer.headers.get('location')).toContain('refused=form-unreadable')
    expect(leftOver()).toEqual(before)
  })

  test('what is larger than a form may carry is refused by its announced length', async () => {
    const desk = await aDesk()
    const headers = {
      cookie: desk.cookie,
      'sec-fetch-site': 'same-origin',
      'content-type': 'multipart/form-data; boundary=b',
      'content-length': '300000000',
    }
    const answer = await world.app.request(new URL('/me/inbox/file', BASE_URL), { method: 'POST', headers, body: 'x' })
    expect(answer.headers.get('location')).toContain('refused=file-too-large')
  })
})

test('B-disk-full: the sentence names it, other pages answer, and the same upload goes on when there is room', async () => {
  const desk = await aDesk()
  const bytes = aPdf()
  const address = (await announce(desk, { name: 'a.pdf', bytes })).headers.get('location') ?? ''
  const place = path(arriving(), address.split('/').at(-1) ?? '')
  rmSync(place)
  symlinkSync('/dev/full', place)
  const full = await part(desk, address, { bytes, offset: 0 })
  expect(full.status).toBe(507)
  expect((await desk.browser.get('/me/work')).status).toBe(200)
  rmSync(place)
  writeFileSync(place, '')
  expect((await part(desk, address, { bytes, offset: 0 })).status).toBe(204)
  expect((await receipt(desk, address, digestOf(bytes))).status).toBe(200)
})

test('B-cross-tenant-dedup-oracle: the same bytes of two people lie apart and answer alike', async () => {
  const bytes = aPdf()
  const pieces = await Promise.all(
    [await aDesk(), await aDesk()].map(async (desk) => {
      const { address, status } = await whole(desk, { name: 'same.pdf', bytes })
      const piece = await pieceOf(desk, (await receipt(desk, address)).body.evidenceId)
      return { status, key: piece.blobKey, sha256: piece.sha256 }
    }),
  )
  expect(pieces[0]?.sha256).toBe(pieces[1]?.sha256)
  expect(pieces[0]?.key).not.toBe(pieces[1]?.key)
  expect(pieces[0]?.status).toBe(pieces[1]?.status)
})
