import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { FormRefused, receiveForm } from './form-stream.ts'

const folder = mkdtempSync(join(tmpdir(), 'cairn-form-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let serial = 0
function request(
  body: Uint8Array,
  cuts: readonly number[] = [],
  type = 'multipart/form-data; boundary=frontier',
): Request {
  const places = [0, ...cuts.map((cut) => cut % (body.length + 1)), body.length].sort((a, b) => a - b)
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const [at, place] of places.entries()) {
        const next = places[at + 1] ?? place
        if (next > place) controller.enqueue(body.subarray(place, next))
      }
      controller.close()
    },
  })
  return new Request('http://localhost/', {
    method: 'POST',
    headers: { 'content-type': type },
    body: stream,
    duplex: 'half',
  } as RequestInit)
}
function part(head: string, content: Uint8Array | string): Buffer {
  return Buffer.concat([
    Buffer.from(`--frontier\r\nContent-Disposition: form-data; ${head}\r\n\r\n`),
    Buffer.from(content),
    Buffer.from('\r\n'),
  ])
}
const form = (...parts: Buffer[]) => Buffer.concat([...parts, Buffer.from('--frontier--\r\n')])
function take(asked: Request, given: { mostBytes?: number; admit?: () => Promise<void> } = {}) {
  const path = join(folder, String(serial++))
  const wish = { path, mostBytes: given.mostBytes ?? 1_000_000, admit: given.admit ?? (async () => undefined) }
  return receiveForm(asked, wish).then((taken) => ({ ...taken, content: readFileSync(path) }))
}

test('a file comes through byte for byte, however the network cuts the form', async () => {
  const tricky = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc.constant(Buffer.from('\r\n--frontie\r\n--fronti\r\n--')),
  )
  await fc.assert(
    fc.asyncProperty(tricky, fc.array(fc.nat(), { maxLength: 12 }), async (bytes, cuts) => {
      const body = form(
        part('name="_csrf"', 'token'),
        part('name="file"; filename="a.pdf"', bytes),
        part('name="after"', 'x'),
      )
      const { fields, file, content } = await take(request(body, cuts))
      expect(fields).toEqual({ _csrf: 'token', after: 'x' })
      expect(file).toEqual({ name: 'a.pdf', bytes: bytes.length })
      expect(content.equals(Buffer.from(bytes))).toBe(true)
    }),
    { numRuns: 60 },
  )
})

const file = part('name="file"; filename="a.pdf"', 'x'.repeat(1_000))
test.each([
  ['no file was chosen', form(part('name="file"; filename=""', '')), {}, 'file-missing'],
  ['it has no file', form(part('name="a"', 'b')), {}, 'file-missing'],
  ['the file is larger than may be', form(file), { mostBytes: 999 }, 'file-too-large'],
  ['it ends in the middle', form(file).subarray(0, -900), {}, 'form-unreadable'],
  ['a part has no name', form(part('filename="x"', 'y')), {}, 'form-unreadable'],
  ['a field is endless', form(part('name="a"', 'y'.repeat(70_000)), file), {}, 'form-unreadable'],
])('refused when %s', async (_case, body, given, because) => {
  const before = readdirSync(folder)
  await expect(take(request(body), given)).rejects.toMatchObject({ because })
  expect(readdirSync(folder)).toEqual(before)
})

test('the file is as large as it may be', async () => {
  expect((await take(request(form(file)), { mostBytes: 1_000 })).file.bytes).toBe(1_000)
})

test('who may not send is asked before a byte is kept', async () => {
  const admit = () => Promise.reject(new Error('not you'))
  await expect(take(request(form(file)), { admit })).rejects.toThrow('not you')
})

test('what is no form of parts is refused', async () => {
  await expect(take(request(Buffer.from('a=b'), [], 'application/x-www-form-urlencoded'))).rejects.toBeInstanceOf(
    FormRefused,
  )
})
