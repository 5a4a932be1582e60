import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { pinned } from '../src/contexts/bundle.ts'
import { PINS, SCHEMA_PIN } from '../src/contexts/pins.ts'
import { PUBLISHED } from '../src/contexts/published.ts'
import { OB_SCHEMA } from '../src/credential/schema.ts'
import { jcs } from '../src/encoding/jcs.ts'
import { bundledContexts, type JsonObject, type JsonValue } from '../src/index.ts'
import { contexts, fixture, fixtureJson, fixturesPresent } from './support.ts'

const FILES: Readonly<Record<string, string>> = {
  'https://www.w3.org/ns/credentials/v2': 'vc/context/credentials-v2.jsonld',
  'https://www.w3.org/2018/credentials/v1': 'vc/context/credentials-v1.jsonld',
  'https://purl.imsglobal.org/spec/ob/v3p0/context.json': 'ob3/context/context.json',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json': 'ob3/context/context-3.0.1.json',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json': 'ob3/context/context-3.0.2.json',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json': 'ob3/context/context-3.0.3.json',
  'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json': 'ob3/context/extensions.json',
  'https://purl.imsglobal.org/spec/clr/v2p0/context.json': 'clr2/clr-v2p0.json',
  'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json': 'clr2/clr-v2p0-2.0.1.json',
  'https://w3id.org/security/data-integrity/v1': 'vc/context/data-integrity-v1.jsonld',
  'https://w3id.org/security/data-integrity/v2': 'vc/context/data-integrity-v2.jsonld',
  'https://w3id.org/security/multikey/v1': 'vc/context/multikey-v1.jsonld',
  'https://www.w3.org/ns/credentials/status/v1': 'vc/context/bitstring-status-list-v1.jsonld',
  'https://w3id.org/security/suites/ed25519-2020/v1':
    'vc/context/1edtech-validator-bundle/security-suites-ed25519-2020-v1.jsonld',
}

const PROSE = new Set(['title', 'description', '$comment'])

/** A member of that name is prose where it is text; a rule about a field of that name is an object. */
function withoutProse(value: JsonObject): JsonObject {
  const kept = Object.entries(value).filter(([name, member]) => !(PROSE.has(name) && typeof member === 'string'))
  return Object.fromEntries(kept.map(([name, member]) => [name, within(member)]))
}

function within(value: JsonValue | undefined): JsonValue | undefined {
  if (Array.isArray(value)) return value.map((item: JsonValue) => within(item) as JsonValue)
  return typeof value === 'object' && value !== null ? withoutProse(value as JsonObject) : value
}

function sha256(data: Uint8Array | string): string {
  return createHash('sha256').update(data).digest('base64url')
}

test('every pinned context is bundled and compared with what its publisher serves', () => {
  expect(Object.keys(FILES).sort()).toEqual(Object.keys(PINS).sort())
  expect([...bundledContexts().keys()].sort()).toEqual(Object.keys(PINS).sort())
})

/** The context with one character of it changed: the last letter of a word that stands in it. */
function oneByteOff(context: JsonObject, chosen: number): JsonObject {
  const text = JSON.stringify(context)
  const places = [...text.matchAll(/[a-z](?=[":#/])/g)].map(({ index }) => index)
  const at = places[chosen % places.length] ?? 0
  return JSON.parse(`${text.slice(0, at)}${text[at] === 'x' ? 'y' : 'x'}${text.slice(at + 1)}`) as JsonObject
}

test.each(Object.keys(PINS))('A-bundled-context-changed: one byte of %s stops everything', (url) => {
  const refused = expect.objectContaining({ code: 'OB_CONTEXT_PIN', path: url })
  expect(pinned({ [url]: contexts.get(url) as JsonObject }).has(url)).toBe(true)
  for (const chosen of [0, 7, 31]) {
    const changed = oneByteOff(contexts.get(url) as JsonObject, chosen)
    expect(JSON.stringify(changed)).toHaveLength(JSON.stringify(contexts.get(url)).length)
    expect(() => pinned({ [url]: changed })).toThrow(refused)
  }
})

test('the schema is the one that was pinned', () => {
  expect(sha256(jcs(OB_SCHEMA))).toBe(SCHEMA_PIN)
})

describe.skipIf(!fixturesPresent(import.meta.filename))('the published files', () => {
  test.each(Object.entries(FILES))('%s is bundled value for value', (url, file) => {
    const digestOf = (name: string) => createHash(name).update(fixture(file)).digest('hex')
    expect(PUBLISHED[url as keyof typeof PINS]).toEqual({
      'SHA-256': digestOf('sha256'),
      'SHA-384': digestOf('sha384'),
    })
    expect(jcs(contexts.get(url) ?? {})).toBe(jcs(fixtureJson(file)))
  })
  test('the Open Badges schema is bundled rule for rule: only its prose is left out', () => {
    const published = fixtureJson('ob3/schema/ob_v3p0_achievementcredential_schema.json')
    expect(sha256(jcs(published))).toBe('8bSvMwOSkWCUNN2Owp8h04Gf5iIDalZNGWVi_AohvrA')
    expect(jcs(OB_SCHEMA)).toBe(jcs(withoutProse(published)))
  })
})
