import dgram from 'node:dgram'
import dns from 'node:dns'
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'
import { basename, dirname } from 'node:path'
import { expect } from 'vitest'

/** Here the server for the public suites is asked over this machine's own address: no other test of the package has one. */
const WITH_A_SERVER = ['vc-api.test.ts']
const NAMES = ['lookup', 'lookupService', 'resolve', 'resolve4', 'resolve6', 'resolveAny', 'resolveTxt', 'reverse']

/** The ways out of this process: what http, https, http2, tls and WebSocket open ends in one of them. */
const WAYS: readonly (readonly [where: string, holder: object, members: readonly string[]])[] = [
  ['net.Socket', net.Socket.prototype, ['connect']],
  ['dgram.Socket', dgram.Socket.prototype, ['bind', 'connect', 'send']],
  ['dns', dns, NAMES],
  ['dns.promises', dns.promises, NAMES],
  ['globalThis', globalThis, ['fetch']],
]

const KEY = Symbol.for('@cairn/openbadges: what the tests asked of the network')

/** What was asked of the network since the list was last emptied, also where whoever asked told nobody that it failed. */
export const asked: string[] = kept()

/** Whether the file that is running is a test of the package that has no server. */
export function mayNotConnect(): boolean {
  const { testPath = '' } = expect.getState()
  return dirname(testPath) === import.meta.dirname && !WITH_A_SERVER.includes(basename(testPath))
}

// One process runs many files, also those of others: what is put in its place stays, and looks at who is running.
function kept(): string[] {
  const process = globalThis as { [KEY]?: string[] }
  process[KEY] ??= guarded()
  return process[KEY]
}

function guarded(): string[] {
  const asked: string[] = []
  for (const [where, holder, members] of WAYS)
    for (const member of members) {
      const apply: ProxyHandler<() => unknown>['apply'] = (way, self, given) => {
        if (!mayNotConnect()) return Reflect.apply(way, self, given)
        asked.push(`${where}.${member}`)
        throw new Error(`${where}.${member}: a test of the package opens no connection`)
      }
      Reflect.set(holder, member, new Proxy(Reflect.get(holder, member), { apply }))
    }
  syncBuiltinESMExports()
  return asked
}
