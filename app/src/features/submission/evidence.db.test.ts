import { readdirSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { FetchRefused } from '../../platform/safe-fetch.ts'
import { anAchievement } from '../../testing/factories/achievement.ts'
import { aPdf } from '../../testing/factories/evidence.ts'
import { anOffering } from '../../testing/factories/offering.ts'
import { aDistrict, aPerson, type District, join, type Someone } from '../../testing/factories/people.ts'
import { aConsent, aDraft, aReadyDraft, aSubmittedAttempt, learning } from '../../testing/factories/submission.ts'
import { openWorld, type World } from '../../testing/world.ts'
import type { AchievementVersion } from '../catalog/reads.ts'
import { announceUpload } from './actions/announce-upload.ts'
import { addLink, addText, answerPiece, removePiece } from './actions/evidence.ts'
import { forgetContent } from './actions/forget-content.ts'
import { captionItem, keepLink, keepText, removeItem, sortItem } from './actions/inbox.ts'
import { undoSubmit } from './actions/moves.ts'
import { saveResponse } from './actions/responses.ts'
import { submitAttempt } from './actions/submit.ts'
import { listItems } from './reads/inbox.ts'
import { getAttempt, listEvidence } from './reads.ts'
import { openDraft } from './views/open-draft.ts'

let world: World
let district: District
let version: AchievementVersion
let pages: Server
let site = ''
const asked: string[] = []
beforeAll(async () => {
  world = await openWorld()
  district = await aDistrict(world, { undoMinutes: 10 })
  version = await anAchievement(world)
  await anOffering(world, district.tenantId, [version.achievementId])
  pages = createServer((request, response) => {
    asked.push(request.url ?? '')
    if (request.url === '/wall')
      return response.setHeader('content-type', 'text/html').end('<form><input type="password"></form>Sign in')
    if (request.url === '/gone') return response.writeHead(404).end('gone')
    if (request.url === '/slow') return undefined
    if (request.url === '/plan.pdf') return response.setHeader('content-type', 'application/pdf').end(aNamedPdf())
    if (request.url === '/locked.pdf')
      return response.setHeader('content-type', 'application/pdf').end(aPdf({ lock: true }))
    if (request.url === '/cut.pdf')
      return response.setHeader('content-type', 'application/pdf').end(aPdf().subarray(0, -60))
    if (request.url === '/signed.pdf')
      return response
        .setHeader('content-type', 'application/pdf')
        .end(`${aPdf()}`.replace('/Type /Page ', '/ByteRange '))
    if (request.url === '/flood') return response.setHeader('content-type', 'text/html').end(Buffer.alloc(20e6, 'a '))
    if (request.url === '/moved') return response.writeHead(302, { location: '/page' }).end()
    return response
      .setHeader('content-type', 'text/html')
      .end('<h1>Exit tickets</h1><p>What we tried &amp; kept.</p><img src="/beacon.png">')
  })
  await new Promise<void>((resolve) => pages.listen(0, '127.0.0.1', () => resolve()))
  site = `http://127.0.0.1:${(pages.address() as AddressInfo).port}`
})
afterAll(async () => {
  pages.closeAllConnections()
  pages.close()
  await world.close()
})

async function aDesk(): Promise<{ learner: Someone; id: string; ctx: ReturnType<typeof learning> }> {
  const learner = await aPerson(world)
  await join(world, district, { person: learner })
  const id = await aDraft(world, { learner, version })
  return { learner, id, ctx: learning(world, learner) }
}
async function piecesOf(submissionId: string) {
  const ctx = world.as({ tenantId: district.tenantId, system: 'test' })
  return ctx.transact((tx) => listEvidence(tx, ctx.scope, submissionId))
}
async function textOf(key: string): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of await world.home.ports.blobs.get(key)) parts.push(Buffer.from(part))
  return Buffer.concat(parts).toString()
}
/** A description behind the trailer: readers look for it there. */
function aNamedPdf(): Buffer {
  const plain = aPdf().toString('latin1')
  const named = plain.replace('trailer\n<<', 'trailer\n<< /Info 4 0 R')
  return Buffer.from(named.replace('/Filter /Standard /V 1 /R 2 /O (owner)', '/Author (Canary Lopez)'), 'latin1')
}
const LOG = { evidenceType: 'observation_notes', consentId: null, confirmed: true } as const

