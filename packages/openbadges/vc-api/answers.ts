import { explain, type Finding, type JsonObject, OpenBadgesError } from '../src/index.ts'

/** What an endpoint says. */
export interface Answer {
  readonly status: number
  readonly body: JsonObject
}

/** One thing that keeps the server from doing what was asked. */
export interface Fault {
  readonly code: string
  readonly path?: string
  readonly message: string
}

/** The request is not carried out: 400 for what cannot be read or is refused, 404 for what is not there, 422 for the rest. */
export class Refused extends Error {
  readonly status: 400 | 404 | 422
  readonly faults: readonly Fault[]

  constructor(status: 400 | 404 | 422, faults: readonly Fault[]) {
    super(faults[0]?.message)
    this.status = status
    this.faults = faults
  }
}

/** A refusal of a request that lacks something or has it in the wrong form. */
export function malformed(path: string, message: string): Refused {
  return new Refused(400, [{ code: 'REQUEST_MALFORMED', path, message }])
}

/** What the library found, as a fault. */
export function faultOf(finding: Finding): Fault {
  const { code, path } = finding
  return { code, ...(path === undefined ? {} : { path }), message: explain(finding) }
}

export function refusal({ status, faults }: Refused): Answer {
  return { status, body: { errors: errorsOf(faults) } }
}

/** Faults as they stand in an answer. */
export function errorsOf(faults: readonly Fault[]): readonly JsonObject[] {
  return faults.map(({ code, path, message }) => ({ code, ...(path === undefined ? {} : { path }), message }))
}

/** Refuses with the library's own code: a term without meaning makes a document malformed, everything else keeps it from being signed. */
export function refusedBy(cause: unknown): Refused {
  if (!(cause instanceof OpenBadgesError)) throw cause
  const { code, path, message } = cause
  return new Refused(code === 'OB_CANON_FAILED' ? 400 : 422, [
    { code, ...(path === undefined ? {} : { path }), message },
  ])
}
