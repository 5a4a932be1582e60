import { createHash, randomBytes } from 'node:crypto'
import { chownSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type Binaries, linkLibraries, openToOthers, reachableCopy } from './binaries.ts'

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

export async function settle(dataFolder: string, binaries: Binaries): Promise<Place> {
  mkdirSync(dataFolder, { recursive: true })
  mkdirSync(join(dataFolder, 'keys'), { recursive: true, mode: 0o700 })
  linkLibraries(binaries)
  const secrets = join(dataFolder, 'keys', 'postgres.json')
  // The mark is the data folder's own: another one made later in the same place never meets this server.
  const mark = createHash('sha256').update(secretsAt(secrets).super).digest('hex').slice(0, 10)
  // Unix socket paths end at 107 bytes, so the socket never lies in the data folder.
  const runtime = join(tmpdir(), `cairn-${mark}`)
  mkdirSync(runtime, { recursive: true, mode: 0o700 })
  const base = {
    runtime,
    lock: join(dataFolder, 'server.pid'),
    log: join(dataFolder, 'postgres.log'),
    secrets,
  }
  const cluster = join(dataFolder, 'postgres')
  if (process.getuid?.() !== 0) {
    mkdirSync(cluster, { recursive: true, mode: 0o700 })
    return { ...base, cluster, user: {}, binaries }
  }
  const user = unprivileged()
  chownSync(runtime, user.uid, user.gid)
  return { ...base, user, ...(await asOther(dataFolder, binaries, { user, mark })) }
}

/** PostgreSQL refuses root: another user gets the cluster, and both lie where that user can walk. */
async function asOther(
  dataFolder: string,
  binaries: Binaries,
  { user, mark }: { user: { uid: number; gid: number }; mark: string },
): Promise<Pick<Place, 'cluster' | 'binaries'>> {
  const shared = '/var/lib/cairn'
  const cluster = openToOthers(dataFolder) ? join(dataFolder, 'postgres') : elsewhere(dataFolder, join(shared, mark))
  mkdirSync(dirname(cluster), { recursive: true, mode: 0o755 })
  if (!existsSync(cluster)) mkdirSync(cluster, { mode: 0o700 })
  chownSync(cluster, user.uid, user.gid)
  return { cluster, binaries: openToOthers(binaries.home) ? binaries : await reachableCopy(binaries, shared) }
}

/** The data folder remembers its cluster; a new data folder in the same place never meets the old one's. */
function elsewhere(dataFolder: string, near: string): string {
  const note = join(dataFolder, 'postgres.location')
  if (!existsSync(note)) writeFileSync(note, `${near}/postgres\n`)
  return readFileSync(note, 'utf8').trim()
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
    writeFileSync(file, JSON.stringify({ super: word(), owner: word(), gate: word() }), { mode: 0o600 })
  }
  return JSON.parse(readFileSync(file, 'utf8')) as Secrets
}
