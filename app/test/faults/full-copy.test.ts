import { spawnSync } from 'node:child_process'
import { createReadStream, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { diskBlobs } from '../../src/platform/disk-blobs.ts'
import { failureOf } from '../../src/platform/failure.ts'
import { lookAt } from '../../src/platform/media.ts'
import { lookAtBytes } from '../../src/platform/media-apart.ts'

const folder = mkdtempSync(join(tmpdir(), 'full-copy-'))
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m,mode=755', 'tmpfs', folder]).status === 0
const ballast = join(folder, 'ballast')
afterAll(() => {
  if (mounted) spawnSync('umount', [folder])
  rmSync(folder, { recursive: true, force: true })
})

let photo: Buffer
let document: Buffer
beforeAll(async () => {
  const noise = { width: 900, height: 700, channels: 3, noise: { type: 'gaussian', mean: 128, sigma: 60 } } as const
  photo = await sharp({ create: { ...noise, background: 'white' } })
    .jpeg({ quality: 90 })
    .withExif({ IFD0: { Artist: 'SECRET' } })
    .toBuffer()
  const core = '<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:creator>SECRET</dc:creator></cp:coreProperties>'
  const files = { '[Content_Types].xml': '<Types/>', 'word/document.xml': '<document/>', 'docProps/core.xml': core }
  const packed = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))
  document = Buffer.from(zipSync({ ...packed, 'word/media/image1.jpeg': photo }))
})

/** Leaves this much room. */
function leave(bytes: number): void {
  const { stdout } = spawnSync('df', ['--output=avail', '-B1', folder], { encoding: 'utf8' })
  const free = Number(stdout.split('\n')[1])
  writeFileSync(ballast, Buffer.alloc(free - bytes))
}
function leftOut(): boolean {
  if (mounted) return false
  console.log('LEFT OUT: a full disk under a copy. Only root can mount the small disk it needs.')
  expect(process.env.CI ?? '', 'this run must not leave out the full disk').not.toBe('true')
  expect(process.env.REQUIRE_FAULTS ?? '').not.toContain('full')
  return true
}
const FULL = { status: 507, because: 'disk-full' }

test.each([
  ['a photo', 'board.jpg', () => photo],
  ['a document with a photo in it', 'plan.docx', () => document],
])(
  'F-disk-full-everywhere: %s whose clean copy finds no room stays as it came, and is cleaned when there is room',
  async (_case, name, bytes) => {
    if (leftOut()) return
    const path = join(folder, 'arrived')
    writeFileSync(path, bytes())
    leave(40_960)
    const refused = await lookAt(path, name).catch((error: unknown) => error)
    expect(failureOf(refused)).toMatchObject(FULL)
    expect(readFileSync(path).equals(bytes())).toBe(true)
    expect(readdirSync(folder).sort()).toEqual(['arrived', 'ballast'])
    rmSync(ballast)
    const { path: clean } = await lookAt(path, name)
    expect(readFileSync(clean).includes('SECRET')).toBe(false)
    for (const each of [path, clean]) rmSync(each, { force: true })
  },
)

test('F-disk-full-everywhere: a file that finds no room where it is kept leaves nothing there, and is kept when there is room', async () => {
  if (leftOut()) return
  const blobs = diskBlobs(folder)
  const from = join(tmpdir(), `full-copy-${process.pid}`)
  writeFileSync(from, photo)
  const scope = 'person/00000000-0000-4000-8000-000000000000'
  leave(40_960)
  expect(failureOf(await blobs.put(scope, createReadStream(from)).catch((error: unknown) => error))).toMatchObject(FULL)
  expect(readdirSync(join(folder, scope))).toEqual([])
  rmSync(ballast)
  const { bytes } = await blobs.put(scope, createReadStream(from))
  expect(bytes).toBe(photo.length)
  rmSync(from)
})

test('F-disk-full-everywhere: a page that finds no room is said to the one who sent its link', async () => {
  if (leftOut()) return
  leave(0)
  const task = { work: 'page', ending: 'html', picture: false, folder, name: 'page' } as const
  const page = Buffer.alloc(200_000, '<p>word</p>')
  expect(failureOf(await lookAtBytes(page, task).catch((error: unknown) => error))).toMatchObject(FULL)
  rmSync(ballast)
  expect((await lookAtBytes(page, task)).facts?.words).toBeGreaterThan(10_000)
})