describe('a piece that came from the inbox', () => {
  test('goes back there when it is taken out of the draft, for a month at least, and can be sorted once more', async () => {
    const { id, ctx } = await aDesk()
    await keepText(ctx, { body: 'Ticket counts of Monday' })
    const [item] = await ctx.transact((tx) => listItems(tx, ctx.person))
    const sorting = { itemId: item?.id ?? '', submissionId: id, requirementId: 'R1' }
    await sortItem(ctx, sorting)
    await world.owner.query(`update inbox_item set expires_at = $1, noticed = 7, noticed_at = $1 where id = $2`, [
      world.clock.now(),
      sorting.itemId,
    ])
    const [piece] = await piecesOf(id)
    expect(await removePiece(ctx, id, piece?.id ?? '')).toBe('inbox')
    expect(await piecesOf(id)).toEqual([])
    const [back] = await ctx.transact((tx) => listItems(tx, ctx.person))
    expect(back).toMatchObject({ id: sorting.itemId, noticed: null, body: 'Ticket counts of Monday' })
    expect(back?.expiresAt.getTime()).toBe(world.clock.now().getTime() + 30 * 86_400_000)
    await sortItem(ctx, sorting)
    expect(await piecesOf(id)).toHaveLength(1)
  })

  test('that was written in the draft itself is gone', async () => {
    const { id, ctx } = await aDesk()
    await addText(ctx, id, { requirementId: 'R1', body: 'Only here' })
    const [piece] = await piecesOf(id)
    expect(await removePiece(ctx, id, piece?.id ?? '')).toBe('gone')
    expect(await ctx.transact((tx) => listItems(tx, ctx.person))).toEqual([])
  })
})

describe('a link', () => {
  test('is read once, now, and its words are what is kept', async () => {
    const { id, ctx } = await aDesk()
    asked.length = 0
    await addLink(ctx, id, { requirementId: 'R1', url: `${site}/moved` })
    const [piece] = await piecesOf(id)
    expect(piece).toMatchObject({
      kind: 'link',
      url: `${site}/moved`,
      facts: { link: { status: 200, copied: true, words: 6 } },
    })
    expect(await textOf(piece?.blobKey ?? '')).toBe('Exit tickets\n\nWhat we tried & kept.')
    expect(asked).toEqual(['/moved', '/page'])
  })

  test('to a document is kept without its author; of a locked one there is no copy', async () => {
    const { id, ctx } = await aDesk()
    for (const path of ['/plan.pdf', '/locked.pdf'])
      await addLink(ctx, id, { requirementId: 'R1', url: `${site}${path}` })
    const found = new Map((await piecesOf(id)).map((piece) => [piece.url, piece]))
    const [plan, locked] = ['/plan.pdf', '/locked.pdf'].map((path) => found.get(`${site}${path}`))
    expect(plan).toMatchObject({ mediaType: 'application/pdf', facts: { link: { copied: true } } })
    const copy = await textOf(plan?.blobKey ?? '')
    expect([copy.startsWith('%PDF'), copy.includes('Canary')]).toEqual([true, false])
    expect(locked).toMatchObject({ blobKey: null, facts: { link: { copied: false } } })
    expect(readdirSync(world.home.ports.blobs.arriving)).toEqual([])
  })

  test.each([
    ['/wall', 'link-needs-sign-in'],
    ['/gone', 'link-not-readable'],
    ['/locked.pdf', 'link-document-locked'],
    ['/cut.pdf', 'link-document-cut'],
    ['/signed.pdf', 'link-document-names'],
    ['/flood', 'link-not-readable'],
  ])('that cannot be read by everybody (%s) is kept and named by the ready check', async (path, code) => {
    const { learner, ctx } = await aDesk()
    const own = await aReadyDraft(world, { learner, version })
    await addLink(ctx, own, { requirementId: 'R1', url: `${site}${path}` })
    const [link] = (await piecesOf(own)).filter(({ kind }) => kind === 'link')
    await answerPiece(ctx, own, { ...LOG, evidenceId: link?.id ?? '', class: 'A' })
    const { findings } = await openDraft(ctx, own)
    expect(findings.map((found) => found.code)).toContain(code)
    await expect(submitAttempt(ctx, { submissionId: own, attemptNo: 1 })).rejects.toThrow('not-ready')
  })

  test.each([
    ['H-third-party-video', 'https://www.youtube.com/watch?v=abc', 'refusal.link-video'],
    ['H-third-party-video', 'https://youtu.be/abc', 'refusal.link-video'],
    ['a password in it', 'https://me:secret@school.example/', 'refusal.link-password'],
    ['another door', 'file:///etc/passwd', 'refusal.link-form'],
    ['plain http', 'http://school.example/', 'refusal.link-form'],
    ['no address', 'my drive', 'refusal.link-form'],
  ])('with %s is refused and nothing is asked', async (_case, url, because) => {
    const { id, ctx } = await aDesk()
    asked.length = 0
    await expect(addLink(ctx, id, { requirementId: 'R1', url })).rejects.toMatchObject({ fields: { url: because } })
    expect(asked).toEqual([])
  })

  test('into the house itself is never opened', async () => {
    const { id, ctx } = await aDesk()
    await addLink(ctx, id, { requirementId: 'R1', url: 'https://169.254.169.254/latest' })
    expect((await piecesOf(id))[0]?.facts).toMatchObject({ link: { status: 0, copied: false } })
  })
})

