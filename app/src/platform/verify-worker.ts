import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads'
import { CHECK_NAMES, type Fetched, type KeyRecord, type Report, type VerifyOptions } from '@cairn/openbadges'
import { RateLimited } from './failure.ts'
import { type Canonicalized, canonicalized, sumOf, verifying } from './signing.ts'

/** One judging: the input, what was fetched for it, the keys known beforehand. Plain data: it travels to another thread. */
export interface Judging {
  readonly input: Uint8Array | string
  readonly documents: ReadonlyMap<string, Fetched>
  /** The newest `validFrom` seen of each status list, by its address. */
  readonly known?: ReadonlyMap<string, Date>
  readonly trustedKeys: readonly KeyRecord[]
  readonly now: Date
  readonly options: VerifyOptions
  readonly patienceMs: number
}
interface Waiting {
  readonly judging: Judging
  readonly done: (report: Report) => void
}
interface Desk {
  readonly worker: Worker
  ready: boolean
  job: Waiting | null
  /** By its own count. */
  canonicalized: Canonicalized
  timer: NodeJS.Timeout | null
}

/** What a thread answers. */
interface Judged {
  readonly report: Report
  readonly canonicalized: Canonicalized
}

const ROLE = 'cairn verifier'
const DESKS = 2
const MOST_WAITING = 64

const LOADED = `import('tsx/esm/api').then(({ register }) => { register(); return import('${import.meta.url}') })`

const desks: Desk[] = []
const queue: Waiting[] = []
/** What threads had counted that are no more. */
let before = sumOf([])

/** What every thread has counted so far. */
export function canonicalizedByAll(): Canonicalized {
  return sumOf([before, canonicalized(), ...desks.map((desk) => desk.canonicalized)])
}

/** Judges a stranger's document away from the thread that answers everybody; what takes too long is ended and stays unknown. */
export function judge(judging: Judging): Promise<Report> {
  if (queue.length >= MOST_WAITING) throw new RateLimited(5)
  return new Promise((done) => {
    queue.push({ judging, done })
    if (!desks.some(({ job }) => job === null) && desks.length < DESKS) desks.push(openDesk())
    serve()
  })
}

function openDesk(): Desk {
  const options = { workerData: ROLE, execArgv: [], resourceLimits: { maxOldGenerationSizeMb: 256 } }
  // Sources of a checkout need their loader first; what is built is plain JavaScript.
  const worker = import.meta.url.endsWith('.ts')
    ? new Worker(LOADED, { ...options, eval: true })
    : new Worker(new URL('verify-worker.cjs', import.meta.url), options)
  worker.unref()
  const desk: Desk = { worker, ready: false, job: null, canonicalized: sumOf([]), timer: null }
  worker.on('message', (message: 'ready' | Judged) => {
    if (message === 'ready') desk.ready = true
    else {
      desk.canonicalized = message.canonicalized
      settle(desk, message.report)
    }
    serve()
  })
  worker.on('error', () => close(desk))
  worker.on('exit', () => close(desk))
  return desk
}

function serve(): void {
  for (const desk of desks) {
    const next = desk.ready && desk.job === null ? queue.shift() : undefined
    if (!next) continue
    desk.job = next
    desk.timer = setTimeout(() => void desk.worker.terminate(), next.judging.patienceMs)
    desk.worker.postMessage(next.judging)
  }
}

function settle(desk: Desk, report: Report): void {
  if (desk.timer) clearTimeout(desk.timer)
  desk.job?.done(report)
  desk.job = null
}

/** A thread that ended, for whatever reason, leaves no verdict behind; what waits gets another thread. */
function close(desk: Desk): void {
  const place = desks.indexOf(desk)
  if (place < 0) return
  desks.splice(place, 1)
  before = sumOf([before, desk.canonicalized])
  if (desk.ready) settle(desk, tooMuch())
  else for (const { done } of queue.splice(0)) done(tooMuch())
  if (queue.length > 0 && desks.length === 0) desks.push(openDesk())
}

function tooMuch(): Report {
  return {
    verdict: 'unknown',
    checks: CHECK_NAMES.map((name) =>
      name === 'terms'
        ? { name, result: 'unknown', findings: [{ code: 'TERMS_LIMIT' }] }
        : { name, result: 'skipped', findings: [] },
    ),
    warnings: [],
    needs: [],
    trust: 'unset',
    standard: 'vc',
  }
}

if (!isMainThread && workerData === ROLE) {
  parentPort?.on('message', async ({ input, documents, known, trustedKeys, now, options }: Judging) => {
    const material = { documents, ...(known ? { known } : {}), ...(trustedKeys.length > 0 ? { trustedKeys } : {}) }
    const report = await verifying().verify(input, { material, now, options })
    parentPort?.postMessage({ report, canonicalized: canonicalized() } satisfies Judged)
  })
  parentPort?.postMessage('ready')
}
