import pino from 'pino'
import { sourceFrame } from './stack.ts'

/** Fields that may be logged; names, addresses, query strings, bodies, tokens and file names have no place here. */
export interface LogFields {
  readonly code?: string
  readonly requestId?: string
  /** The pattern of the route, never the path. */
  readonly route?: string
  readonly status?: number
  readonly ms?: number
  readonly tenantId?: string | null
  readonly actorId?: string
  readonly kind?: string
  readonly count?: number
  /** The settings at start, secrets only as set or not set. */
  readonly config?: Readonly<Record<string, string>>
  readonly err?: unknown
}
export interface Logger {
  info(message: string, fields?: LogFields): void
  warn(message: string, fields?: LogFields): void
  error(message: string, fields?: LogFields): void
}

const ALLOWED = [
  'code',
  'requestId',
  'route',
  'status',
  'ms',
  'tenantId',
  'actorId',
  'kind',
  'count',
  'config',
] as const

export function openLogger(level: string, destination: pino.DestinationStream = pino.destination(1)): Logger {
  const out = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      messageKey: 'msg',
      formatters: { level: (label) => ({ level: label }) },
    },
    destination,
  )
  return {
    info: (message, fields) => out.info(only(fields), message),
    warn: (message, fields) => out.warn(only(fields), message),
    error: (message, fields) => out.error(only(fields), message),
  }
}

function only(fields: LogFields = {}): Record<string, unknown> {
  const kept: Record<string, unknown> = {}
  for (const name of ALLOWED) if (fields[name] !== undefined) kept[name] = fields[name]
  if (fields.err !== undefined) kept.err = describe(fields.err)
  return kept
}

/** Name, code and place of an error; its message may quote a row, so it stays out unless it is one of ours. */
function describe(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error }
  const code = (error as { code?: unknown }).code
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => line.trim().startsWith('at '))
    .slice(0, 12)
  return {
    name: error.name,
    code,
    constraint: (error as { constraint?: string }).constraint,
    stack: frames.map((line) => sourceFrame(line.trim())),
  }
}
