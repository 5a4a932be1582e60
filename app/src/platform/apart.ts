import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A program that works on what strangers sent: it gets open files, a few words and nothing else of this house. */
export interface Apart {
  readonly program: string
  readonly words: readonly string[]
  /** Descriptors it finds open as 3, 4 and so on. */
  readonly files: readonly number[]
  /** Folder of packages with machine code it may load; without one it loads none. */
  readonly packages: string | null
  readonly patienceMs: number
}
/** What it said, or how it was ended: `heavy` took too much of the machine or fell, `late` had no turn on a busy one. */
export type Outcome = { readonly said: string } | { readonly ended: 'heavy' | 'late' }

const HEAP_MB = 384
/** The machine's own bounds, where it has them: 640 MB of writable memory (a runtime alone takes over 100), 20 s of work, no dump. */
const BOUNDED = 'ulimit -c 0; ulimit -t 20; ulimit -d 655360; exec "$0" "$@"'
const MOST_SAID = 65_536
/** Somebody ended the site: nothing is wrong with the file. */
const FROM_OUTSIDE = new Set<unknown>(['SIGTERM', 'SIGINT', 'SIGHUP'])

/** Runs it to its end: no environment, no file by its path but its own code, no child of its own, bounded in time and memory. */
export async function runApart(apart: Apart): Promise<Outcome> {
  const child = start(apart)
  const heard = hear(child)
  let late = false
  const timer = setTimeout(() => {
    late = child.kill('SIGKILL')
  }, apart.patienceMs)
  try {
    const [code, signal]: (number | NodeJS.Signals | null)[] = await once(child, 'close')
    if (FROM_OUTSIDE.has(signal)) throw new Error(`a program apart was ended by ${signal}`)
    if (code === 0) return { said: heard() }
    return { ended: late ? 'late' : 'heavy' }
  } finally {
    clearTimeout(timer)
  }
}

/** Gathers what it says; who talks without end is ended. */
function hear(child: ChildProcess): () => string {
  let said = ''
  child.stdout?.setEncoding('utf8').on('data', (part: string) => {
    said += part
    if (said.length > MOST_SAID) child.kill('SIGKILL')
  })
  return () => said
}

function start({ program, words, files, packages }: Apart): ChildProcess {
  const given = [...flags(program, packages), program, ...words]
  const [command, args] =
    process.platform === 'win32' ? [process.execPath, given] : ['/bin/sh', ['-c', BOUNDED, process.execPath, ...given]]
  return spawn(command, args, {
    cwd: dirname(program),
    env: {},
    stdio: ['ignore', 'pipe', 'ignore', ...files],
    // Not reached by the keys that end the site: what is under way is finished.
    detached: true,
    windowsHide: true,
  })
}

function flags(program: string, packages: string | null): string[] {
  const knows = (flag: string) => process.allowedNodeEnvironmentFlags.has(flag)
  return [
    '--no-warnings',
    `--max-old-space-size=${HEAP_MB}`,
    knows('--permission') ? '--permission' : '--experimental-permission',
    `--allow-fs-read=${program}`,
    ...(packages ? [`--allow-fs-read=${packages}`, ...(knows('--allow-addons') ? ['--allow-addons'] : [])] : []),
  ]
}

/** Where a program of this name lies. What is built lies beside the server; sources of a checkout are built once a process. */
export function programAt(name: string): Promise<string> {
  if (!import.meta.url.endsWith('.ts')) return Promise.resolve(fileURLToPath(new URL(`${name}.cjs`, import.meta.url)))
  const known = built.get(name) ?? buildProgram(name)
  built.set(name, known)
  return known
}
const built = new Map<string, Promise<string>>()

async function buildProgram(name: string): Promise<string> {
  const script = new URL('../../../scripts/build.mjs', import.meta.url).href
  const { buildApart }: { buildApart: (name: string) => Promise<string> } = await import(script)
  return buildApart(name)
}
