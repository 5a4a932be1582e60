import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { holds, type KeyFile } from '../vc-api/jose.ts'
import { type Answer, answer, main } from '../vc-api/vc-jose.ts'
import { fixtureJson, fixturesPresent, fixtureText } from './support.ts'

const FOLDER = 'vc/jose-cose-suite-input'

interface Case {
  readonly number: number
  readonly input_file: string
  readonly key_file: string
  readonly fn: 'issue' | 'verify'
  readonly feature: 'credential_jose' | 'presentation_jose'
  readonly expected_result: 'success' | 'failure'
}

describe.runIf(fixturesPresent(import.meta.filename))('the JOSE inputs of the W3C', () => {
  const cases = fixturesPresent(import.meta.filename)
    ? Object.entries(fixtureJson<{ JOSETestMapping: Record<string, Case> }>(`${FOLDER}/MAPPING.json`).JOSETestMapping)
    : []
  const folder = mkdtempSync(join(tmpdir(), 'vc-jose-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  test('are sixteen', () => expect(cases).toHaveLength(16))

  test.each(cases)('%s', async (_name, { input_file, key_file, fn, feature, expected_result }) => {
    const key = fixtureJson<KeyFile>(`${FOLDER}/${key_file}`)
    const { result, data } = await answer(fn, { input: fixtureText(`${FOLDER}/${input_file}`), key, feature })
    expect(result).toBe(expected_result)
    if (fn === 'issue' && result === 'success') {
      const { kid: _kid, ...publicKeyJwk } = key.publicKeyJwk
      const named = { ...key, publicKeyJwk: { ...publicKeyJwk, kid: key.id.split('#')[1] ?? '' } }
      // What a presentation of the suite holds is not all well formed; what is made here of it must hold but for that.
      expect(await holds(data, named, feature)).toBe(input_file !== 'presentation-single.json')
    }
  })

  test('are read by the command line the suite calls', async () => {
    const file = (name: string) => join(folder, name)
    for (const name of ['credential-minimal.json', 'vm-p256.json'])
      writeFileSync(file(name), fixtureText(`${FOLDER}/${name}`))
    const args = ['--key', file('vm-p256.json'), '--feature', 'credential_jose']
    const made = ['issue', ...args, '--input', file('credential-minimal.json'), '--output', file('token')]
    expect(await main(made)).toBe(0)
    const written = (name: string) => JSON.parse(readFileSync(file(name), 'utf8')) as Answer
    expect(written('token')).toEqual({ result: 'success', data: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/) })
    const asked = ['verify', ...args, '--input', file('credential-minimal.json'), '--output', file('verdict')]
    expect(await main(asked)).toBe(0)
    expect(written('verdict')).toEqual({ result: 'failure', data: '' })
    expect(await main(['verify'])).toBe(2)
  })
})
