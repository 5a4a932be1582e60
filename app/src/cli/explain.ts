import { inspect } from 'node:util'
import { OperatorProblem } from '../lib/operator-problem.ts'
import { sourceFrame } from '../platform/stack.ts'

const UNREADABLE: Readonly<Record<string, string>> = {
  ENOENT: 'is not there',
  EACCES: 'may not be used by this user',
  EPERM: 'may not be used by this user',
  EISDIR: 'is a folder, not a file',
  EEXIST: 'is a file, not a folder',
  ENOTDIR: 'does not lead to a folder',
  ENOSPC: 'cannot be written: the disk is full',
  EROFS: 'cannot be written: the disk is read-only',
}

interface SystemError {
  readonly code?: string
  readonly port?: number
  readonly address?: string
  readonly hostname?: string
  readonly path?: string
}

/** One line that says what to change; null for a surprise, whose stack a person has to read. */
export function sentenceFor(error: unknown): string | null {
  if (error instanceof OperatorProblem) return error.message
  const { code = '', port, address, hostname, path } = (error ?? {}) as SystemError
  if (code === 'EADDRINUSE')
    return `Port ${port} is taken by another program. Set PORT to a free one (PORT=3100 npm start).`
  if (code === 'EACCES' && port !== undefined)
    return `Port ${port} may not be used by this user. Set PORT to one above 1023, and put a TLS proxy in front.`
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `CAIRN_HOST: ${address ?? hostname} is no address of this machine.`
  return path && UNREADABLE[code] ? `${path} ${UNREADABLE[code]} (${code}).` : null
}

function surprise(error: unknown): string {
  return inspect(error).split('\n').map(sourceFrame).join('\n')
}

/** Ends the program: one line, or the whole surprise, and exit 1. */
export function explain(error: unknown): never {
  console.error(sentenceFor(error) ?? surprise(error))
  process.exit(1)
}
