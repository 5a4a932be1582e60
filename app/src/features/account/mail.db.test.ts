import type { AddressInfo } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { postMail } from '../../platform/mail.ts'
import { smtpMailer } from '../../platform/smtp.ts'
import { browserOf } from '../../testing/browser.ts'
import { aPerson, signedIn } from '../../testing/factories/people.ts'
import { openWorld, type World } from '../../testing/world.ts'

/** A mail server that keeps what it is given, and can be told to be away. */
let server: SMTPServer
let received: ParsedMail[]
let away = false
let world: World

beforeAll(async () => {
  server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onConnect: (_session, done) => done(away ? Object.assign(new Error('Try later'), { responseCode: 421 }) : null),
    onData: (stream, _session, done) => {
      simpleParser(stream).then(
        (mail) => {
          received.push(mail)
          done()
        },
        (error: Error) => done(error),
      )
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  world = await openWorld(undefined, {
    mail: smtpMailer(`smtp://127.0.0.1:${port}`, 'Lakeview Learns <learn@lakeview.example>'),
    settings: { mailLeaves: true, demo: false, loopback: true, notices: [], judgingMs: 2_000 },
  })
})
afterAll(async () => {
  await world.close()
  await new Promise<void>((resolve) => server.close(() => resolve()))
})
beforeEach(() => {
  received = []
  away = false
  world.clock.advance(3_600_000)
})

async function write(message: Parameters<typeof postMail>[2]): Promise<string> {
  const ctx = world.as({ system: 'test' })
  return ctx.transact((tx) => postMail(ctx, tx, message))
}

test('a sign-in message leaves in two forms that say the same, with one link, and opens the door', async () => {
  const browser = browserOf(world)
  await browser.post('/sign-in', { email: 'noor@school.example', next: '/me/settings' })
  await world.settle()
  const [mail] = received
  expect(received).toHaveLength(1)
  expect(mail?.from?.text).toBe('"Lakeview Learns" <learn@lakeview.example>')
  expect(mail?.subject).toBe('Your sign-in link for Cairn')
  const link = /http:\/\/localhost:3000(\/sign-in\/link\/[\w-]{43})/.exec(mail?.text ?? '')
  expect(mail?.html).toContain(`href="${link?.[0]}"`)
  expect(mail?.html).not.toMatch(/<img|src=|url\(/)
  expect(mail?.html).toContain('prefers-color-scheme:dark')
  const code = /Your code is (\d{6})/.exec(mail?.text ?? '')?.[1] ?? ''
  expect(mail?.html).toContain(code)
  expect(mail?.headers.get('auto-submitted')).toBe('auto-generated')
  expect((await browser.get('/sign-in/code')).text).not.toContain(code)
  expect((await browser.post(link?.[1] ?? '', {})).status).toBe(303)
})

test('the database keeps that a message left, and not what it said', async () => {
  const id = await write({
    toAddress: 'one@school.example',
    template: 'organization.testMail',
    values: {},
    path: '/admin',
  })
  await world.settle()
  const { rows } = await world.owner.query('select state, subject, text from mail_message where id = $1', [id])
  expect(rows).toEqual([{ state: 'sent', subject: 'Mail from Cairn arrives', text: null }])
  expect(received[0]?.messageId).toBe(`<${id}@lakeview.example>`)
})

test('the receiver reads their own language', async () => {
  const person = await aPerson(world)
  await world.owner.query("update person set locale = 'es' where id = $1", [person.id])
  await write({ toPerson: person.id, template: 'account.welcome', values: {}, path: '/explore' })
  await world.settle()
  expect(received[0]?.subject).toBe('Te damos la bienvenida. Una pregunta para empezar')
  expect(received[0]?.html).toContain('<html lang="es">')
})

test('C-header-and-mail-injection: a comma and an address in the words of a message add no receiver', async () => {
  const name = 'Jackson, Maya <evil@evil.example>'
  await write({ toAddress: 'one@school.example', template: 'credential.awarded', values: { title: name }, path: '/' })
  await world.settle()
  expect(received).toHaveLength(1)
  expect([received[0]?.to].flat().flatMap((to) => to?.value.map(({ address }) => address))).toEqual([
    'one@school.example',
  ])
  expect([received[0]?.cc, received[0]?.bcc, received[0]?.headers.get('bcc')]).toEqual([
    undefined,
    undefined,
    undefined,
  ])
  expect(received[0]?.subject).not.toMatch(/[\r\n]/)
})

test('a mail server that is away loses nothing: the letter waits and leaves once', async () => {
  away = true
  const id = await write({ toAddress: 'two@school.example', template: 'organization.testMail', values: {} })
  await world.settle()
  expect(received).toEqual([])
  const { rows } = await world.owner.query('select state, attempts from outbox where id = $1', [id])
  expect(rows).toEqual([{ state: 'due', attempts: 1 }])
  away = false
  world.clock.advance(60_000)
  await world.settle()
  await world.settle()
  expect(received.map(({ messageId }) => messageId)).toEqual([`<${id}@lakeview.example>`])
})

test('a code that is over by the time the server is back is not sent any more', async () => {
  away = true
  await browserOf(world).post('/sign-in', { email: 'three@school.example' })
  await world.settle()
  away = false
  world.clock.advance(11 * 60_000)
  await world.settle()
  expect(received).toEqual([])
})

test('C-header-and-mail-injection: a value with line breaks and angle brackets starts neither a header nor an element', async () => {
  await write({
    toAddress: 'four@school.example',
    template: 'organization.invitation',
    values: { link: 'x', organization: 'Evil\r\nBcc: victim@elsewhere.example <script>', days: 14 },
    path: '/join/:token',
  })
  await world.settle()
  const [mail] = received
  expect(mail?.bcc).toBeUndefined()
  expect(mail?.subject).toBe('Evil Bcc: victim@elsewhere.example <script> invites you to Cairn')
  expect(mail?.html).not.toContain('<script>')
})

test('people of the demonstration are written to on the screen alone', async () => {
  const person = await aPerson(world)
  await world.owner.query('update person set demo = true where id = $1', [person.id])
  const id = await write({ toPerson: person.id, template: 'account.welcome', values: {} })
  await world.settle()
  expect(received).toEqual([])
  const { rows } = await world.owner.query(
    'select state, text is not null as readable from mail_message where id = $1',
    [id],
  )
  expect(rows).toEqual([{ state: 'shown', readable: true }])
})

test('when mail leaves, no page ever shows a code', async () => {
  const person = await aPerson(world)
  const browser = browserOf(world, await signedIn(world, person))
  await browser.post('/me/settings/emails', { email: 'second@school.example' }, '/me/settings')
  expect((await browser.get('/me/settings')).text).toContain('Six digits sent to second@school.example')
  expect((await browser.get('/me/settings')).text).not.toMatch(/your code is \d/)
})
