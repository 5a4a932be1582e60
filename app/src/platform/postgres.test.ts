import { execFileSync, spawn } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { packagedPostgres } from './binaries.ts'
import { startPostgres } from './postgres.ts'
import { alive, clearStale, inTurn, postmaster } from './postgres-pid.ts'

const binaries = packagedPostgres() ?? { home: '' }
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cairn-test-'))
  chmodSync(folder, 0o755)
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const pid = () => postmaster({ cluster: join(folder, 'postgres') })

async function answers(target: pg.ClientConfig): Promise<boolean> {
  const client = new pg.Client(target)
  client.on('error', () => undefined)
  try {
    await client.connect()
    return (await client.query('select 1')).rowCount === 1
  } catch {
    return false
  } finally {
    await client.end()
  }
}

test('F-two-processes-one-directory: two that start at once on a new folder share one server, and the last one out stops it', async () => {
  const [first, second] = await Promise.all([startPostgres(folder, binaries), startPostgres(folder, binaries)])
  const server = pid()
  expect(await answers(first.owner)).toBe(true)
  await first.stop()
  expect(alive(server)).toBe(true)
  expect(await answers(second.gate)).toBe(true)
  await second.stop()
  expect(alive(server)).toBe(false)
})

test('a copy of a data folder has a server of its own beside the one it was copied from', async () => {
  const copy = mkdtempSync(join(tmpdir(), 'cairn-test-'))
  execFileSync('cp', ['-a', `${folder}/.`, copy])
  const [first, second] = [await startPostgres(folder, binaries), await startPostgres(copy, binaries)]
  try {
    expect(second.owner.host).not.toBe(first.owner.host)
    expect(postmaster({ cluster: join(copy, 'postgres') })).not.toBe(pid())
    expect(await answers(second.owner)).toBe(true)
    const torn = join(copy, 'torn')
    execFileSync('cp', ['-a', folder, torn])
    await expect(startPostgres(torn, binaries)).rejects.toThrow('copied while its database was running')
  } finally {
    await Promise.all([first.stop(), second.stop()])
    rmSync(copy, { recursive: true, force: true })
  }
})

test('a start that fails at the last step, where settings are locked, leaves no connection open', async () => {
  const first = await startPostgres(folder, binaries)
  const admin = new pg.Client(first.admin)
  await admin.connect()
  const present = async () =>
    (await admin.query(`select from pg_stat_activity where application_name = 'cairn presence'`)).rowCount
  try {
    await admin.query('alter database cairn allow_connections false')
    await expect(startPostgres(folder, binaries)).rejects.toMatchObject({ code: '55000' })
    for (let tries = 0; tries < 100 && (await present()) !== 1; tries++) await pause(20)
    expect(await present()).toBe(1)
    await admin.query('alter database cairn allow_connections true')
  } finally {
    await admin.end()
    await first.stop()
  }
})

test('a server that was killed is started again for those who use it; one that was told to stop is left alone', async () => {
  const user = await startPostgres(folder, binaries)
  const killed = pid()
  process.kill(killed, 'SIGKILL')
  for (let tries = 0; tries < 200 && (pid() === killed || !(await answers(user.owner))); tries++) await pause(50)
  expect(await answers(user.owner)).toBe(true)
  process.kill(pid(), 'SIGINT')
  await pause(2_500)
  expect(await answers(user.owner)).toBe(false)
  await user.stop()
})

test('whoever has another idea of where sockets lie finds the running server by what it wrote', async () => {
  const first = await startPostgres(folder, binaries)
  const usual = process.env.TMPDIR
  process.env.TMPDIR = join(folder, 'elsewhere')
  try {
    const second = await startPostgres(folder, binaries)
    expect(second.owner.host).toBe(first.owner.host)
    await second.stop()
  } finally {
    if (usual === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = usual
  }
  await first.stop()
})

test.runIf(process.platform === 'linux')(
  'a pid file whose number belongs to another program by now is taken away; a real server keeps its own',
  () => {
    const stranger = spawn('sleep', ['30'])
    writeFileSync(join(folder, 'postmaster.pid'), `${stranger.pid}\n`)
    clearStale({ cluster: folder })
    expect(existsSync(join(folder, 'postmaster.pid'))).toBe(false)
    stranger.kill()
  },
)

test('F-two-processes-one-directory: a lock whose holder died is taken over, and everybody has a turn', async () => {
  const place = { cluster: folder, lock: join(folder, 'postgres.lock') }
  writeFileSync(place.lock, '999999999\n')
  const order: number[] = []
  await Promise.all(
    [1, 2, 3].map((each) =>
      inTurn(place, async () => {
        order.push(each)
        await pause(5)
        order.push(each)
      }),
    ),
  )
  expect(order[0]).toBe(order[1])
  expect(order[2]).toBe(order[3])
  expect(order).toHaveLength(6)
  expect(existsSync(place.lock)).toBe(false)
})
