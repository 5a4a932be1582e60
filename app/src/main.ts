import { type Config, readConfig } from './config.ts'
import { openInstallation } from './open.ts'
import { openLogger } from './platform/logger.ts'
import type { Running } from './site.ts'

/** Starts everything; resolves when the site answers. What it began it ends when the start fails. */
export async function start(config: Config): Promise<Running> {
  // A new database waits for the disk, and the pages are read while one comes up.
  const opened = await openInstallation(config, openLogger(config.CAIRN_LOG_LEVEL), {
    made: () => void import('./starter.ts').then(({ readAhead }) => readAhead()),
    raised: () => void import('./site.ts'),
  })
  const begun: (() => Promise<void>)[] = [opened.close]
  try {
    const { serve } = await import('./site.ts')
    return await serve(config, opened, begun)
  } catch (error) {
    for (const end of begun.reverse()) await end()
    throw error
  }
}

const SAME_WISH_MS = 1_000

/** The command `start`: until a signal, or until the shell that npm put above us is gone. */
export async function runServer(): Promise<void> {
  const config = readConfig()
  const parent = process.ppid
  const starting = start(config)
  let askedAt = 0
  // Told to stop in the middle of a start, it starts first: a database that is half begun is ended by nobody.
  async function stop(code = 0): Promise<void> {
    // One Ctrl+C comes twice, from the terminal and from the process above; only a later one is a person who will not wait.
    if (askedAt > 0 && performance.now() - askedAt < SAME_WISH_MS) return
    if (askedAt > 0) process.exit(1)
    askedAt = performance.now()
    setTimeout(() => process.exit(1), 20_000).unref()
    await (await starting).stop()
    process.exit(code)
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop())
  setInterval(() => process.ppid !== parent && askedAt === 0 && void stop(), 1_000).unref()
  const logger = openLogger('error')
  const surprised = (error: unknown) => {
    logger.error('stopping after an unexpected error', { err: error })
    void stop(1)
  }
  process.on('uncaughtException', surprised)
  process.on('unhandledRejection', surprised)
  const running = await starting
  for (const notice of running.notices) print(notice)
  print(`Cairn is ready at ${running.address}`)
  if (running.setUpAt) print(`Set up this site: ${running.setUpAt}  (30 minutes, one use)`)
}

function print(line: string): void {
  process.stdout.write(`${line}\n`)
}
