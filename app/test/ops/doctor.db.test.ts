import { mkdtempSync, rmSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { doctor, type Finding } from '../../src/cli/doctor.ts'
import { readConfig } from '../../src/config.ts'
import { openDatabase } from '../../src/platform/db.ts'
import { smtpMailer } from '../../src/platform/smtp.ts'
import { openWorld, type World } from '../../src/testing/world.ts'

const folder = mkdtempSync(join(tmpdir(), 'cairn-doctor-'))
let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(async () => {
  await world.close()
  rmSync(folder, { recursive: true, force: true })
})

async function findings(
  environment: Record<string, string> = {},
  home = world.home,
  sealed = { total: 2, shut: 0 },
): Promise<Finding[]> {
  const config = readConfig({ CAIRN_DATA: folder, ...environment })
  const mail = config.SMTP_URL ? smtpMailer(config.SMTP_URL, config.CAIRN_MAIL_FROM) : null
  return doctor(config, {
    home: { ...home, ports: { ...home.ports, mail } },
    owner: world.owner.options,
    notices: [],
    sealed: { file: join(folder, 'keys', 'master.key'), ...sealed },
  })
}
const wrong = (all: readonly Finding[]) => all.filter(({ good }) => !good)

/** A mail server of this kind while the work lasts; its address with what stands before it. */
async function withServer(options: SMTPServerOptions, work: (address: string) => Promise<void>): Promise<void> {
  const server = new SMTPServer({ disabledCommands: ['STARTTLS'], allowInsecureAuth: true, ...options })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    await work(`127.0.0.1:${(server.server.address() as AddressInfo).port}`)
  } finally {
    await new Promise<void>((resolve) => server.close(() => resolve()))
  }
}

describe('the mail server', () => {
  test('is not missed where none is set', async () => {
    const all = await findings()
    expect(wrong(all)).toEqual([])
    expect(all.map(({ what }) => what)).toContain('no mail server is set: messages are shown in the app')
  })

  test('that answers is good, and is sent nothing', async () => {
    let letters = 0
    const counting: SMTPServerOptions = {
      authOptional: true,
      onMailFrom: (_address, _session, done) => {
        letters++
        done()
      },
    }
    await withServer(counting, async (address) => {
      const all = await findings({ SMTP_URL: `smtp://${address}` })
      expect(wrong(all)).toEqual([])
      expect(all.map(({ what }) => what)).toContain(`mail server ${address} answers and lets Cairn in`)
    })
    expect(letters).toBe(0)
  })

  test('that refuses the password is wrong, without the password on the screen', async () => {
    const strict: SMTPServerOptions = { onAuth: (_auth, _session, done) => done(new Error('No such user')) }
    await withServer(strict, async (address) => {
      const [finding, ...others] = wrong(await findings({ SMTP_URL: `smtp://cairn:long-secret@${address}` }))
      expect(others).toEqual([])
      expect(finding?.what).toContain(`mail server ${address} does not let Cairn in`)
      expect(finding?.remedy).toContain('user and password in SMTP_URL')
      expect(JSON.stringify(finding)).not.toContain('long-secret')
    })
  })

  test('that says to come later is wrong, and so is one that is not there', async () => {
    let gone = ''
    const busy: SMTPServerOptions = {
      onConnect: (_session, done) => done(Object.assign(new Error('Try later'), { responseCode: 421 })),
    }
    await withServer(busy, async (address) => {
      gone = address
      expect(wrong(await findings({ SMTP_URL: `smtp://${address}` }))[0]?.what).toContain('Try later')
    })
    expect(wrong(await findings({ SMTP_URL: `smtp://${gone}` }))[0]?.what).toContain('ECONNREFUSED')
  })
})

test('a database that does not answer is named with the log to look at, where the data really lie', async () => {
  const db = openDatabase<never>({ host: '127.0.0.1', port: 9, database: 'none' }, () => undefined, 1)
  try {
    const home = { ...world.home, db: db as unknown as World['home']['db'] }
    expect(wrong(await findings({}, home)).map(({ remedy }) => remedy)).toEqual([
      `Look at ${join(folder, 'postgres.log')}.`,
    ])
    const far = await findings({ DATABASE_URL: 'postgres://cairn@db.example/cairn' }, home)
    expect(wrong(far).map(({ remedy }) => remedy)).toEqual(['Look at the server that DATABASE_URL names.'])
  } finally {
    await db.close()
  }
})

test('a letter that was given up is counted', async () => {
  await world.owner.query(
    `insert into outbox (id, kind, body, state, next_at, attempts) values (gen_random_uuid(), 'mail', '{}', 'dead', now(), 20)`,
  )
  expect(wrong(await findings()).map(({ what }) => what)).toEqual(['no letter of the outbox is given up (1)'])
  await world.owner.query(`delete from outbox where state = 'dead'`)
})

test('a master key that does not open what the database keeps is wrong, and the file to put back is named', async () => {
  const [finding, ...others] = wrong(await findings({}, world.home, { total: 4, shut: 4 }))
  expect(others).toEqual([])
  expect(finding?.what).toContain('does not open 4 of the 4 secrets')
  expect(finding?.remedy).toContain(join(folder, 'keys', 'master.key'))
})
