import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

// One process keeps what it has loaded from file to file; each file opens a world of its own.
const shared = {
  isolate: false,
  testTimeout: 60_000,
  hookTimeout: 120_000,
  pool: 'forks' as const,
  maxWorkers: Math.max(2, availableParallelism() - 1),
}
/** In the long run a file waits half of its time: twice two cores fit into the waiting. */
const long = { maxWorkers: Math.max(4, availableParallelism() - 1), sequence: { groupOrder: 1 } }
const database = ['app/**/*.db.test.{ts,tsx}']
const faults = ['app/test/faults/**/*.test.ts']
/** What only an old server can get wrong: the schema, the chain, the outbox, and a few rooms that ask most of it. */
const oldest = [
  'app/src/*schema.db.test.ts',
  'app/src/platform/*.db.test.ts',
  'app/src/features/framework/*.db.test.ts',
  'app/src/features/catalog/views.db.test.ts',
  'app/src/features/submission/drafts.db.test.ts',
  'app/src/features/credential/award.db.test.ts',
  'app/src/features/insight/*.db.test.ts',
]
/** What lasts: floods and slow clients, clocks that jump, many rows, random walks, the backup. */
const lasting = [
  'app/src/attacks*.db.test.ts',
  'app/src/{many-rows,retention}.db.test.ts',
  'app/src/features/credential/many-awards.db.test.ts',
  'app/src/features/review/{late,many-readers,random}.db.test.ts',
  'app/test/ops/backup.db.test.ts',
]
/** Every case of what is looked at in depth; who works on it runs its file. */
const deep = [
  'app/src/{access-objects,access-tenants,consent,erase-account,erase-dead-letters,forms,take-out,take-out-store}.db.test.ts',
  'app/src/cli/catalog.db.test.ts',
  'app/src/features/account/{oidc,passkey}.db.test.ts',
  'app/src/features/credential/pages.db.test.ts',
  'app/src/features/organization/{people,setup}.db.test.ts',
  'app/src/features/recognition/{count,pages}.db.test.ts',
  'app/src/features/review/{assignment,attempts,lift,reading}.db.test.ts',
  'app/src/features/submission/{evidence,looks,moves,pages,uploads}.db.test.ts',
  'app/src/features/verification/*.db.test.ts',
]
/** Pure ones of the same kind, and those that run more rounds in the long run than while working. */
const deepUnits = [
  'packages/openbadges/test/{attacks-changes,bake-memory,changed-members,interop,packed}.test.ts',
  'app/src/platform/{apart,media-*,operations,postgres}.test.ts',
]
const rounds = [
  'app/src/features/recognition/rules/evaluate.test.ts',
  'app/src/features/review/rules/journey.test.ts',
  'packages/openbadges/test/{changed-bits,dates,fast,interop-*,never-throws,sd-derive,verifying}.test.ts',
]
/** No server changes these: floods, clocks, files, forms, what a signature says, and what asks again what other files ask (every page's questions are asked in `access`); the backup goes from 18 to 15 by itself. */
const anyServer = [
  'app/src/{access-tenants,consent,erase-account,retention,take-out,take-out-store}.db.test.ts',
  'app/src/{attacks-tenants,erase-dead-letters}.db.test.ts',
  'app/src/{closed-words,site-name,sweeps,translated-whole}.db.test.ts',
  'app/src/features/catalog/{actions,aligning,co-authors,drafts,guides,kept-findings,links,pilot,preview,routes,updates}.db.test.ts',
  'app/src/features/submission/practice.db.test.ts',
  'app/src/features/organization/picture.db.test.ts',
  'app/src/features/growth/*.db.test.ts',
  'app/src/features/pathway/pages.db.test.ts',
  'app/src/features/pathway/award.db.test.ts',
  'app/src/features/credential/pages.db.test.ts',
  'app/src/features/organization/{people,setup,two-people}.db.test.ts',
  'app/src/features/recognition/{count,pages}.db.test.ts',
  'app/src/features/review/{assignment,attempts,bank,desk,late,lift,names-found,own-flags,practice,reading,saving,ties}.db.test.ts',
  'app/src/features/submission/{moves,pages,retired}.db.test.ts',
  'app/src/{demo,many-rows}.db.test.ts',
  'app/src/features/credential/many-awards.db.test.ts',
  'app/src/features/review/{many-readers,random}.db.test.ts',
  'app/src/{attacks,attacks-clock,attacks-pictures,attacks-sockets,access-objects,forms}.db.test.ts',
  'app/src/cli/catalog.db.test.ts',
  'app/src/features/account/*.db.test.ts',
  'app/src/features/submission/{evidence,looks,uploads}.db.test.ts',
  'app/src/features/verification/*.db.test.ts',
  'app/test/ops/*.db.test.ts',
]
/** The package's own tests open no connection; the others are not asked. */
const alone = ['packages/openbadges/test/no-connection.ts']
const onAServer = { ...shared, globalSetup: ['app/src/testing/global-setup.ts'] }