describe('who could be recognized', () => {
  test('a fresh piece is of the strictest class, and only a confirmed look lowers it', async () => {
    const { id, ctx } = await aDesk()
    const evidenceId = await addText(ctx, id, { requirementId: 'R1', body: 'Five days of minutes.' })
    expect((await piecesOf(id))[0]).toMatchObject({ class: 'C', visibility: 'readers' })
    const lower = { ...LOG, evidenceId, class: 'A' } as const
    await expect(answerPiece(ctx, id, { ...lower, confirmed: false })).rejects.toMatchObject({
      fields: { confirmed: 'refusal.confirmation-needed' },
    })
    await answerPiece(ctx, id, lower)
    expect((await piecesOf(id))[0]?.class).toBe('A')
    await answerPiece(ctx, id, { ...lower, class: 'C', confirmed: false })
    const { rows } = await world.owner.query(
      `select body from log_entry where subject_id = $1 and type = 'submission.classChanged' order by id`,
      [id],
    )
    expect(rows.map(({ body }) => `${body.from}>${body.to}`)).toEqual(['C>A', 'A>C'])
  })

  test('H-minors-without-consent: class C without a consent cannot be submitted, whatever else is said', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom('none', 'ended', 'withdrawn'), fc.boolean(), async (kind, reconfirmed) => {
        const { learner, ctx } = await aDesk()
        const id = await aReadyDraft(world, { learner, version })
        const consentId = kind === 'none' ? null : await aConsent(world, { learner, submissionId: id })
        if (kind === 'ended')
          await world.owner.query(`update consent set until_on = '2026-09-30' where id = $1`, [consentId])
        const [piece] = await piecesOf(id)
        await answerPiece(ctx, id, {
          ...LOG,
          evidenceId: piece?.id ?? '',
          class: 'C',
          consentId,
          confirmed: reconfirmed,
        })
        if (kind === 'withdrawn')
          await world.owner.query('update consent set withdrawn_at = now() where id = $1', [consentId])
        await expect(submitAttempt(ctx, { submissionId: id, attemptNo: 1 })).rejects.toThrow('not-ready')
      }),
      { numRuns: 6 },
    )
  })

  test('with a consent that covers it, it can, and the manifest names the consent', async () => {
    const { learner, ctx } = await aDesk()
    const id = await aReadyDraft(world, { learner, version })
    const consentId = await aConsent(world, { learner, submissionId: id })
    const [piece] = await piecesOf(id)
    await answerPiece(ctx, id, { ...LOG, evidenceId: piece?.id ?? '', class: 'C', consentId })
    const { attemptId } = await aSubmittedAttempt(world, { learner, version, submissionId: id })
    const there = world.as({ tenantId: district.tenantId, system: 'test' })
    const { manifest } = await there.transact((tx) => getAttempt(tx, there.scope, attemptId))
    expect(manifest.consents).toEqual([consentId])
  })

  test('class C is never public, not even in the database', async () => {
    const { id, ctx } = await aDesk()
    const evidenceId = await addText(ctx, id, { requirementId: 'R1', body: 'Voices of a class.' })
    await expect(
      world.owner.query(`update evidence set visibility = 'public' where id = $1`, [evidenceId]),
    ).rejects.toMatchObject({ code: '23514' })
  })

  test('somebody else’s consent covers nothing', async () => {
    const { id, ctx } = await aDesk()
    const other = await aDesk()
    const consentId = await aConsent(world, { learner: other.learner, submissionId: other.id })
    const evidenceId = await addText(ctx, id, { requirementId: 'R1', body: 'A class.' })
    await expect(answerPiece(ctx, id, { ...LOG, evidenceId, class: 'C', consentId })).rejects.toMatchObject({
      name: 'NotFound',
    })
  })
})

