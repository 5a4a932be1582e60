import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Fetched, JsonObject } from '../src/index.ts'
import { judgeOn, web } from './second.ts'
import { fetched, fixture, fixtureJson, fixturesPresent, fixtureText } from './support.ts'

const FOLDER = join(import.meta.dirname, '../../../../shared/fixtures/ob2/samples/assets')
const present = fixturesPresent(import.meta.filename)

interface Row {
  readonly spec: string
  readonly sample: string
  readonly verdict: 'valid' | 'invalid' | 'warning' | 'other'
}

/** Where we answer otherwise than the published table, and why. */
const DIFFERENCES: Readonly<Record<string, readonly [string, string]>> = {
  // It brings a vocabulary of its own along, in which one word has another meaning than in the published one.
  'assets/badgeclass1.json': ['invalid', 'CONTEXT_INLINE'],
  // So does its issuer.
  'assets/badgeclass-with-complex-image.json': ['invalid', 'CONTEXT_INLINE'],
  // So do its badge and its issuer, and neither states the address it is kept at as its id.
  'basic-assertion-with-allowed-origins.json': ['invalid', 'DID_MISMATCH'],
  'basic-assertion-with-allowed-origins-valid-starts-with.json': ['invalid', 'DID_MISMATCH'],
  'basic-assertion-with-allowed-origins-valid-multiple-starts-with.json': ['invalid', 'DID_MISMATCH'],
}

function assets(): Map<string, Fetched | JsonObject> {
  const names = ['organization.json', 'robotics-badge.json', 'badgecriteria.json', 'issuer1.json']
  const more = ['key1.json', 'key2.json', 'key3.json', 'revocation-list.json', 'empty-revocation-list.json']
  const badges = ['badgeclass-with-language.json', 'badgeclass-with-endorsements.json']
  const scoped = ['', '-valid-starts-with', '-valid-multiple-starts-with']
  const listed = ['empty-', ''].flatMap((kind) => [
    `organization-with-${kind}revocation-list.json`,
    `badge-from-organization-with-${kind}revocation-list.json`,
  ])
  const scopes = scoped.flatMap((end) => [
    `badgeclass-with-verification${end}.json`,
    `issuer-with-allowed-origins${end}.json`,
  ])
  const all = [...names, ...more, ...badges, ...listed, ...scopes]
  expect(all.filter((name) => !existsSync(join(FOLDER, name)))).toEqual([])
  return new Map(
    all.map((name) => {
      const url = `https://example.org/${name}`
      return [url, fetched(url, fixture(`ob2/samples/assets/${name}`))]
    }),
  )
}

const rows = present
  ? fixtureJson<Row[]>('ob3/samples-1edtech/EXPECTED-from-1edtech-validator-tests.json').filter(
      ({ spec }) => spec === 'OB20',
    )
  : []

test.skipIf(!present)('the published table has seventeen rows about Open Badges 2', () => {
  expect(rows).toHaveLength(17)
  const names = rows.map(({ sample }) => sample.replace('ob20/', ''))
  expect(Object.keys(DIFFERENCES).filter((name) => !names.includes(name))).toEqual([])
})

test.skipIf(!present).each(rows)('$sample is $verdict, unless a reason is named', async ({ sample, verdict }) => {
  const name = sample.replace('ob20/', '')
  const text = fixtureText(`ob2/samples/${name}`)
  // A sample stands for the document its host keeps.
  const own = text.startsWith('{') ? web(JSON.parse(text) as JsonObject) : []
  const { report } = await judgeOn(new Map([...assets(), ...own]), text)
  const [expected, code] = DIFFERENCES[name] ?? [verdict, undefined]
  const found = report.checks.flatMap(({ findings }) => findings.map((one) => one.code))
  expect([report.verdict, report.verdict === 'valid' ? found : 'refused']).toEqual([
    expected,
    expected === 'valid' ? [] : 'refused',
  ])
  if (code !== undefined) expect(found).toContain(code)
})
