import { Upload } from 'tus-js-client'
import { sha256OfFile } from './sha256.ts'
import { type Refusal, refusalOf } from './upload-refusal.ts'

const PART = 5 * 1024 * 1024
const RETRY = [0, 1_000, 3_000, 5_000, 10_000, 20_000]

export interface Sending {
  readonly file: File
  readonly endpoint: string
  readonly target: Readonly<Record<string, string>>
  readonly onPercent: (percent: number) => void
}
export class SendProblem extends Error {
  override name = 'SendProblem'
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal.sentence ?? 'stopped')
    this.refusal = refusal
  }
}

/** Sends a file in parts, goes on where an earlier try ended, and answers when the server's digest equals ours. */
export async function sendFile(sending: Sending): Promise<{ at: string }> {
  const digest = sha256OfFile(sending.file)
  digest.catch(() => undefined)
  const address = await transfer(sending)
  return askReceipt(address, await digest)
}

function transfer({ file, endpoint, target, onPercent }: Sending): Promise<string> {
  return new Promise((resolve, reject) => {
    const upload = new Upload(file, {
      endpoint,
      chunkSize: PART,
      retryDelays: RETRY,
      removeFingerprintOnSuccess: true,
      // The same file sent to two places is two uploads.
      fingerprint: async (sent) =>
        [
          'cairn',
          (sent as File).name,
          (sent as File).size,
          (sent as File).lastModified,
          endpoint,
          target.requirement,
          target.submission,
        ].join(' '),
      metadata: { ...target, filename: shortName(file.name), filetype: file.type },
      onProgress: (sent, all) => onPercent(all ? Math.floor((sent / all) * 100) : 0),
      onShouldRetry: (error) => retryable(statusOf(error)),
      onSuccess: () => resolve(upload.url ?? ''),
      onError: (error) => reject(problemOf(error)),
    })
    void upload.findPreviousUploads().then(([previous]) => {
      if (previous) upload.resumeFromPreviousUpload(previous)
      upload.start()
    })
  })
}

/** Asked again while the server is busy; in the end its own last words are what is shown. */
async function askReceipt(address: string, sha256: string): Promise<{ at: string }> {
  let last: Refusal = { sentence: null, final: false }
  for (const pause of [0, 1_000, 4_000, 20_000]) {
    await new Promise((resolve) => setTimeout(resolve, pause))
    const headers = { 'content-type': 'application/json', accept: 'application/json' }
    const answer = await fetch(`${address}/receipt`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ sha256 }),
    }).catch(() => null)
    if (answer?.ok) return answer.json()
    last = answer ? refusalOf(answer.status, await answer.text()) : { sentence: null, final: false }
    if (answer && !retryable(answer.status)) throw new SendProblem(last)
  }
  throw new SendProblem({ ...last, final: false })
}

function statusOf(error: unknown): number {
  return (error as { originalResponse?: { getStatus: () => number } }).originalResponse?.getStatus() ?? 0
}

function retryable(status: number): boolean {
  return status === 0 || status === 409 || status === 423 || status === 429 || (status >= 500 && status !== 507)
}

function problemOf(error: unknown): SendProblem {
  const response = (error as { originalResponse?: { getBody: () => string } | null }).originalResponse
  return new SendProblem(refusalOf(statusOf(error), response?.getBody() ?? ''))
}

/** Headers carry the name: a long one keeps its beginning and its ending. */
function shortName(name: string): string {
  const letters = [...name]
  if (letters.length <= 120) return name
  const ending = /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? ''
  return letters.slice(0, 120 - ending.length).join('') + ending
}
