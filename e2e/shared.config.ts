import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { defineConfig } from '@playwright/test'

const chromium = [
  process.env.CAIRN_TEST_CHROMIUM,
  // The same browser without its windows: a third of the work.
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
].find((path) => path && existsSync(path))

/** A system Chromium; without a network of its own, so that nothing outside is asked. */
export function configFor(kind: 'e2e' | 'axe' | 'pictures') {
  return defineConfig({
    testDir: '.',
    testMatch: `**/*.${kind}.ts`,
    globalSetup: './prepare.ts',
    fullyParallel: false,
    // A reader's ten seconds to undo are waited for in full: one more journey fits into the waiting.
    workers: Math.max(3, availableParallelism() - 1),
    retries: 0,
    // Far beyond what a journey takes: a slow machine is not a fault of the product.
    timeout: 300_000,
    expect: { timeout: 30_000 },
    // A run clears its folder when it begins, and two may run beside each other.
    outputDir: `../test-results/${kind}`,
    use: {
      browserName: 'chromium',
      locale: 'en-US',
      timezoneId: 'America/Chicago',
      trace: 'off',
      actionTimeout: 60_000,
      navigationTimeout: 60_000,
      launchOptions: {
        executablePath: chromium,
        args: [
          '--no-sandbox',
          '--disable-gpu',
          '--disable-quic',
          '--no-first-run',
          '--disable-background-networking',
          '--disable-component-update',
          '--disable-sync',
        ],
      },
    },
  })
}