describe('every change of a draft leaves a line', () => {
  const linesOf = async (subjectId: string) =>
    (
      await world.owner.query(`select type, body ->> 'of' as of from log_entry where subject_id = $1 order by id`, [
        subjectId,
      ])
    ).rows
      .map(({ type, of }) => [type, of].filter(Boolean).join(' '))
      .filter((type) => type !== 'submission.started')

  test('adding, answering, taking out; and what is typed, one for ten minutes', async () => {
    const { id, ctx } = await aDesk()
    const evidenceId = await addText(ctx, id, { requirementId: 'R1', body: 'Notes of a class.' })
    await addLink(ctx, id, { requirementId: 'R1', url: `${site}/page` })
    await answerPiece(ctx, id, { ...LOG, evidenceId, class: 'C' })
    await removePiece(ctx, id, evidenceId)
    const pieces = Array.from({ length: 4 }, () => 'submission.edited evidence')
    expect(await linesOf(id)).toEqual(pieces)
    for (const revision of [0, 1, 2]) {
      await saveResponse(ctx, id, { promptId: 'P1', body: `Typed ${revision}`, revision })
      world.clock.advance(60_000)
    }
    expect(await linesOf(id)).toEqual([...pieces, 'submission.edited answers'])
    world.clock.advance(600_000)
    await saveResponse(ctx, id, { promptId: 'P1', body: 'Typed later', revision: 3 })
    expect(await linesOf(id)).toEqual([...pieces, 'submission.edited answers', 'submission.edited answers'])
  })

  test('in the inbox too', async () => {
    const { ctx } = await aDesk()
    await keepText(ctx, { body: 'A thought.' })
    const [item] = await ctx.transact((tx) => listItems(tx, ctx.person))
    await captionItem(ctx, item?.id ?? '', 'On the bus')
    await removeItem(ctx, item?.id ?? '')
    expect(await linesOf(item?.id ?? '')).toEqual([
      'submission.itemReceived',
      'submission.itemCaptioned',
      'submission.itemRemoved',
    ])
  })
})

describe('the room for evidence', () => {
  const GIB = 1024 ** 3
  const film = (id: string, learner: Someone, bytes: number) =>
    world.owner.query(
      `insert into evidence (tenant_id, id, submission_id, learner_id, requirement_id, kind, evidence_type, name, media_type, bytes, sha256, added_at)
       values ($1, gen_random_uuid(), $2, $3, 'R1', 'video', 'video', 'film', 'video/mp4', $4, repeat('0', 64), now())`,
      [district.tenantId, id, learner.id, bytes],
    )

  test('is asked where a piece is placed: sorting from the inbox does not pass five gigabytes', async () => {
    const { id, ctx, learner } = await aDesk()
    await keepText(ctx, { body: 'A thought.' })
    const [item] = await ctx.transact((tx) => listItems(tx, ctx.person))
    const sorting = { itemId: item?.id ?? '', submissionId: id, requirementId: 'R1' }
    await film(id, learner, 5 * GIB - 3)
    await expect(sortItem(ctx, sorting)).rejects.toThrow('quota-attempt')
    await expect(addText(ctx, id, { requirementId: 'R1', body: 'Four' })).rejects.toThrow('quota-attempt')
    await world.owner.query(`delete from evidence where submission_id = $1`, [id])
    await sortItem(ctx, sorting)
    expect((await piecesOf(id)).map(({ kind }) => kind)).toEqual(['text'])
  })

  test('two announcements at once do not both see the last of it', async () => {
    const { id, ctx, learner } = await aDesk()
    await film(id, learner, 3 * GIB)
    const film2 = { name: 'b.mp4', bytes: 1.5 * GIB, sha256: null, place: { submissionId: id, requirementId: 'R1' } }
    const both = await Promise.allSettled([1, 2, 3, 4].map(() => announceUpload(ctx, film2)))
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })
})

