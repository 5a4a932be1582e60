import { describe, expect, test } from 'vitest'
import { mayChangeFactors, mayRecover, mayRemoveEmail, mayRemovePasskey, maySignIn, mayUseProvider } from './policy.ts'
import { deviceName } from './rules/device.ts'
import { domainOf, hintOf, normalizeEmail } from './rules/email.ts'
import { firstPage, HOME, isLocalPath, onward, withNext } from './rules/local-path.ts'
import { lookText, readLook } from './rules/look.ts'
import { isMultiFactor } from './rules/strength.ts'
import { isZone, ZONES, zoneLabel, zoneOptions } from './rules/zones.ts'

describe('addresses', () => {
  test.each([
    [' Maria@School.Example ', 'maria@school.example'],
    ['ｍａｒｉａ@school.example', 'maria@school.example'],
    ['maria@school.example', 'maria@school.example'],
  ])('%s is counted as %s', (typed, email) => expect(normalizeEmail(typed)).toBe(email))

  test('an ending and a hint', () => {
    expect(domainOf('a@b@lakeview.example')).toBe('lakeview.example')
    expect(hintOf('maria.alvarez@lakeview.example')).toBe('m…@lakeview.example')
  })
})

describe('ways on', () => {
  test.each([
    ['/m/questions-that-probe?x=1#rubric', true],
    ['//evil.example', false],
    ['/\\evil.example', false],
    ['https://evil.example', false],
    ['javascript:alert(1)', false],
    ['/a b', false],
    ['/a\nb', false],
    ['', false],
    [`/${'a'.repeat(500)}`, false],
  ])('%s is a path of this site: %s', (path, local) => expect(isLocalPath(path)).toBe(local))

  test.each([
    ['/me/work/1', '/me/work/1'],
    ['/sign-in/code', HOME],
    ['/welcome', HOME],
    ['//evil.example', HOME],
    [null, HOME],
  ])('after a sign-in %s leads to %s', (next, to) => expect(onward(next)).toBe(to))

  test.each([
    [['assessor'], '/assess/queue'],
    [['adjudicator', 'qaLead'], '/assess/queue'],
    [['organizationAdmin', 'recognizer'], HOME],
    [[], HOME],
  ])('the work of %s waits at %s', (roles, path) => expect(firstPage(roles)).toBe(path))

  test('the way on travels in the address, and home does not', () => {
    expect(withNext('/welcome', '/explore?q=a&b=c')).toBe('/welcome?next=%2Fexplore%3Fq%3Da%26b%3Dc')
    expect(withNext('/welcome', HOME)).toBe('/welcome')
  })
})

test.each([
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0',
    'Edge · Windows',
  ],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/605', 'Safari · iPhone'],
  ['Mozilla/5.0 (X11; CrOS x86_64) Chrome/140.0 Safari/537.36', 'Chrome · Chromebook'],
  ['Mozilla/5.0 (Linux; Android 15) Firefox/140.0', 'Firefox · Android'],
  ['curl/8.5.0', 'curl'],
  ['', ''],
])('%s is shown as %s', (agent, name) => expect(deviceName(agent)).toBe(name))

test.each([
  ['lang=es&theme=dark', { locale: 'es', theme: 'dark' }],
  ['theme=contrast', { theme: 'contrast' }],
  ['lang=fr&theme=pink', {}],
  [null, {}],
])('the look %s is read as %o', (text, look) => expect(readLook(text)).toEqual(look))
test('a look is written as it is read', () => {
  expect(lookText({ locale: 'es', theme: 'dark' })).toBe('lang=es&theme=dark')
  expect(lookText({})).toBe('')
})

test.each([
  [{ amr: ['pwd', 'mfa'] }, true],
  [{ amr: ['pwd', 'otp'] }, false],
  [{ acr: 'https://refeds.org/profile/mfa' }, true],
  [{ acr: '1', amr: ['pwd'] }, false],
  [{ amr: 'mfa' }, false],
  [{}, false],
])('%o states several factors: %s', (claims, strong) => expect(isMultiFactor(claims)).toBe(strong))

