import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { OperatorProblem } from '../lib/operator-problem.ts'
import { makeFolder } from './make-folder.ts'
import { writeOnce } from './write-once.ts'

/** The installation's secrets, all derived from one master key by a label per use. */
export interface Keys {
  /** AES-256-GCM; `about` (tenant, key id, purpose) is authenticated with it. */
  wrap(plain: Uint8Array, about: string): Buffer
  unwrap(wrapped: Uint8Array, about: string): Buffer
  /** HMAC-SHA-256 under a key derived for this label alone. */
  mac(label: string, text: string | Uint8Array): Buffer
}

export class MasterKeyProblem extends OperatorProblem {
  override name = 'MasterKeyProblem'
}

/** Reads the master key, or makes one at the first start of a fresh data folder. */
export function masterKey(dataFolder: string, given: string | undefined): { key: Buffer; made: boolean; file: string } {
  if (given) return { key: decode(given, 'CAIRN_MASTER_KEY'), made: false, file: 'CAIRN_MASTER_KEY' }
  const file = join(dataFolder, 'keys', 'master.key')
  if (existsSync(file)) {
    if (process.platform !== 'win32' && (statSync(file).mode & 0o077) !== 0)
      throw new MasterKeyProblem(`${file} can be read by others. Run: chmod 600 ${file}`)
    return { key: decode(readFileSync(file, 'utf8'), file), made: false, file }
  }
  makeFolder(dirname(file), 0o700)
  writeOnce(file, `${randomBytes(32).toString('base64')}\n`)
  return { key: decode(readFileSync(file, 'utf8'), file), made: true, file }
}

function decode(text: string, where: string): Buffer {
  const key = Buffer.from(text.trim(), 'base64')
  if (key.length !== 32)
    throw new MasterKeyProblem(`${where} must hold 32 random bytes in base64 (openssl rand -base64 32).`)
  return key
}

export function openKeys(master: Buffer): Keys {
  const derived = new Map<string, Buffer>()
  function derive(label: string): Buffer {
    const known = derived.get(label)
    if (known) return known
    const made = Buffer.from(hkdfSync('sha256', master, 'cairn', label, 32))
    derived.set(label, made)
    return made
  }
  return {
    wrap(plain, about) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', derive('wrap'), nonce).setAAD(Buffer.from(about))
      return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
    },
    unwrap(wrapped, about) {
      const bytes = Buffer.from(wrapped)
      const decipher = createDecipheriv('aes-256-gcm', derive('wrap'), bytes.subarray(0, 12)).setAAD(Buffer.from(about))
      decipher.setAuthTag(bytes.subarray(-16))
      return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()])
    },
    mac: (label, text) =>
      createHmac('sha256', derive(`mac ${label}`))
        .update(text)
        .digest(),
  }
}
