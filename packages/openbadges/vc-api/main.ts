import { parseArgs } from 'node:util'
import { startServer } from './server.ts'

const USAGE = 'npm run vc-api -- --port PORT   (0 to 65535; 0 takes a free one)'

/** The port that is asked for; undefined when the command line is not understood. */
function portIn(argv: readonly string[]): number | undefined {
  try {
    const { values } = parseArgs({ args: [...argv], options: { port: { type: 'string' } } })
    const port = values.port !== undefined && /^\d{1,5}$/.test(values.port) ? Number(values.port) : -1
    return port >= 0 && port <= 65_535 ? port : undefined
  } catch {
    return undefined
  }
}

async function main(): Promise<void> {
  const port = portIn(process.argv.slice(2))
  if (port === undefined) return fail(USAGE)
  const server = await startServer(port)
  const end = () => void server.close()
  process.once('SIGTERM', end).once('SIGINT', end)
  process.stdout.write(`${server.url}\n`)
}

function fail(line: string): void {
  process.stderr.write(`${line}\n`)
  process.exitCode = 1
}

main().catch((cause: unknown) => fail(`The server did not start: ${cause instanceof Error ? cause.message : cause}`))
