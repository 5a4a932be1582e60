import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { CheckName, Fetched, JsonObject } from '../src/index.ts'
import { ASSERTION, BADGE, ISSUER, judgeOn, web } from './second.ts'
import { fetched, fixture, fixtureJson, fixturesPresent, fixtureText } from './support.ts'

const FOLDER = join(import.meta.dirname, '../../../../shared/fixtures/ob2/samples/assets')
const present = fixturesPresent(import.meta.filename)

interface Row {
  readonly spec: string
  readonly sample: string
  readonly verdict: 'valid' | 'invalid' | 'warning' | 'other'
  readonly probe: string | null
}

/** Where in our order of checks the published probe has its counterpart. */
const PROBES: Readonly<Record<string, CheckName>> = { ContextPropertyProbe: 'context', TypePropertyProbe: 'shape' }

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

test.skipIf(!present).each(rows)(
  '$sample is $verdict, unless a reason is named',
  async ({ sample, verdict, probe }) => {
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
    const failed = report.checks.filter(({ result }) => result === 'fail').map((check) => check.name)
    if (probe !== null) expect(failed[0]).toBe(PROBES[probe] ?? probe)
  },
)

// These have no row in the table, and two of their names say another verdict than ours.
test.skipIf(!present).each([
  // Open Badges 2.0 asks for an image of every badge class; here is none.
  ['badge-class-with-language', 'SHAPE_SCHEMA'],
  ['rdf-validation/badge-class-invalid-issuer-type', 'SHAPE_SCHEMA'],
  // They bring a vocabulary of their own along, whatever their names promise.
  ['rdf-validation/invalid-one-invalid-class', 'CONTEXT_INLINE'],
  ['rdf-validation/valid-badge-class-empty-criteria-type', 'CONTEXT_INLINE'],
  ['rdf-validation/valid-cool-class', 'CONTEXT_INLINE'],
])('the sample %s without a published verdict is refused: %s', async (name, code) => {
  const text = fixtureText(`ob2/samples/${name}.json`)
  const { report } = await judgeOn(new Map([...assets(), ...web(JSON.parse(text) as JsonObject)]), text)
  expect([report.verdict, report.checks.flatMap(({ findings }) => findings.map((one) => one.code))]).toEqual([
    'invalid',
    [code],
  ])
})

// What is published of Open Badges 2.1 here describes how hosts talk to each other, which this package has no part in, and holds no badge.
test.skipIf(!present)(
  'what the API of Open Badges 2.1 asks of an assertion and of a profile is asked here',
  async () => {
    const api = fixtureJson<{ components: { schemas: Record<string, { required: string[] }> } }>(
      'ob21/openapi/imsob_v2p1.json',
    )
    const { AssertionDType, ProfileDType } = api.components.schemas
    expect([AssertionDType?.required, ProfileDType?.required]).toEqual([
      ['id', 'type'],
      ['id', 'type'],
    ])
    const verdict = async (assertion: JsonObject, issuer: JsonObject) => {
      const documents: [string, JsonObject][] = [ASSERTION, BADGE, ISSUER].map((one) => [String(one.id), one])
      const there = new Map([...documents, [String(ASSERTION.id), assertion], [String(ISSUER.id), issuer]])
      return (await judgeOn(there, assertion)).report.verdict
    }
    expect(await verdict(ASSERTION, ISSUER)).toBe('valid')
    expect(await verdict(ASSERTION, { ...ISSUER, type: 'Profile' })).toBe('valid')
    for (const name of ['id', 'type']) {
      expect(await verdict({ ...ASSERTION, [name]: undefined }, ISSUER)).not.toBe('valid')
      expect(await verdict(ASSERTION, { ...ISSUER, [name]: undefined })).not.toBe('valid')
    }
  },
)