describe('a link', () => {
  test('that cannot be reached is kept as one that cannot be read; our own fault is not said to be the page’s', async () => {
    const { id, ctx } = await aDesk()
    const broken = { ...ctx, fetch: () => Promise.reject(new TypeError('a fault of ours')) }
    await expect(addLink(broken, id, { requirementId: 'R1', url: `${site}/page` })).rejects.toThrow('a fault of ours')
    expect(await piecesOf(id)).toEqual([])
    const away = { ...ctx, fetch: () => Promise.reject(new FetchRefused('unreachable')) }
    await addLink(away, id, { requirementId: 'R1', url: `${site}/page` })
    expect(await piecesOf(id)).toHaveLength(1)
  })

  test('is not even asked for where the disk has no room for its copy', async () => {
    const { id, ctx } = await aDesk()
    const before = asked.length
    // A file system of the kernel's: it is there, and has no room at all.
    const full = { ...ctx, blobs: { ...ctx.blobs, arriving: '/proc/self' } }
    const url = `${site}/page`
    await expect(addLink(full, id, { requirementId: 'R1', url })).rejects.toMatchObject({ code: 'ENOSPC' })
    await expect(keepLink(full, { url })).rejects.toMatchObject({ code: 'ENOSPC' })
    expect([asked.length, await piecesOf(id)]).toEqual([before, []])
    expect(await ctx.transact((tx) => listItems(tx, ctx.person))).toEqual([])
  })

  test('is not even asked for where the work the work is somebody else’s or was sent in', async () => {
    const { id } = await aDesk()
    const before = asked.length
    const stranger = await aDesk()
    await expect(addLink(stranger.ctx, id, { requirementId: 'R1', url: `${site}/page` })).rejects.toThrow()
    const { learner, ctx } = await aDesk()
    const sent = await aReadyDraft(world, { learner, version })
    await submitAttempt(ctx, { submissionId: sent, attemptNo: 1 })
    await expect(addLink(ctx, sent, { requirementId: 'R1', url: `${site}/page` })).rejects.toThrow('not-open-to-change')
    expect(asked.length).toBe(before)
  })
})

describe('a frozen piece', () => {
  test('changes only as a copy: the attempt keeps what it named', async () => {
    const { learner, ctx } = await aDesk()
    const id = await aReadyDraft(world, { learner, version })
    const [before] = await piecesOf(id)
    await submitAttempt(ctx, { submissionId: id, attemptNo: 1 })
    await undoSubmit(ctx, id)
    await answerPiece(ctx, id, { ...LOG, evidenceId: before?.id ?? '', class: 'B' })
    const [after, ...more] = await piecesOf(id)
    expect(more).toEqual([])
    expect(after).toMatchObject({ class: 'B', sha256: before?.sha256, frozenAt: null })
    expect(after?.id).not.toBe(before?.id)
    const { rows } = await world.owner.query(
      'select class, removed_at is not null as removed from evidence where id = $1',
      [before?.id],
    )
    expect(rows).toEqual([{ class: 'A', removed: true }])
  })
})

describe('what is taken out', () => {
  test('goes a day later, unless something still names the same bytes', async () => {
    const { id, ctx } = await aDesk()
    await addLink(ctx, id, { requirementId: 'R1', url: `${site}/page` })
    await addLink(ctx, id, { requirementId: 'R1', url: `${site}/page?again` })
    const [one, two] = await piecesOf(id)
    expect(one?.blobKey).toBe(two?.blobKey)
    const key = one?.blobKey ?? ''
    await removePiece(ctx, id, one?.id ?? '')
    world.clock.advance(25 * 3_600_000)
    await world.settle()
    expect(await world.home.ports.blobs.size(key)).toBeGreaterThan(0)
    await removePiece(ctx, id, two?.id ?? '')
    expect(await world.home.ports.blobs.size(key)).toBeGreaterThan(0)
    world.clock.advance(25 * 3_600_000)
    await world.settle()
    expect(await world.home.ports.blobs.size(key)).toBeNull()
    await forgetContent(world.as({ system: 'test' }), { body: { blobKey: key, personId: ctx.person.personId } })
  })
})
