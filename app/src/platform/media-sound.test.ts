import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lookAt } from './media.ts'

const SOUND = Buffer.alloc(400, 0x55)
const NAME = 'Canary Lopez'
const latin = (text: string): Buffer => Buffer.from(text, 'latin1')
function le(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}

function mp3(): Buffer {
  const frame = Buffer.concat([latin('TPE1'), Buffer.from([0, 0, 0, 13, 0, 0, 0]), latin(NAME)])
  const label = Buffer.concat([latin('ID3\x04\0\0'), Buffer.from([0, 0, 0, frame.length]), frame])
  const ape = Buffer.concat([latin(NAME), latin('APETAGEX'), le(2000), le(NAME.length + 32), Buffer.alloc(16)])
  return Buffer.concat([label, label, SOUND, ape, latin('TAG'), latin(NAME.padEnd(125, '\0'))])
}
function flac(): Buffer {
  const block = (kind: number, content: Buffer) => Buffer.concat([Buffer.from([kind, 0, 0, content.length]), content])
  return Buffer.concat([latin('fLaC'), block(0, Buffer.alloc(34, 1)), block(0x84, latin(`ARTIST=${NAME}`)), SOUND])
}
function wav(): Buffer {
  const list = Buffer.concat([latin('INFOIART'), le(NAME.length), latin(NAME)])
  const chunks = [latin('WAVE'), latin('LIST'), le(list.length), list, latin('data'), le(SOUND.length), SOUND]
  const body = Buffer.concat(chunks)
  return Buffer.concat([latin('RIFF'), le(body.length), body])
}
function page(granule: number, content: Buffer, { stream = 0, begins = false } = {}): Buffer {
  const head = Buffer.alloc(28)
  head.write('OggS', 'latin1')
  head[5] = begins ? 2 : 0
  head.writeUInt32LE(stream, 14)
  head.writeBigUInt64LE(BigInt(granule), 6)
  head[26] = 1
  head[27] = content.length
  return Buffer.concat([head, content])
}
function ogg(): Buffer {
  const comment = latin(`ARTIST=${NAME}`)
  const tags = Buffer.concat([latin('OpusTags'), le(4), latin('test'), le(1), le(comment.length), comment])
  return Buffer.concat([page(0, latin('OpusHead')), page(0, tags), page(960, SOUND.subarray(0, 200))])
}
const labels = () => {
  const comment = latin(`ARTIST=${NAME}`)
  return Buffer.concat([le(4), latin('test'), le(1), le(comment.length), comment])
}
function speex(sign = 'Speex   '): Buffer {
  return Buffer.concat([page(0, latin(`${sign}1.2`)), page(0, labels()), page(960, SOUND.subarray(0, 200))])
}
function flacInOgg(): Buffer {
  const block = (kind: number, content: Buffer) => Buffer.concat([Buffer.from([kind, 0, 0, content.length]), content])
  const first = Buffer.concat([latin('\x7fFLAC\x01\0\0\x02fLaC'), block(0, Buffer.alloc(34, 1))])
  const picture = block(0x86, latin(`image/jpeg ${NAME} GPS`))
  return Buffer.concat([
    page(0, first),
    page(0, block(4, labels())),
    page(0, picture),
    page(960, SOUND.subarray(0, 200)),
  ])
}
/** Recordings one after the other, as radios write them; `streams` are the numbers of each, `between` lies between them. */
function chain(streams: readonly number[], between: Buffer = Buffer.alloc(0)): Buffer {
  const tags = Buffer.concat([latin('OpusTags'), labels()])
  const links = streams.flatMap((stream) => [
    page(0, latin('OpusHead'), { stream, begins: true }),
    page(0, tags, { stream }),
    page(960, SOUND.subarray(0, 200), { stream }),
    between,
  ])
  return Buffer.concat(links)
}
/** A film of pictures and sound, page by page in turn. */
function film(): Buffer {
  const [pictures, sound] = [{ stream: 7 }, { stream: 9 }]
  return Buffer.concat([
    page(0, latin('OVP80\x01\x01\0'), { ...pictures, begins: true }),
    page(0, latin('\x01vorbis'), { ...sound, begins: true }),
    page(0, Buffer.concat([latin('OVP80\x02 '), labels()]), pictures),
    page(0, Buffer.concat([latin('\x03vorbis'), labels()]), sound),
    page(960, SOUND.subarray(0, 200), sound),
    page(30, SOUND.subarray(0, 200), pictures),
  ])
}
const element = (id: string, content: Buffer) =>
  Buffer.concat([Buffer.from(id, 'hex'), Buffer.from([0x40 | (content.length >> 8), content.length & 0xff]), content])