describe('time zones', () => {
  test.each(ZONES.map((zone) => [zone]))('%s is a zone', (zone) => expect(isZone(zone)).toBe(true))
  test('an unknown one is none; the own one is always offered', () => {
    expect(isZone('Mars/Olympus')).toBe(false)
    expect(zoneOptions('Asia/Kathmandu')[0]).toEqual({ value: 'Asia/Kathmandu', label: 'Kathmandu (Asia)' })
    expect(zoneLabel('America/Indiana/Indianapolis')).toBe('Indiana, Indianapolis (America)')
  })
})

describe('who may change the ways in', () => {
  const now = new Date('2026-10-05T15:00:00Z')
  const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
  const plain = { demo: false, passkeys: 0, stepUpAt: null, provedAt: ago(1), recovered: false }
  test.each([
    ['no passkey, just signed in', {}, null],
    ['no passkey, ten minutes ago', { provedAt: ago(10) }, 'confirm-needed'],
    ['a passkey, not used now', { passkeys: 1 }, 'step-up-needed'],
    ['a passkey, used four minutes ago', { passkeys: 1, stepUpAt: ago(4) }, null],
    ['a passkey, used five minutes ago', { passkeys: 1, stepUpAt: ago(5) }, 'step-up-needed'],
    ['a lost passkey after the waiting time, just proven', { passkeys: 1, recovered: true }, null],
    [
      'a lost passkey after the waiting time, old proof',
      { passkeys: 1, recovered: true, provedAt: ago(11) },
      'confirm-needed',
    ],
    ['somebody of the demonstration', { demo: true, stepUpAt: ago(0) }, 'demo-account'],
  ])('%s', (_case, change, because) => {
    const verdict = mayChangeFactors({ ...plain, ...change }, now)
    expect(verdict.ok ? null : verdict.because).toBe(because)
  })

  test('recovery is for a passkey that is there, by somebody who just proved the address', () => {
    expect(mayRecover({ ...plain, passkeys: 1 }, now).ok).toBe(true)
    expect(mayRecover(plain, now)).toEqual({ ok: false, because: 'no-passkey' })
    expect(mayRecover({ ...plain, passkeys: 1, provedAt: ago(10) }, now)).toEqual({
      ok: false,
      because: 'confirm-needed',
    })
  })

  test('what stays', () => {
    expect(mayRemovePasskey({ passkeys: 1, privileged: true }).ok).toBe(false)
    expect(mayRemovePasskey({ passkeys: 2, privileged: true }).ok).toBe(true)
    expect(mayRemovePasskey({ passkeys: 1, privileged: false }).ok).toBe(true)
    expect(mayRemoveEmail({ verified: true, isPrimary: true }).ok).toBe(false)
    expect(mayRemoveEmail({ verified: false, isPrimary: false }).ok).toBe(true)
  })

  test('who comes in', () => {
    expect(maySignIn({ demo: false, disabledAt: null }).ok).toBe(true)
    expect(maySignIn({ demo: true, disabledAt: null })).toEqual({ ok: false, because: 'demo-door' })
    expect(maySignIn({ demo: false, disabledAt: now })).toEqual({ ok: false, because: 'account-frozen' })
  })

  test.each([
    ['everybody it knows', 'all', [], null, null, true],
    ['an ending it verified', 'verified', ['a.example'], 'a.example', true, true],
    ['an ending it says nothing about', 'verified', ['a.example'], 'a.example', null, false],
    ['an ending it states, by choice', 'stated', ['a.example'], 'a.example', null, true],
    ['an ending it denies, by choice', 'stated', ['a.example'], 'a.example', false, false],
    ['another ending', 'stated', ['a.example'], 'b.a.example', true, false],
    ['no address', 'stated', ['a.example'], null, null, false],
  ] as const)("whom an organization's sign-in lets in: %s", (_case, admits, domains, ending, verified, lets) => {
    expect(mayUseProvider({ admits, domains, ending, verified }).ok).toBe(lets)
  })
})