/** `npm test`: what a change breaks first, pure and on the newest server, and on the oldest what only it gets wrong. The long run has the rest, on both. */
export default defineConfig({
  // As in tsconfig.json: what works on the package works on its sources, and nothing has to be built first.
  resolve: { alias: { '@cairn/openbadges': join(import.meta.dirname, 'packages/openbadges/src/index.ts') } },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    // Read and written anew once for all the runs that follow each other: a third of the import's time.
    experimental: { fsModuleCache: true },
    // `npm run coverage`: where a branch nobody takes would be a way past a signature.
    coverage: {
      provider: 'v8',
      include: ['packages/openbadges/src/{bake,proof,status,verify}/**'],
      reporter: ['text-summary'],
      thresholds: { branches: 100 },
    },
    projects: [
      {
        extends: true,
        test: {
          ...shared,
          name: 'unit',
          setupFiles: alone,
          include: ['app/**/*.test.{ts,tsx}', 'packages/**/*.test.ts', 'scripts/**/*.test.ts'],
          exclude: [...database, ...faults, ...deepUnits, '**/node_modules/**'],
        },
      },
      {
        extends: true,
        test: {
          ...onAServer,
          name: 'database-18',
          include: database,
          exclude: [...lasting, ...deep, '**/node_modules/**'],
        },
      },
      { extends: true, test: { ...onAServer, ...long, name: 'lasting-18', include: [...lasting, ...deep] } },
      { extends: true, test: { ...onAServer, name: 'database-15', include: oldest } },
      {
        extends: true,
        test: {
          ...onAServer,
          ...long,
          name: 'rest-15',
          include: database,
          exclude: [...oldest, ...anyServer, '**/node_modules/**'],
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          // Behind everything else; a second worker would only make the others wait.
          maxWorkers: 1,
          name: 'many',
          setupFiles: alone,
          include: [...deepUnits, ...rounds],
          env: {
            RANDOM_JOURNEYS: process.env.RANDOM_JOURNEYS ?? '3000',
            RECOGNITION_ORDERS: process.env.RECOGNITION_ORDERS ?? '20',
            // What two cores do in their twenty minutes; a release is tried with 10,000 journeys, 50 orders, 40,000 documents, 200 awards, 1,000 for each (OPENBADGES_INTEROP_EACH) and 100,000 mutants.
            OPENBADGES_DOCUMENTS: process.env.OPENBADGES_DOCUMENTS ?? '200',
            OPENBADGES_AWARDS: process.env.OPENBADGES_AWARDS ?? '10',
            OPENBADGES_INTEROP: process.env.OPENBADGES_INTEROP ?? '40',
            OPENBADGES_MUTANTS: process.env.OPENBADGES_MUTANTS ?? '1000',
          },
          // Hours of work are asked for by hand.
          testTimeout: process.env.OPENBADGES_MUTANTS || process.env.OPENBADGES_INTEROP_EACH ? 7_200_000 : 900_000,
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          // Servers that are killed are waited for more than they work; no file knows of another's.
          maxWorkers: 2,
          name: 'faults',
          globalSetup: ['app/test/faults/global-setup.ts'],
          include: faults,
          testTimeout: 600_000,
        },
      },
    ],
  },
})