/** Pictures of VP8 with sound, as programs for films write it: named tracks, the name of the file, sums, and tags at the end. */
function webmFilm(): Buffer {
  const track = element(
    'ae',
    Buffer.concat([element('d7', Buffer.from([1])), element('86', latin('V_VP8')), element('536e', latin(NAME))]),
  )
  const info = [
    element('bf', Buffer.from('01020304', 'hex')),
    element('7384', latin(`${NAME}.webm`)),
    element('4d80', latin('muxer')),
  ]
  return Buffer.concat([
    element('1a45dfa3', latin('webm')),
    Buffer.from('1853806701ffffffffffffff', 'hex'),
    element('1549a966', Buffer.concat(info)),
    element('1654ae6b', track),
    element('1f43b675', Buffer.concat([element('e7', Buffer.from([0])), element('a3', SOUND)])),
    element('1254c367', latin(NAME)),
  ])
}
function webm(): Buffer {
  const info = element('1549a966', Buffer.concat([element('7ba9', latin(NAME)), element('4d80', latin('muxer'))]))
  const cluster = Buffer.concat([Buffer.from('1f43b67501ffffffffffffff', 'hex'), element('a3', SOUND)])
  const tags = element('1254c367', latin(NAME))
  const head = Buffer.concat([element('1a45dfa3', latin('webm')), Buffer.from('1853806701ffffffffffffff', 'hex')])
  return Buffer.concat([head, info, tags, cluster])
}

async function kept(name: string, bytes: Buffer): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), 'sound-'))
  try {
    const path = join(folder, 'arrived')
    await writeFile(path, bytes)
    await lookAt(path, name)
    return await readFile((await lookAt(path, name)).path)
  } finally {
    await rm(folder, { recursive: true })
  }
}

test.each([
  ['talk.mp3', mp3()],
  ['talk.flac', flac()],
  ['talk.wav', wav()],
  ['talk.ogg', ogg()],
  ['speex.ogg', speex()],
  ['celt.ogg', speex('CELT    ')],
  ['flac.oga', flacInOgg()],
  ['talk.webm', webm()],
  ['two-recordings.ogg', chain([1, 2])],
  ['two-of-one-number.ogg', chain([1, 1])],
  ['three-with-noise-between.opus', chain([1, 2, 3], latin('no page of anything Ogg'))],
  ['film.ogg', film()],
  ['film.webm', webmFilm()],
])('B-metadata-identity: %s is kept without its labels, its sound where it was', async (name, sent) => {
  const bytes = await kept(name, sent)
  expect(sent.includes(NAME)).toBe(true)
  expect(bytes.includes('Canary')).toBe(false)
  expect(bytes.length).toBe(sent.length)
  const sound = SOUND.subarray(0, 200)
  expect(bytes.indexOf(sound)).toBe(sent.indexOf(sound))
})

function sumOf(page: Buffer): number {
  let sum = 0
  for (const byte of page) {
    sum ^= byte << 24
    for (let bit = 0; bit < 8; bit++) sum = sum & 0x80000000 ? (sum << 1) ^ 0x04c11db7 : sum << 1
  }
  return sum >>> 0
}

test.each([
  ['one recording', ogg(), 1],
  ['the second of two', chain([1, 2]), 4],
  ['the pictures of a film', film(), 2],
])('a page of an Ogg has the sum its content asks for: %s', async (_case, sent, which) => {
  const bytes = await kept('talk.ogg', sent)
  const places = [...bytes.toString('latin1').matchAll(/OggS/g)].map(({ index }) => index)
  const whole = Buffer.from(bytes.subarray(places[which], places[which + 1]))
  const said = whole.readUInt32LE(22)
  whole.writeUInt32LE(0, 22)
  expect(said).toBe(sumOf(whole))
})

test('a WebM whose labels went is still read from end to end: empty room where they stood', async () => {
  const bytes = await kept('film.webm', webmFilm())
  expect(bytes.includes('V_VP8')).toBe(true)
  const tags = webmFilm().indexOf(Buffer.from('1254c367', 'hex'))
  expect(bytes.subarray(tags, tags + 2).toString('hex')).toBe('ec01')
})

test('a recording that goes on with one that was cut off in its labels is refused', async () => {
  const cut = Buffer.concat([ogg(), chain([5]).subarray(0, 90)])
  await expect(kept('talk.ogg', cut)).rejects.toMatchObject({ because: 'file-truncated' })
})

test('a recording that was cut off in its sound stays', async () => {
  expect((await kept('talk.ogg', chain([1, 2]).subarray(0, -20))).includes('Canary')).toBe(false)
})

test('an Ogg of a million small pages before its sound is refused, page by page', async () => {
  const empty = page(0, Buffer.alloc(0))
  const many = Buffer.concat([page(0, latin('OpusHead')), Buffer.alloc(1_000_000 * empty.length, empty)])
  await expect(kept('talk.ogg', many)).rejects.toMatchObject({ because: 'file-unreadable' })
})

test('labels that go on for longer than can be looked at are not kept', async () => {
  const full = Buffer.alloc(27 + 255 + 255 * 255, 0xff)
  full.write('OggS', 'latin1')
  full.fill(0, 4, 26)
  full[26] = 255
  const long = Buffer.concat([page(0, latin('OpusHead')), ...Array.from({ length: 520 }, () => full)])
  await expect(kept('talk.ogg', long)).rejects.toMatchObject({ because: 'file-unreadable' })
})
