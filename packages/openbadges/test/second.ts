import type { Fetched, JsonObject, Report, VerifyOptions } from '../src/index.ts'
import { verifyWithFetch } from '../src/index.ts'
import { contexts, crypto, fast, fetched, GOLDEN_NOW } from './support.ts'

const CONTEXT = 'https://w3id.org/openbadges/v2'
export const ISSUER: JsonObject = {
  '@context': CONTEXT,
  type: 'Issuer',
  id: 'https://badges.example/issuer.json',
  name: 'Lakeside Unified School District',
  url: 'https://lakeside.example',
  email: 'growth@lakeside.example',
}
export const BADGE: JsonObject = {
  '@context': CONTEXT,
  type: 'BadgeClass',
  id: 'https://badges.example/badge.json',
  name: 'Checking for Understanding',
  description: 'Plans and asks formative questions.',
  image: 'https://badges.example/badge.png',
  criteria: { narrative: 'Three artifacts.' },
  issuer: 'https://badges.example/issuer.json',
  tags: ['questioning'],
  alignment: [{ targetName: 'Standard 6', targetUrl: 'https://standards.example/6', targetCode: '6' }],
}
export const ASSERTION: JsonObject = {
  '@context': CONTEXT,
  type: 'Assertion',
  id: 'https://badges.example/assertions/1.json',
  recipient: {
    type: 'email',
    hashed: true,
    salt: 'deadsea',
    // sha256 of maya@lakeside.example and the salt.
    identity: 'sha256$a4020a63624dfe409ebe510eadff2260b16959439a3ccb42999724d0f2a25f0b',
  },
  badge: 'https://badges.example/badge.json',
  issuedOn: '2020-11-20T16:05:00Z',
  verification: { type: 'hosted' },
  evidence: [{ id: 'https://badges.example/work', name: 'Lesson video' }, 'https://badges.example/plan'],
}

export interface Answer {
  readonly report: Report
  readonly asked: readonly string[]
}

/** Judges with a web that holds the given documents, each at its own id over https, and nothing else. */
export async function judgeOn(
  web: ReadonlyMap<string, Fetched | JsonObject>,
  input: Uint8Array | string | JsonObject,
  options?: VerifyOptions,
): Promise<Answer> {
  const asked: string[] = []
  const report = await verifyWithFetch(input, {
    fetch: async ({ url }) => {
      asked.push(url)
      const found = web.get(url)
      if (!found) throw new Error('not there')
      return 'body' in found && found.body instanceof Uint8Array
        ? (found as Fetched)
        : fetched(url, found as JsonObject)
    },
    clock: () => GOLDEN_NOW,
    crypto,
    contexts,
    canonicalizer: fast,
    ...(options ? { options } : {}),
  })
  return { report, asked }
}

/** A web of documents by their ids. */
export function web(...documents: readonly JsonObject[]): Map<string, Fetched | JsonObject> {
  return new Map(documents.map((one) => [String(one.id).replace(/^http:/, 'https:'), one]))
}
