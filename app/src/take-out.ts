import { createHash } from 'node:crypto'
import { bake } from '@cairn/openbadges'
import { z } from 'zod'
import type { Tables } from './database.ts'
import { beginExport, finishExport, scopeOf } from './features/account/actions/take-out.ts'
import { badgePng } from './features/catalog/parts/badge-picture.ts'
import { picturedOf } from './features/credential/parts/badge.ts'
import { credentialPdf } from './features/verification/parts/credential-pdf.ts'
import { heldCredential } from './features/verification/views.ts'
import { safeName, withEnding } from './lib/file-names.ts'
import type { Ctx } from './platform/ctx.ts'
import { at } from './platform/failpoint.ts'
import { type ZipPart, zipOf } from './platform/zip.ts'
import { takeOutPage } from './take-out-page.tsx'
import { type Everything, everythingOf, type Packed } from './take-out-rooms.ts'

type World = Ctx<Tables>
const Letter = z.object({ exportId: z.uuid(), personId: z.uuid() })

/** The courier of what a person takes along: one archive, written while it is gathered. */
export async function makeArchive(ctx: World, { body }: { body: unknown }): Promise<void> {
  const { exportId: id, personId } = Letter.parse(body)
  const own = ctx.asSystem({ personId, job: 'take-out' })
  if (!(await beginExport(own, id))) return
  const { key, bytes } = await own.blobs.put(scopeOf(id), zipOf(partsOf(own), own.now()))
  at('export.stored')
  const kept = await finishExport(own, { id, blobKey: key, bytes })
  if (kept === null) await own.blobs.clear(scopeOf(id))
  else if (kept !== key) await own.blobs.remove(key)
}

type Piece = Everything['pieces'][number]
type Stored = Pick<Piece, 'name' | 'mediaType' | 'bytes' | 'sha256' | 'blobKey' | 'body'>

async function* partsOf(ctx: World): AsyncGenerator<ZipPart> {
  const all = await everythingOf(ctx)
  const lost = new Set<string>()
  const files = new Map<string, string>()
  const credentials = new Map<string, string>()
  const tables = []
  for (const [name, rows] of Object.entries(all)) {
    const path = `data/${name}.json`
    tables.push({ name, path, rows: rows.length })
    yield { path, body: jsonOf(rows), pack: true }
  }
  for (const [no, { id, title }] of all.works.entries()) {
    const folder = `evidence/${no + 1}-${safeName(title)}`
    yield* filesIn(ctx, folder, { rows: all.pieces.filter(({ submissionId }) => submissionId === id), files, lost })
  }
  yield* filesIn(ctx, 'evidence/inbox', { rows: all.inbox, files, lost })
  yield* filesIn(ctx, 'examples', { rows: all.examples, files, lost })
  for (const [no, { publicId, title }] of all.credentials.entries()) {
    const folder = `credentials/${no + 1}-${safeName(title)}`
    credentials.set(publicId, folder)
    yield* credentialFiles(ctx, folder, { publicId, locale: all.profile[0]?.locale ?? 'en' })
  }
  const packed: Packed = { files, credentials, tables, lost }
  yield { path: 'index.html', body: Buffer.from(takeOutPage(ctx, all, packed)), pack: true }
}

/** Where bytes lie here is nobody's matter elsewhere; amounts stay exact. */
function jsonOf(rows: readonly object[]): Uint8Array {
  const plain = (key: string, value: unknown) => {
    if (key === 'blobKey') return undefined
    return typeof value === 'bigint' ? value.toString() : value
  }
  return Buffer.from(`${JSON.stringify(rows, plain, 2)}\n`)
}

interface Packing {
  readonly rows: readonly (Stored & { readonly id: string })[]
  readonly files: Map<string, string>
  readonly lost: Set<string>
}

async function* filesIn(ctx: World, folder: string, { rows, files, lost }: Packing): AsyncGenerator<ZipPart> {
  let no = 0
  for (const row of rows) {
    if (row.blobKey === null && row.body === null) continue
    const path = `${folder}/${++no}-${withEnding(safeName(row.name), row.blobKey === null ? 'text/plain' : row.mediaType)}`
    files.set(row.id, path)
    if (row.blobKey === null) yield { path, body: Buffer.from(row.body ?? ''), pack: true }
    else yield* stored(ctx, path, { row, lost })
  }
}

/** A file that is gone or altered does not keep the others here: the page says which one it is. */
async function* stored(
  ctx: World,
  path: string,
  { row, lost }: { row: Stored; lost: Set<string> },
): AsyncGenerator<ZipPart> {
  const size = await ctx.blobs.size(row.blobKey ?? '')
  if (size === null) {
    lost.add(path)
    return
  }
  const pack = !/^(image|video|audio)\/|zip|officedocument/.test(row.mediaType)
  const body = async () =>
    counted(await ctx.blobs.get(row.blobKey ?? '', { start: 0, end: size - 1 }), { row, path, lost })
  yield { path, body, pack }
}

async function* counted(
  parts: AsyncIterable<Uint8Array>,
  { row, path, lost }: { row: Stored; path: string; lost: Set<string> },
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256')
  for await (const part of parts) {
    hash.update(part)
    yield part
  }
  if (hash.digest('hex') !== row.sha256) lost.add(path)
}

/** The signed document, the picture that carries it, and the sheet; one after another, never all at once. */
async function* credentialFiles(
  ctx: World,
  folder: string,
  { publicId, locale }: { publicId: string; locale: 'en' | 'es' },
): AsyncGenerator<ZipPart> {
  const shown = await heldCredential(ctx, publicId)
  const signed = new Uint8Array(shown.row.signedBytes)
  yield { path: `${folder}/credential.json`, body: signed, pack: true }
  yield { path: `${folder}/badge.png`, body: bake(await badgePng(picturedOf(shown.version)), signed), pack: false }
  const { claims } = shown.checked.report
  if (!claims) return
  const sheet = await credentialPdf(shown, claims, { locale, paper: 'letter' })
  yield { path: `${folder}/credential.pdf`, body: sheet, pack: false }
}
