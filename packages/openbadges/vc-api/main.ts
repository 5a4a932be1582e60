import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { startServer } from './server.ts'

const USAGE = 'npm run vc-api -- --port PORT   (0 to 65535; 0 takes a free one)'

/** The command line: prints the address and serves until it is told to end. The exit code, once there is nothing more to do. */
export async function main(argv: readonly string[]): Promise<number> {
  const port = portIn(argv)
  if (port === undefined) return failed(USAGE)
  try {
    const server = await startServer(port)
    const end = () => void server.close()
    process.once('SIGTERM', end).once('SIGINT', end)
    process.stdout.write(`${server.url}\n`)
    return 0
  } catch (cause) {
    return failed(`The server did not start: ${cause instanceof Error ? cause.message : cause}`)
  }
}

function portIn(argv: readonly string[]): number | undefined {
  try {
    const { values } = parseArgs({ args: [...argv], options: { port: { type: 'string' } } })
    const port = values.port !== undefined && /^\d{1,5}$/.test(values.port) ? Number(values.port) : -1
    return port >= 0 && port <= 65_535 ? port : undefined
  } catch {
    return undefined
  }
}

function failed(line: string): number {
  process.stderr.write(`${line}\n`)
  return 1
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) process.exitCode = await main(process.argv.slice(2))
