import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { aMovingPng, aPhoto, saidBy } from '../testing/factories/evidence.ts'
import { squarePicture } from './square-picture.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'square-'))
})
afterAll(() => rm(folder, { recursive: true }))

const made = (bytes: Uint8Array) => squarePicture(bytes, { folder, id: 'one', personId: 'somebody' })
const plain = (width: number, height = width) =>
  sharp({ create: { width, height, channels: 3, background: '#3f6b1f' } })

test('a square picture is made anew: 600 pixels, and nothing that tells where and by whom it was taken', async () => {
  const sent = await aPhoto({ width: 900, height: 900 })
  expect(sent.includes('SECRET')).toBe(true)
  const answer = await made(sent)
  const png = Buffer.from('png' in answer ? answer.png : [])
  expect(await saidBy(png)).toEqual({ exif: '', width: 600, height: 600 })
  expect([(await sharp(png).metadata()).format, png.includes('SECRET')]).toEqual(['png', false])
  expect(await readdir(folder)).toEqual([])
})

test.each<[string, () => Promise<Buffer> | Buffer, object]>([
  ['no picture', () => Buffer.from('<html>'), { because: 'unreadable', values: {} }],
  ['an empty file', () => Buffer.alloc(0), { because: 'unreadable', values: {} }],
  [
    'a drawing that could name other files',
    () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="700" height="700"/>'),
    { because: 'unreadable', values: {} },
  ],
  ['a picture of another kind', () => plain(700).webp().toBuffer(), { because: 'unreadable', values: {} }],
  [
    'a picture that was cut off',
    async () => (await plain(700).jpeg().toBuffer()).subarray(0, 900),
    { because: 'unreadable', values: {} },
  ],
  [
    'one that is not square',
    () => plain(800, 700).png().toBuffer(),
    { because: 'square', values: { width: '800', height: '700' } },
  ],
  [
    'one that is small',
    () => plain(599).png().toBuffer(),
    { because: 'square', values: { width: '599', height: '599' } },
  ],
  ['one that is heavy', () => Buffer.alloc(513 * 1024), { because: 'heavy', values: { kilobytes: 513 } }],
])('%s is refused with what its sentence names', async (_case, bytes, refused) => {
  expect(await made(await bytes())).toEqual(refused)
  expect(await readdir(folder)).toEqual([])
})

test('B-pixel-flood: a picture of 30,000 by 30,000 is refused', async () => {
  const flood = await plain(700).png().toBuffer()
  flood.writeUInt32BE(30_000, 16)
  flood.writeUInt32BE(30_000, 20)
  expect(await made(flood)).toMatchObject({ because: 'unreadable' })
})

test('B-pixel-flood: of a picture that announces ten thousand frames the first is taken, and nothing that moves', async () => {
  const moving = aMovingPng(await plain(700).png().toBuffer(), { announced: 10_000, frames: 10 })
  const answer = await made(moving)
  const png = Buffer.from('png' in answer ? answer.png : [])
  expect(await sharp(png).metadata()).toMatchObject({ format: 'png', width: 600, height: 600 })
  expect(['acTL', 'fcTL', 'fdAT'].filter((kind) => png.includes(kind))).toEqual([])
})
