import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { ConfigProblem, describeConfig, readConfig } from '../../src/config.ts'

const folder = mkdtempSync(join(tmpdir(), 'cairn-config-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
function file(name: string, text: string): string {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

function sentenceOf(environment: Record<string, string>): string {
  try {
    readConfig(environment)
    return ''
  } catch (error) {
    return (error as Error).message
  }
}

describe('G-bad-configuration: refused with one sentence that names the line to change', () => {
  test.each<[string, Record<string, string>, string]>([
    ['a name that is no setting', { CAIRN_DATTA: 'x' }, 'CAIRN_DATTA is not a setting of Cairn.'],
    ['a file for what is no secret', { CAIRN_SITE_NAME_FILE: 'x' }, 'CAIRN_SITE_NAME_FILE is not a setting'],
    ['a port that is no number', { PORT: 'abc' }, 'PORT: '],
    ['a port too high', { PORT: '65536' }, 'PORT: '],
    ['a port with a fraction', { PORT: '3000.5' }, 'PORT: '],
    ['a switch that is neither 0 nor 1', { CAIRN_DEMO: 'yes' }, 'CAIRN_DEMO: '],
    ['a log level nobody knows', { CAIRN_LOG_LEVEL: 'loud' }, 'CAIRN_LOG_LEVEL: '],
    [
      'an address that is none',
      { CAIRN_BASE_URL: 'cairn.example' },
      'CAIRN_BASE_URL: must be an address that starts with',
    ],
    ['another protocol', { CAIRN_BASE_URL: 'ftp://cairn.example' }, 'CAIRN_BASE_URL: must be an address'],
    [
      'http beyond this machine',
      { CAIRN_BASE_URL: 'http://cairn.example' },
      'CAIRN_BASE_URL: http is only for this machine',
    ],
    [
      'http at a name that only looks local',
      { CAIRN_BASE_URL: 'http://localhost.example' },
      'CAIRN_BASE_URL: http is only',
    ],
    [
      'one origin for pages and private files',
      { CAIRN_BASE_URL: 'https://cairn.example', CAIRN_FILES_ORIGIN: 'https://cairn.example' },
      'CAIRN_FILES_ORIGIN must differ from CAIRN_BASE_URL',
    ],
    [
      'one origin, written in another way',
      { CAIRN_BASE_URL: 'https://cairn.example/', CAIRN_FILES_ORIGIN: 'https://CAIRN.example:443/files' },
      'CAIRN_FILES_ORIGIN must differ from CAIRN_BASE_URL',
    ],
    ['one port for both', { PORT: '3000', CAIRN_FILES_PORT: '3000' }, 'CAIRN_FILES_ORIGIN must differ'],
    ['another database', { DATABASE_URL: 'mysql://x/y' }, 'DATABASE_URL: must be an address that starts with'],
    [
      'a bucket without its key',
      { S3_URL: 'https://s3.example', S3_BUCKET: 'b' },
      'belong together: set all four or none',
    ],
    [
      'a monitor from elsewhere without a token',
      { CAIRN_OPERATIONS_HOST: '0.0.0.0' },
      'CAIRN_OPERATIONS_HOST: beyond this machine CAIRN_OPERATIONS_TOKEN is needed too',
    ],
    ['a token that can be guessed', { CAIRN_OPERATIONS_TOKEN: 'hunter2' }, 'CAIRN_OPERATIONS_TOKEN: must have 43'],
    [
      'a file that is not there',
      { DATABASE_URL_FILE: '/nowhere/url' },
      'DATABASE_URL_FILE: /nowhere/url cannot be read (ENOENT)',
    ],
  ])('%s', (_name, environment, sentence) => {
    expect(() => readConfig(environment)).toThrow(ConfigProblem)
    expect(() => readConfig(environment)).toThrow(sentence)
  })

  test('the sentence never carries a secret', () => {
    const sentences = ['mysql://cairn:hunter2@db/cairn', 'hunter2'].map((secret) =>
      sentenceOf({ DATABASE_URL: secret }),
    )
    expect(sentences.join()).toMatch(/DATABASE_URL: must be an address/)
    expect(sentences.join()).not.toContain('hunter2')
  })
})

describe('what the environment may say', () => {
  test('nothing at all is a good start on this machine', () => {
    const { PORT, baseUrl, filesUrl, loopback, CAIRN_DEMO } = readConfig({})
    expect({ PORT, baseUrl, filesUrl, loopback, CAIRN_DEMO }).toEqual({
      ...{ PORT: 3000, baseUrl: 'http://localhost:3000', filesUrl: 'http://localhost:3001' },
      ...{ loopback: true, CAIRN_DEMO: true },
    })
  })

  test('an empty value is none', () => {
    expect(readConfig({ PORT: '', CAIRN_BASE_URL: '' }).baseUrl).toBe('http://localhost:3000')
  })

  test('a public site gets a sibling host for private files', () => {
    expect(readConfig({ CAIRN_BASE_URL: 'https://cairn.example' })).toMatchObject({
      ...{ baseUrl: 'https://cairn.example', filesUrl: 'https://files.cairn.example', loopback: false },
    })
  })

  test('NAME_FILE is read, without the end of its line', () => {
    const DATABASE_URL_FILE = file('url', 'postgres://cairn:word@db/cairn\n')
    expect(readConfig({ DATABASE_URL_FILE }).DATABASE_URL).toBe('postgres://cairn:word@db/cairn')
  })

  test('the lines at start say of a secret only whether it is set', () => {
    const shown = describeConfig(readConfig({ DATABASE_URL: 'postgres://cairn:hunter2@db/cairn' }))
    expect(shown).toMatchObject({ DATABASE_URL: 'set', SMTP_URL: 'not set', PORT: '3000' })
    expect(JSON.stringify(shown)).not.toContain('hunter2')
  })

  test('failpoints exist in a test run and nowhere else', () => {
    const CAIRN_FAILPOINTS = 'issue.signed:1:kill'
    expect(readConfig({ CAIRN_FAILPOINTS, NODE_ENV: 'test' }).failpoints).toBe(CAIRN_FAILPOINTS)
    expect(readConfig({ CAIRN_FAILPOINTS, NODE_ENV: 'production' }).failpoints).toBeUndefined()
    expect(readConfig({ CAIRN_FAILPOINTS }).failpoints).toBeUndefined()
  })
})
