import { createHash, randomBytes } from 'node:crypto'
import { chownSync, existsSync, mkdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { OperatorProblem } from '../lib/operator-problem.ts'
import { type Binaries, linkedPrograms, openToOthers, reachableCopy } from './binaries.ts'
import { makeFolder } from './make-folder.ts'
import { runningSocket } from './postgres-pid.ts'
import { writeOnce } from './write-once.ts'

export interface Secrets {
  super: string
  owner: string
  gate: string
}
/** Where one embedded server lives: cluster, socket, programs, and the user it runs as (null: ours). */
export interface Place {
  readonly cluster: string
  readonly runtime: string
  readonly lock: string
  readonly log: string
  readonly secrets: string
  readonly user: { uid: number; gid: number } | Record<string, never>
  readonly binaries: Binaries
}

export async function settle(dataFolder: string, packaged: Binaries): Promise<Place> {
  makeFolder(dataFolder)
  makeFolder(join(dataFolder, 'keys'), 0o700)
  const binaries = await linkedPrograms(packaged, join(dataFolder, 'programs'))
  const secrets = join(dataFolder, 'keys', 'postgres.json')
  // The mark is of this folder in this place: neither another one made here later nor a copy of it meets this server.
  const own = `${secretsAt(secrets).super} ${realpathSync(dataFolder)}`
  const mark = createHash('sha256').update(own).digest('hex').slice(0, 10)
  const base = { lock: join(dataFolder, 'postgres.lock'), log: join(dataFolder, 'postgres.log'), secrets }
  const cluster = join(dataFolder, 'postgres')
  if (process.getuid?.() !== 0) {
    mkdirSync(cluster, { recursive: true, mode: 0o700 })
    return { ...base, cluster, runtime: runtimeOf(cluster, mark), user: {}, binaries }
  }
  const other = await asOther(dataFolder, binaries, mark)
  const runtime = runtimeOf(other.cluster, mark)
  chownSync(runtime, other.user.uid, other.user.gid)
  return { ...base, runtime, ...other }
}

/** Unix socket paths end at 107 bytes, so the socket never lies in the data folder; a running server says where its own is. */
function runtimeOf(cluster: string, mark: string): string {
  const running = runningSocket(cluster)
  if (running) return running
  const runtime = join(tmpdir(), `cairn-${mark}`)
  mkdirSync(runtime, { recursive: true, mode: 0o700 })
  return runtime
}

/** PostgreSQL refuses root: another user gets the cluster, and both lie where that user can walk. */
async function asOther(
  dataFolder: string,
  binaries: Binaries,
  mark: string,
): Promise<{ cluster: string; binaries: Binaries; user: { uid: number; gid: number } }> {
  const shared = '/var/lib/cairn'
  const cluster = openToOthers(dataFolder) ? join(dataFolder, 'postgres') : elsewhere(dataFolder, join(shared, mark))
  mkdirSync(dirname(cluster), { recursive: true, mode: 0o755 })
  if (!existsSync(cluster)) mkdirSync(cluster, { mode: 0o700 })
  const user = ownerOf(cluster) ?? unprivileged()
  chownSync(cluster, user.uid, user.gid)
  return { cluster, user, binaries: openToOthers(binaries.home) ? binaries : await reachableCopy(binaries, shared) }
}

/** A cluster that somebody else began stays theirs, also when root looks in. */
function ownerOf(cluster: string): { uid: number; gid: number } | null {
  const { uid, gid } = statSync(cluster)
  return uid === 0 ? null : { uid, gid }
}

/** The data folder remembers its cluster; a new data folder in the same place never meets the old one's. */
function elsewhere(dataFolder: string, near: string): string {
  const note = join(dataFolder, 'postgres.location')
  const here = realpathSync(dataFolder)
  if (!existsSync(note)) writeFileSync(note, `${near}/postgres\n${here}\n`)
  const [cluster = '', whose = here] = readFileSync(note, 'utf8').trim().split('\n')
  if (whose !== here)
    throw new OperatorProblem(
      `The database of this data folder lies at ${cluster} and belongs to ${whose}. If you moved the folder, write its new path into the second line of ${note}. If you copied it, use backup and restore instead.`,
    )
  return cluster
}

function unprivileged(): { uid: number; gid: number } {
  const lines = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  const found = lines.find(([name]) => name === 'postgres') ?? lines.find(([name]) => name === 'nobody')
  if (!found)
    throw new Error(
      'PostgreSQL does not run as root, and this system has no user postgres or nobody. Start Cairn as another user.',
    )
  return { uid: Number(found[2]), gid: Number(found[3]) }
}

export function secretsOf(place: Place): Secrets {
  return secretsAt(place.secrets)
}

function secretsAt(file: string): Secrets {
  if (!existsSync(file)) {
    const word = () => randomBytes(32).toString('base64url')
    writeOnce(file, JSON.stringify({ super: word(), owner: word(), gate: word() }))
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Secrets
}
