import { open, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'

/** A form that cannot be taken: which part of it, in a word. */
export class FormRefused extends Error {
  override name = 'FormRefused'
  readonly because: 'form-unreadable' | 'file-too-large' | 'file-missing'
  constructor(because: FormRefused['because']) {
    super(because)
    this.because = because
  }
}

export interface ReceivedFile {
  readonly name: string
  readonly bytes: number
}
export interface ReceivedForm {
  readonly fields: Readonly<Record<string, string>>
  readonly file: ReceivedFile
}
interface Filling {
  readonly fields: Record<string, string>
  file: ReceivedFile | null
}
interface Wish {
  /** Where the file goes. */
  readonly path: string
  readonly mostBytes: number
  /** Asked before the first byte of the file is kept, with the fields that came before it. */
  readonly admit: (fields: Readonly<Record<string, string>>, fileName: string) => Promise<void>
}

const MOST_HEAD = 65_536
const MOST_FIELD = 65_536
const MOST_PARTS = 40

/** Reads a multipart form as it comes in; the file goes to the disk part by part and is never held in memory. */
export async function receiveForm(request: Request, wish: Wish): Promise<ReceivedForm> {
  const boundary = /boundary=(?:"([^"]{1,200})"|([^;\s]{1,200}))/.exec(request.headers.get('content-type') ?? '')
  if (!boundary || !request.body) throw new FormRefused('form-unreadable')
  const body = request.body as unknown as AsyncIterable<Uint8Array>
  const reader = new Reader(body, `\r\n--${boundary[1] ?? boundary[2]}`)
  const form: Filling = { fields: {}, file: null }
  try {
    await reader.skip()
    for (let count = 0; count < MOST_PARTS && (await reader.more()); count++) await takePart(reader, form, wish)
  } catch (error) {
    await rm(wish.path, { force: true })
    throw error
  }
  if (!form.file) throw new FormRefused('file-missing')
  return { fields: form.fields, file: form.file }
}

async function takePart(reader: Reader, form: Filling, wish: Wish): Promise<void> {
  const { name, fileName } = headOf(await reader.head(MOST_HEAD))
  if (fileName === undefined) form.fields[name] = await text(reader)
  // A second file, or none chosen.
  else if (fileName === '' || form.file) await reader.skip()
  else {
    await wish.admit(form.fields, fileName)
    // Open before it is read: what is taken away after a failure is there by then.
    const file = (await open(wish.path, 'wx', 0o600)).createWriteStream()
    await pipeline(reader.content(wish.mostBytes, 'file-too-large'), file)
    form.file = { name: fileName, bytes: file.bytesWritten }
  }
}

async function text(reader: Reader): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of reader.content(MOST_FIELD, 'form-unreadable')) parts.push(part)
  return Buffer.concat(parts).toString('utf8')
}

function headOf(head: string): { name: string; fileName: string | undefined } {
  const line = head.split('\r\n').find((each) => /^content-disposition:/i.test(each)) ?? ''
  const name = /[;\s]name="([^"]*)"/i.exec(line)?.[1]
  if (name === undefined) throw new FormRefused('form-unreadable')
  return { name, fileName: /[;\s]filename="([^"]*)"/i.exec(line)?.[1]?.replace(/%22/g, '"') }
}

/** Cuts a stream at its delimiter, holding back only as much as could be the beginning of one. */
class Reader {
  readonly #source: AsyncIterator<Uint8Array>
  readonly #delimiter: Buffer
  // The first delimiter has no line before it.
  #held: Buffer = Buffer.from('\r\n')

  constructor(source: AsyncIterable<Uint8Array>, delimiter: string) {
    this.#source = source[Symbol.asyncIterator]()
    this.#delimiter = Buffer.from(delimiter, 'utf8')
  }

  async #fill(): Promise<void> {
    const { done, value } = await this.#source.next()
    if (done) throw new FormRefused('form-unreadable')
    this.#held = Buffer.concat([this.#held, value])
  }

  async *#part(): AsyncGenerator<Buffer> {
    for (;;) {
      const at = this.#held.indexOf(this.#delimiter)
      const ready = at < 0 ? this.#held.length - this.#delimiter.length : at
      if (ready > 0) {
        yield this.#held.subarray(0, ready)
        this.#held = this.#held.subarray(ready)
      }
      if (at >= 0) {
        this.#held = this.#held.subarray(this.#delimiter.length)
        return
      }
      await this.#fill()
    }
  }

  async skip(): Promise<void> {
    for await (const _ of this.#part());
  }

  /** After a delimiter: a line break leads to the next part, two dashes end the form. */
  async more(): Promise<boolean> {
    while (this.#held.length < 2) await this.#fill()
    const sign = this.#held.subarray(0, 2).toString('latin1')
    this.#held = this.#held.subarray(2)
    if (sign !== '\r\n' && sign !== '--') throw new FormRefused('form-unreadable')
    return sign === '\r\n'
  }

  async head(most: number): Promise<string> {
    let end = this.#held.indexOf('\r\n\r\n')
    while (end < 0) {
      if (this.#held.length > most) throw new FormRefused('form-unreadable')
      await this.#fill()
      end = this.#held.indexOf('\r\n\r\n')
    }
    const head = this.#held.subarray(0, end).toString('utf8')
    // The break before the content stays: a part without content ends at once.
    this.#held = this.#held.subarray(end + 2)
    return head
  }

  /** What a part holds, without the line break before it. */
  async *content(most: number, beyond: FormRefused['because']): AsyncGenerator<Buffer> {
    let [lead, size] = [2, 0]
    for await (const part of this.#part()) {
      const content = part.subarray(Math.min(lead, part.length))
      lead -= part.length - content.length
      size += content.length
      if (size > most) throw new FormRefused(beyond)
      if (content.length > 0) yield Buffer.from(content)
    }
  }
}
