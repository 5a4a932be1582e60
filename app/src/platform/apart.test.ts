import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Outcome, runApart } from './apart.ts'

/** Runs a few lines as a program apart: descriptor 3 is a file that says "sent", 4 an empty one; gives what was said and written. */
async function ran(lines: string, { patienceMs = 30_000 } = {}): Promise<{ outcome: Outcome; written: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'apart-'))
  const [program, sent, copy] = ['program.cjs', 'sent', 'copy'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ]
  await writeFile(program, `const fs = require('node:fs')\nconst say = (it) => fs.writeSync(1, String(it))\n${lines}`)
  await writeFile(sent, 'sent')
  const files = [await open(sent, 'r+'), await open(copy, 'w+')]
  try {
    const words = [join(folder, 'sent')]
    const given = { program, words, files: files.map(({ fd }) => fd), packages: null, patienceMs }
    return { outcome: await runApart(given), written: await readFile(copy, 'utf8') }
  } finally {
    for (const file of files) await file.close()
    await rm(folder, { recursive: true })
  }
}

test('a program apart reads the file it was handed, writes the other, and is heard', async () => {
  const { outcome, written } = await ran(`
    const bytes = Buffer.alloc(4)
    fs.readSync(3, bytes, 0, 4, 0)
    fs.writeSync(4, bytes.toString() + ' back')
    say('done')`)
  expect([outcome, written]).toEqual([{ said: 'done' }, 'sent back'])
})

test('it has nothing of the environment of the server, where secrets lie', async () => {
  process.env.APART_CANARY = 'a secret'
  const { outcome } = await ran('say(JSON.stringify(process.env))')
  delete process.env.APART_CANARY
  // What a shell sets by itself when it is given nothing.
  expect(Object.keys(JSON.parse('said' in outcome ? outcome.said : '{"none":1}'))).toEqual(
    process.platform === 'win32' ? expect.anything() : ['PWD'],
  )
})

test.each([
  ['a file of the machine by its path', "fs.readFileSync('/etc/hostname')"],
  ['the environment of the server by its number', 'fs.readFileSync("/proc/" + process.ppid + "/environ")'],
  ['even the file it was handed, by its path', 'fs.readFileSync(process.argv[2])'],
  ['a folder', "fs.readdirSync('/')"],
  ['a new file', "fs.writeFileSync(process.argv[2] + '.new', 'x')"],
  ['a program of its own', "require('node:child_process').execFileSync(process.execPath, ['-v'])"],
  ['a thread of its own', "new (require('node:worker_threads').Worker)('1', { eval: true })"],
])('it does not get %s', async (_case, line) => {
  const { outcome } = await ran(`try { ${line}; say('got it') } catch (error) { say(error.code) }`)
  expect(outcome).toEqual({ said: 'ERR_ACCESS_DENIED' })
})

test.each([
  ['objects', 'const kept = []; for (;;) kept.push(new Array(1000000).fill(kept.length / 3))'],
  ['bytes', 'const kept = []; for (;;) kept.push(Buffer.alloc(33554432, 1))'],
])('B-zip-abuse: what fills memory with %s ends by itself, and this process goes on', async (_case, lines) => {
  const { outcome } = await ran(lines)
  expect(outcome).toEqual({ ended: 'heavy' })
})

test('B-zip-abuse: what never ends is ended, and others are served meanwhile', async () => {
  const order: string[] = []
  const endless = ran('for (;;);', { patienceMs: 1_500 }).then(({ outcome }) => {
    order.push('endless')
    return outcome
  })
  await ran("say('quick')").then(() => order.push('quick'))
  expect(await endless).toEqual({ ended: 'late' })
  expect(order).toEqual(['quick', 'endless'])
})

test('what talks without end is ended, what falls leaves nothing said', async () => {
  expect((await ran("for (;;) say('x'.repeat(10000))")).outcome).toEqual({ ended: 'heavy' })
  expect((await ran("say('half'); process.abort()")).outcome).toEqual({ ended: 'heavy' })
  expect((await ran("say('half'); throw new Error('a fault')")).outcome).toEqual({ ended: 'heavy' })
})

test('ended from outside, with the site, nothing is said of the file', async () => {
  await expect(ran("process.kill(process.pid, 'SIGTERM'); for (;;);")).rejects.toThrow('SIGTERM')
})
