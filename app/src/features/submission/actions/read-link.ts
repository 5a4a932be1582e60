import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { Invalid } from '../../../lib/refusal.ts'
import { insistDiskRoom } from '../../../platform/disk-room.ts'
import { lookAt } from '../../../platform/media.ts'
import { lookAtBytes } from '../../../platform/media-apart.ts'
import { FileRefused } from '../../../platform/media-file.ts'
import { type FetchAnswer, FetchRefused } from '../../../platform/safe-fetch.ts'
import { arrivalPath, forgetArrival, inTurn } from '../../../platform/uploads.ts'
import { displayName } from '../rules/display-name.ts'
import { EVIDENCE_LIMITS } from '../rules/limits.ts'
import { isVideoHost, linkFacts } from '../rules/link-copy.ts'
import type { LinkFacts, MediaFacts } from '../rules/media.ts'
import type { World } from './world.ts'

export interface LinkPiece {
  readonly kind: 'link'
  readonly name: string
  readonly mediaType: string
  readonly bytes: number
  readonly sha256: string
  readonly blobKey: string | null
  readonly body: null
  readonly url: string
  readonly captured: { readonly at: string }
  readonly facts: MediaFacts
}

const PATIENCE_MS = 5_000
const REDIRECTS = 3

/** Asked once through the one door for outside addresses. A page that does not answer is kept as a link and said to be unreadable. */
export async function readLink(ctx: World, typed: string): Promise<LinkPiece> {
  const url = parseLink(typed)
  await insistDiskRoom(ctx.blobs.arriving, EVIDENCE_LIMITS.linkCopyBytes)
  const answer = await ctx
    .fetch(url.href, {
      accept: 'text/html, text/plain;q=0.9, application/pdf;q=0.8',
      maxBytes: EVIDENCE_LIMITS.linkCopyBytes,
      timeoutMs: PATIENCE_MS,
      redirects: REDIRECTS,
    })
    .catch((error: unknown) => {
      if (error instanceof FetchRefused) return null
      throw error
    })
  const { copy, mediaType, facts } = await copyOf(ctx, answer)
  const common = {
    kind: 'link',
    name: displayName(`${url.hostname}${url.pathname === '/' ? '' : url.pathname}`),
    body: null,
    url: url.href,
    captured: { at: ctx.now().toISOString() },
    facts: { link: facts },
  } as const
  if (!facts.copied)
    return {
      ...common,
      mediaType: 'text/plain; charset=utf-8',
      bytes: 0,
      sha256: createHash('sha256').update(url.href).digest('hex'),
      blobKey: null,
    }
  const { key, sha256, bytes } = await ctx.blobs.put(`person/${ctx.person.personId}`, once(copy))
  return { ...common, mediaType, bytes, sha256, blobKey: key }
}

function parseLink(typed: string): URL {
  const text = typed.trim()
  const url = URL.canParse(text) && text.length <= 2_000 ? new URL(text) : null
  if (!url || !isOpenable(url)) throw new Invalid('check-fields', { url: 'refusal.link-form' })
  if (url.username || url.password) throw new Invalid('check-fields', { url: 'refusal.link-password' })
  // Watched elsewhere, it could change after it was judged, and watching it would tell its host who reads.
  if (isVideoHost(url.hostname)) throw new Invalid('check-fields', { url: 'refusal.link-video' })
  return url
}

/** Plain http only towards this machine, where the door for outside addresses refuses it outside of tests. */
function isOpenable({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && /^(127\.0\.0\.1|\[::1\]|localhost)$/.test(hostname))
}

const PDF = 'application/pdf'
const PAGES = /^text\/(html|plain)$|^application\/xhtml\+xml$/

interface Copy {
  readonly copy: Uint8Array
  readonly mediaType: string
  readonly facts: LinkFacts
}

async function copyOf(ctx: World, answer: FetchAnswer | null): Promise<Copy> {
  const { status, mediaType } = answer ?? { status: 0, mediaType: '' }
  const nothing = { copy: new Uint8Array(), mediaType: 'text/plain; charset=utf-8' }
  try {
    // One file of a person after the other, whichever way it came.
    const found = answer && (await inTurn(ctx.person.personId, () => lookThrough(ctx, answer)))
    return found ?? { ...nothing, facts: linkFacts(status, {}) }
  } catch (error) {
    // What is locked, broken or would name its author to who reads it stays a link without a copy, and says why.
    if (!(error instanceof FileRefused)) throw error
    const facts = linkFacts(status, {})
    return { ...nothing, facts: mediaType === PDF ? { ...facts, problem: error.because } : facts }
  }
}

async function lookThrough(ctx: World, { body, status, mediaType }: FetchAnswer): Promise<Copy | null> {
  if (mediaType === PDF && status < 300) {
    const copy = await pdfWithoutNames(ctx, body)
    return { copy, mediaType, facts: { status, signInForm: false, words: 0, copied: true } }
  }
  if (!PAGES.test(mediaType)) return null
  const { made, facts = {} } = await lookAtBytes(body, {
    work: 'page',
    ending: mediaType === 'text/plain' ? 'txt' : 'html',
    picture: false,
    folder: ctx.blobs.arriving,
    name: ctx.newId(),
  })
  return { copy: made, mediaType: 'text/plain; charset=utf-8', facts: linkFacts(status, facts) }
}

async function pdfWithoutNames(ctx: World, document: Uint8Array): Promise<Uint8Array> {
  const id = ctx.newId()
  const path = arrivalPath(ctx.blobs.arriving, id)
  try {
    await writeFile(path, document, { mode: 0o600 })
    return await readFile((await lookAt(path, 'link.pdf')).path)
  } finally {
    await forgetArrival(ctx.blobs.arriving, id)
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
