import { defineConfig } from 'vitest/config'

// One process keeps what it has loaded from file to file; each file opens a world of its own.
const shared = { isolate: false, testTimeout: 60_000, hookTimeout: 120_000, pool: 'forks' as const, maxWorkers: 2 }
const database = ['app/**/*.db.test.{ts,tsx}']
const faults = ['app/test/faults/**/*.test.ts']

/** Pure tests; the same database tests on two servers; both must pass. */
export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    projects: [
      {
        extends: true,
        test: {
          ...shared,
          name: 'unit',
          include: ['app/**/*.test.{ts,tsx}', 'packages/**/*.test.ts', 'scripts/**/*.test.ts'],
          exclude: [...database, ...faults, '**/node_modules/**'],
        },
      },
      {
        extends: true,
        test: { ...shared, name: 'database-18', include: database, globalSetup: ['app/src/testing/global-setup.ts'] },
      },
      {
        extends: true,
        test: { ...shared, name: 'database-15', include: database, globalSetup: ['app/src/testing/global-setup.ts'] },
      },
      {
        extends: true,
        test: { ...shared, name: 'faults', include: faults, testTimeout: 600_000, fileParallelism: false },
      },
    ],
  },
})
