import { describe, expect, test } from 'vitest'
import type { CheckName, FindingCode, JsonObject, Report, VerifyOptions } from '../src/index.ts'
import { codes, fetched, fixture, fixtureJson, fixturesPresent, fixtureText, judge, material } from './support.ts'

const FOLDER = 'ob3/samples-1edtech'
const TABLE = `${FOLDER}/EXPECTED-from-1edtech-validator-tests.json`
const options: VerifyOptions = { keyBinding: '1edtech' }

interface Row {
  readonly spec: 'OB20' | 'OB30'
  readonly sample: string
  readonly verdict: 'valid' | 'invalid' | 'warning' | 'other'
  readonly probe: string | null
}

/** Where in our order of checks the published probe has its counterpart. */
const PROBES: Readonly<Record<string, readonly CheckName[]>> = {
  TypePropertyProbe: ['shape', 'terms'],
  EmbeddedProofProbe: ['proof'],
  ExpirationProbe: ['dates'],
  CredentialSubjectProbe: ['shape'],
  EvidenceProbe: ['shape'],
  IssuerProbe: ['shape'],
  InlineJsonSchemaProbe: ['shape'],
  RevocationListProbe: ['status'],
  BitstringStatusListProbe: ['status'],
  CredentialParseProbe: ['shape'],
}

interface Difference {
  readonly ours: Report['verdict']
  readonly codes: readonly FindingCode[]
  readonly because: string
}

/** Every row on which the answer here is another one, and why it stays so. */
const DIFFERENCES: Readonly<Record<string, Difference>> = {
  'simple-did-key-method.json': {
    ours: 'invalid',
    codes: ['KEY_CONTROLLER'],
    because: 'Its key is a did:key that nothing ties to the issuer, a bare urn:uuid: anybody can make one.',
  },
  'simple-jwt_v1.png': {
    ours: 'unknown',
    codes: ['SHAPE_SCHEMA_UNKNOWN'],
    because: 'It promises to fit a schema that is not among the bundled ones, and a promise is not looked at unseen.',
  },
  'simple-jwt_v1.svg': {
    ours: 'invalid',
    codes: ['BAKE_CORRUPT'],
    because: 'It has a DOCTYPE. Whoever reads images of strangers reads none: entities hide there.',
  },
  'credential-status-revoked.json': {
    ours: 'unknown',
    codes: ['DID_UNREACHABLE', 'STATUS_UNREACHABLE'],
    because:
      'Neither the keys of its did:web issuer nor its list is among the samples. With both it is revoked: see below.',
  },
  'simple-eddsa-2022.json': {
    ours: 'unknown',
    codes: ['PROOF_SUITE_UNKNOWN'],
    because: 'Its suite carries the name of a draft, eddsa-2022, which never became one: what was signed is a guess.',
  },
}

const present = fixturesPresent(import.meta.filename)
const all = present ? fixtureJson<Row[]>(TABLE) : []
const rows = all.filter(({ spec }) => spec === 'OB30')
const name = (row: Row) => row.sample.replace('ob30/', '')

describe.skipIf(!present)('the published verdicts on the samples of 1EdTech', () => {
  test('are 39: twenty-two on Open Badges 3.0, the others on Open Badges 2', () => {
    expect([all.length, rows.length, all.filter(({ spec }) => spec === 'OB20').length]).toEqual([39, 22, 17])
    expect(Object.keys(DIFFERENCES).filter((one) => !rows.some((row) => name(row) === one))).toEqual([])
    expect(rows.filter(({ probe }) => probe !== null && PROBES[probe] === undefined)).toEqual([])
  })

  test.each(rows.map((row) => [name(row), row] as const))('%s', async (sample, { verdict, probe }) => {
    const report = await judge(fixture(`${FOLDER}/${sample}`), { options })
    const difference = DIFFERENCES[sample]
    if (difference) {
      expect([report.verdict, ...codes(report)], difference.because).toEqual([difference.ours, ...difference.codes])
      return
    }
    // "other" is a sample their validator could not finish: not a good one, whatever the word.
    const expected = verdict === 'valid' || verdict === 'warning' ? 'valid' : 'invalid'
    expect([report.verdict, codes(report).length > 0]).toEqual([expected, expected === 'invalid'])
    if (verdict === 'warning') expect(report.warnings).not.toEqual([])
    const found = report.checks.filter(({ findings }) => findings.length > 0).map((check) => check.name)
    if (probe !== null) expect(found.some((check) => PROBES[probe]?.includes(check))).toBe(true)
  })
})

describe.skipIf(!present)('what the samples leave out', () => {
  test('with the keys and the list of its issuer the revoked sample is revoked, and valid but for that', async () => {
    const sample = fixtureJson<JsonObject & { issuer: { id: string }; proof: { verificationMethod: string } }>(
      `${FOLDER}/credential-status-revoked.json`,
    )
    const [did, id] = [sample.issuer.id, sample.proof.verificationMethod]
    const keys = {
      id: did,
      verificationMethod: [{ id, type: 'Multikey', controller: did, publicKeyMultibase: id.split('#')[1] ?? '' }],
      assertionMethod: [id],
    }
    const { needs } = await judge(sample, { options })
    const [home, list] = needs.map(({ url }) => url)
    const withList = (revokedCredential: readonly JsonObject[]) =>
      judge(sample, {
        options,
        material: material(
          fetched(home ?? '', keys),
          fetched(list ?? '', { id: list ?? '', issuer: did, revokedCredential }),
        ),
      })
    const revoked = await withList([{ id: String(sample.id), revoked: true }])
    expect([revoked.verdict, ...codes(revoked)]).toEqual(['invalid', 'STATUS_REVOKED'])
    expect((await withList([])).verdict).toBe('valid')
  })

  test('without its DOCTYPE the SVG sample is answered as the PNG that carries the same', async () => {
    const text = fixtureText(`${FOLDER}/simple-jwt_v1.svg`).replace(/<!DOCTYPE[^>]*>/, '')
    const [svg, png] = [
      await judge(text, { options }),
      await judge(fixture(`${FOLDER}/simple-jwt_v1.png`), { options }),
    ]
    expect([svg.verdict, ...codes(svg)]).toEqual([png.verdict, ...codes(png)])
  })

  test('only the schema it names keeps the first PNG sample with a token from being valid', async () => {
    const report = await judge(fixture(`${FOLDER}/simple-jwt_v1.png`), { options })
    expect(report.checks.filter(({ result }) => result === 'pass').map((check) => check.name)).toEqual(
      expect.arrayContaining(['parse', 'context', 'terms', 'key', 'proof', 'dates']),
    )
  })

  test('a token that names no key cannot be confirmed', async () => {
    const report = await judge(fixtureText(`${FOLDER}/simple.jwt`), { options })
    expect(report.verdict).not.toBe('valid')
  })
})
