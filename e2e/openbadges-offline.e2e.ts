import { existsSync, readFileSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { build } from 'esbuild'
import { installed, LIBRARIES } from '../packages/openbadges/test/installed.ts'

const ROOT = join(import.meta.dirname, '..')
const GOLDEN = join(ROOT, '../shared/fixtures/golden')
const ISSUER = 'https://cairn.example/issuers/lakeside'
const PAGE = 'https://verifier.example/'

/** What somebody who installed the package writes to verify in a page: the package, the browser's own primitives, documents that are at hand. */
const SCRIPT = `
import { bundledContexts, explain, fastCanonicalizer, generalCanonicalizer, verify, webCrypto } from '@cairn/openbadges'
const contexts = bundledContexts()
const canonicalizer = fastCanonicalizer(contexts, generalCanonicalizer(contexts))
const crypto = webCrypto(globalThis.crypto)
globalThis.judge = async ({ credential, documents, now }) => {
  const fetched = documents.map(({ url, text }) => [
    url,
    { url, status: 200, mediaType: 'application/json', body: new TextEncoder().encode(text), at: new Date(now) },
  ])
  const material = { documents: new Map(fetched) }
  const report = await verify(credential, { material, now: new Date(now), crypto, contexts, canonicalizer })
  const findings = report.checks.flatMap((check) => check.findings)
  return { verdict: report.verdict, says: findings.map((finding) => explain(finding)), subject: report.claims?.achievement?.name }
}
`

interface Asked {
  readonly credential: string
  readonly documents: readonly { readonly url: string; readonly text: string }[]
  readonly now: string
}
interface Answer {
  readonly verdict: string
  readonly says: readonly string[]
  readonly subject?: string
}
declare global {
  function judge(asked: Asked): Promise<Answer>
}

/** The pieces a bundler makes of it, by the address at which the page finds them. */
async function pieces(): Promise<ReadonlyMap<string, string>> {
  const folder = await installed()
  const { outputFiles } = await build({
    stdin: { contents: SCRIPT, resolveDir: folder },
    nodePaths: [LIBRARIES],
    bundle: true,
    minify: true,
    splitting: true,
    format: 'esm',
    platform: 'browser',
    outdir: 'out',
    write: false,
  })
  rmSync(folder, { recursive: true })
  return new Map(outputFiles.map(({ path, text }) => [`${PAGE}${basename(path)}`, text]))
}

/** Opens a page of an address that does not exist, then lets nothing through any more; gives what is asked for after that. */
async function openAlone(page: Page): Promise<string[]> {
  const scripts = await pieces()
  await page.route('**/*', (route) => {
    const url = route.request().url()
    const body = url === PAGE ? '<!doctype html><script type="module" src="stdin.js"></script>' : scripts.get(url)
    return body ? route.fulfill({ contentType: url === PAGE ? 'text/html' : 'text/javascript', body }) : route.abort()
  })
  await page.goto(PAGE)
  await page.unroute('**/*')
  const asked: string[] = []
  await page.route('**/*', (route) => {
    asked.push(route.request().url())
    return route.abort()
  })
  await page.context().setOffline(true)
  return asked
}

const golden = (name: string) => readFileSync(join(GOLDEN, name), 'utf8')
const asking = (credential: string, list = 'status-list.json'): Asked => ({
  credential,
  documents: [
    { url: `${ISSUER}/did.json`, text: golden('did.json') },
    { url: `${ISSUER}/status/revocation/1`, text: golden(list) },
  ],
  now: '2026-11-23T02:00:00Z',
})

test('a credential is verified in a page without a network: valid as signed, refused when changed or taken back', async ({
  page,
}) => {
  test.skip(!existsSync(GOLDEN), 'skipped: ../shared/fixtures is absent (openbadges-offline)')
  const asked = await openAlone(page)
  const judged = (what: Asked) => page.evaluate((given) => judge(given), what)
  const signed = golden('signed.json')
  const { name } = JSON.parse(signed).credentialSubject.achievement

  expect(await judged(asking(signed))).toEqual({ verdict: 'valid', says: [], subject: name })
  const changed = await judged(asking(signed.replace(name, `${name}!`)))
  expect(changed).toMatchObject({
    verdict: 'invalid',
    says: [expect.stringContaining('was changed after it was signed')],
  })
  const revoked = await judged(asking(signed, 'status-list-revoked.json'))
  expect(revoked).toMatchObject({ verdict: 'invalid', says: [expect.stringContaining('taken this credential back')] })
  const alone = await judged({ ...asking(signed), documents: [] })
  expect(alone.verdict).toBe('unknown')
  expect(asked).toEqual([])
})
