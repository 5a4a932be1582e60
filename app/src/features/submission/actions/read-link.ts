import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { Invalid } from '../../../lib/refusal.ts'
import { insistDiskRoom } from '../../../platform/disk-room.ts'
import { lookAt } from '../../../platform/media.ts'
import { FileRefused } from '../../../platform/media-file.ts'
import { type FetchAnswer, FetchRefused } from '../../../platform/safe-fetch.ts'
import { arrivalPath, forgetArrival } from '../../../platform/uploads.ts'
import { displayName } from '../rules/display-name.ts'
import { EVIDENCE_LIMITS } from '../rules/limits.ts'
import { isVideoHost, linkFacts, readableText } from '../rules/link-copy.ts'
import type { MediaFacts } from '../rules/media.ts'
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

async function copyOf(ctx: World, answer: FetchAnswer | null) {
  const nothing = { copy: new Uint8Array(), mediaType: 'text/plain; charset=utf-8' }
  if (!answer) return { ...nothing, facts: { status: 0, signInForm: false, words: 0, copied: false } }
  if (answer.mediaType === 'application/pdf' && answer.status < 300) return copyOfPdf(ctx, answer)
  if (!/^text\/(html|plain)$|^application\/xhtml\+xml$/.test(answer.mediaType))
    return { ...nothing, facts: { status: answer.status, signInForm: false, words: 0, copied: false } }
  const body = new TextDecoder().decode(answer.body)
  const text = answer.mediaType === 'text/plain' ? body : readableText(body)
  return { ...nothing, copy: new TextEncoder().encode(text), facts: linkFacts(answer.status, body, text) }
}

/** A document that is locked, broken or would name its author to who reads it stays a link without a copy. */
async function copyOfPdf(ctx: World, { body, status }: FetchAnswer) {
  const copy = await pdfWithoutNames(ctx, body)
  return {
    copy: copy ?? new Uint8Array(),
    mediaType: copy ? 'application/pdf' : 'text/plain; charset=utf-8',
    facts: { status, signInForm: false, words: 0, copied: copy !== null },
  }
}

async function pdfWithoutNames(ctx: World, document: Uint8Array): Promise<Uint8Array | null> {
  const id = ctx.newId()
  const path = arrivalPath(ctx.blobs.arriving, id)
  try {
    await writeFile(path, document, { mode: 0o600 })
    return await readFile((await lookAt(path, 'link.pdf')).path)
  } catch (error) {
    if (error instanceof FileRefused) return null
    throw error
  } finally {
    await forgetArrival(ctx.blobs.arriving, id)
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
