import dgram from 'node:dgram'
import { lookup } from 'node:dns'
import { resolve4 } from 'node:dns/promises'
import http from 'node:http'
import http2 from 'node:http2'
import https from 'node:https'
import { connect } from 'node:net'
import tls from 'node:tls'
import { expect, test } from 'vitest'
import {
  addProof,
  bake,
  buildCredential,
  deriveSelective,
  generalCanonicalizer,
  openIssuing,
  openVerifying,
  referenceCanonicalizer,
  signEmbedded,
  signJwt,
  toBytes,
  unbake,
} from '../src/index.ts'
import { asked } from './connections.ts'
import { DRAFT, good, list, otherSigner } from './ground.ts'
import { PNG, SVG } from './images.ts'
import { based } from './sd-ground.ts'
import { contexts, crypto, fast, GOLDEN_NOW, issuerSigner, judge } from './support.ts'

test('library and signer open no connection: building, signing, verifying, deriving, baking, by every path', async () => {
  const { issuer, achievement, ...award } = DRAFT
  const unsigned = buildCredential(DRAFT)
  const general = generalCanonicalizer(contexts)
  const tools = { signer: issuerSigner, general, crypto }
  const own = openVerifying({ crypto, contexts, canonicalizer: fast })
  const signed = await Promise.all(
    [fast, general, referenceCanonicalizer(contexts)].map((canonicalizer) =>
      signEmbedded({ unsigned, signer: issuerSigner, created: DRAFT.validFrom, canonicalizer, crypto }),
    ),
  )
  const issued = await openIssuing({ issuer, achievement, ...tools }).issue(award, DRAFT.validFrom)
  const [one = unsigned] = signed
  const more = { canonicalizer: fast, crypto, created: DRAFT.validFrom }
  const added = await addProof({ signed: one as (typeof signed)[0], signer: otherSigner, ...more })
  for (const document of [...signed, issued, added, unbake(bake(PNG, issued)).text, unbake(bake(SVG, issued)).text]) {
    expect((await judge(document, { material: good })).verdict).toBe('valid')
    expect((await own.verify(document, { material: good, now: GOLDEN_NOW })).verdict).toBe('valid')
  }
  const token = await signJwt({ unsigned, signer: issuerSigner, form: 'w3c' })
  // What could be asked for is told, and asked for by nobody: a status list, a DID document, a context that is not pinned.
  const elsewhere = { ...unsigned, issuer: 'did:web:elsewhere.example' }
  const strange = { ...unsigned, '@context': [...(unsigned['@context'] as string[]), 'https://strange.example/v1'] }
  const proof = added.proof as never
  for (const document of [issued, token, { ...elsewhere, proof }, { ...strange, proof }])
    expect((await judge(document)).verdict).not.toBe('valid')
  const shown = await deriveSelective({ signed: await based(), pointers: ['/evidence/0'], ...more })
  expect((await judge(shown, { options: { mode: 'proofOnly' } })).verdict).toBe('valid')
  expect((await list()).status).toBe(200)
  expect(toBytes(shown).length).toBeGreaterThan(1_000)
  expect(asked).toEqual([])
})

test.each<[string, () => unknown, string]>([
  ['net', () => connect(9, '127.0.0.1'), 'net.Socket.connect'],
  ['tls', () => tls.connect(9, '127.0.0.1'), 'net.Socket.connect'],
  ['http', () => http.get('http://127.0.0.1:9/'), 'net.Socket.connect'],
  ['https', () => https.get('https://127.0.0.1:9/'), 'net.Socket.connect'],
  ['http2', () => http2.connect('https://127.0.0.1:9/'), 'net.Socket.connect'],
  ['fetch', () => fetch('http://127.0.0.1:9/'), 'globalThis.fetch'],
  ['dns', () => lookup('badges.example', () => {}), 'dns.lookup'],
  ['dns.promises', () => resolve4('badges.example'), 'dns.promises.resolve4'],
  ['dgram', () => dgram.createSocket('udp4').send('a', 9, '127.0.0.1'), 'dgram.Socket.send'],
])('one by %s would be found, also when its error is kept', (_by, open, name) => {
  expect(open).toThrow('a test of the package opens no connection')
  expect(asked.splice(0)).toEqual([name])
})
