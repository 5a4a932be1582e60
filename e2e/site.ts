import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { test as base, expect, type Page } from '@playwright/test'
import { isFree } from '../app/src/testing/free-port.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

export interface Site {
  readonly url: string
  readonly folder: string
  /** Everything the server printed so far: the set-up link stands there. */
  output(): string
  stop(): Promise<void>
}

/** Below those that the system hands out to whoever connects somewhere: those are taken from one moment to the next. */
async function freePort(): Promise<number> {
  const port = 12_000 + 2 * Math.floor(Math.random() * 10_000)
  // The files origin takes the next one.
  return (await isFree(port)) && (await isFree(port + 1)) ? port : freePort()
}

// What says where the tests find their browser is no setting of the site.
const {
  CAIRN_TEST_CHROMIUM: _browser,
  CAIRN_TEST_POSTGRES_15: _database,
  CAIRN_TEST_FOUNDED: _founded,
  ...withoutOurs
} = process.env

/** A real server on a fresh data folder, as `npm start` runs it. */
export async function startSite(environment: Record<string, string> = {}, folder = foundedFolder()): Promise<Site> {
  const port = await freePort()
  const url = `http://localhost:${port}`
  const server = spawn(process.execPath, [join(root, 'dist/server/main.mjs'), 'start'], {
    cwd: root,
    env: {
      ...withoutOurs,
      PORT: String(port),
      CAIRN_DATA: folder,
      CAIRN_RATE_SCALE: '1000',
      CAIRN_LOG_LEVEL: 'warn',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (part: Buffer) => (printed += part.toString()))
  await untilReady(server, url, () => printed)
  return { url, folder, output: () => printed, stop: () => end(server) }
}

export function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'cairn-site-'))
  chmodSync(folder, 0o755)
  return folder
}

/** Made once for all journeys (prepare.ts): a site after its first start, stopped. The operator's journey starts from nothing. */
function foundedFolder(): string {
  const [founded, folder] = [process.env.CAIRN_TEST_FOUNDED, freshFolder()]
  // With owners: the database runs as a user of its own.
  if (founded) execFileSync('cp', ['-a', `${founded}/.`, folder])
  return folder
}

async function untilReady(server: ChildProcess, url: string, printed: () => string): Promise<void> {
  for (let tries = 0; tries < 1_200; tries++) {
    if (server.exitCode !== null) throw new Error(`The server ended: ${printed()}`)
    const answer = await fetch(`${url}/readyz`).catch(() => null)
    if (answer?.ok) return
    await pause(50)
  }
  throw new Error(`The server did not come up: ${printed()}`)
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return
  const ended = new Promise((resolve) => server.once('exit', resolve))
  server.kill('SIGTERM')
  await ended
}

/** A site of its own for every test; pages that print errors to the console fail their test. */
export const test = base.extend<{ quiet: undefined; site: Site }>({
  site: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright asks for a destructured first argument.
    async ({}, use) => {
      const site = await startSite()
      await use(site)
      await site.stop()
      rmSync(site.folder, { recursive: true, force: true })
    },
    { scope: 'test', timeout: 120_000 },
  ],
  baseURL: ({ site }, use) => use(site.url),
  quiet: [
    async ({ page }, use) => {
      const problems: string[] = []
      page.on(
        'console',
        (message) =>
          message.type() === 'error' && !/status of (4\d\d)/.test(message.text()) && problems.push(message.text()),
      )
      page.on('pageerror', (error) => problems.push(String(error)))
      await use(undefined)
      expect(problems).toEqual([])
    },
    { auto: true },
  ],
})
export { expect }

/** Steps into one of the demonstration's people. */
export async function become(page: Page, name: string): Promise<void> {
  await page.goto('/demo')
  await page.getByRole('button', { name: new RegExp(name) }).click()
  await expect(page.getByText('Demonstration:').first()).toBeVisible()
}
