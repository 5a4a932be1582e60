import { instant } from '../credential/dates.ts'
import { fromJwk, fromMultikey } from '../did/multikey.ts'
import { didWebUrl } from '../did/web.ts'
import { type ErrorCode, OpenBadgesError } from '../errors.ts'
import { asList, isObject, isString, type JsonObject, objectsOf, stringOf } from '../json.ts'
import type { KeyRecord, Need, PublicKey } from '../ports.ts'
import type { FindingCode } from './codes.ts'
import type { Outcome, Run } from './context.ts'
import { failing, finding, hostOf, jsonOf, signerOf, unknowing, wanted, withoutFragment } from './run.ts'

/** A key, or why there is none. */
export type Resolved = { readonly key: PublicKey } | { readonly outcome: Outcome }

const MAX_DOCUMENT = 64 * 1024

function no(code: FindingCode, detail: Readonly<Record<string, string>>): Resolved {
  return { outcome: failing(finding(code, '/proof', detail)) }
}

function open(code: FindingCode, detail: Readonly<Record<string, string>>): Resolved {
  return { outcome: unknowing(finding(code, '/proof', detail)) }
}

/** Finds the key a proof names, through the issuer and never through the proof alone. */
export function resolveKey(proof: JsonObject, run: Run): Resolved {
  const key = stringOf(proof.verificationMethod)
  const controller = withoutFragment(key)
  const issuer = signerOf(run)
  const asking = { proof, run, controller, detail: { issuer, key, host: hostOf(controller) } }
  if (run.options.mode !== 'proofOnly' && controller !== issuer) return no('KEY_CONTROLLER', asking.detail)
  const trusted = run.material.trustedKeys?.filter((record) => record.controller === controller) ?? []
  if (trusted.length > 0)
    return fromTrusted(
      trusted.find((record) => record.id === key),
      asking,
    )
  const found = orRefusal(() => fromController(asking))
  return isString(found) ? no(found, asking.detail) : found
}

/** What is thrown about an identifier or a key, and told as it is. */
type KeyCode = ErrorCode & FindingCode

/** What is made of an identifier or a key, or why nothing can be; a fault of ours is thrown on. */
export function orRefusal<T extends object>(made: () => T): T | KeyCode {
  try {
    return made()
  } catch (cause) {
    if (cause instanceof OpenBadgesError && isAboutKey(cause.code)) return cause.code
    throw cause
  }
}

function isAboutKey(code: ErrorCode): code is KeyCode {
  return code === 'DID_SYNTAX' || code === 'DID_KEY_FORMAT'
}

function fromController(asking: Asking): Resolved {
  const { controller, detail } = asking
  if (controller.startsWith('did:key:')) return fromDidKey(detail.key, controller)
  if (controller.startsWith('did:web:')) return fromDocument({ url: didWebUrl(controller), kind: 'did' }, asking)
  if (controller.startsWith('https://')) return fromHttps(controller, asking)
  return open('DID_METHOD_UNKNOWN', detail)
}

interface Asking {
  readonly proof: JsonObject
  readonly run: Run
  readonly controller: string
  readonly detail: { readonly issuer: string; readonly key: string; readonly host: string }
}

// A key seen earlier outranks whatever the domain says today: a lapsed domain must not speak for old credentials.
function fromTrusted(record: KeyRecord | undefined, { proof, run, detail }: Asking): Resolved {
  if (!record) return open('KEY_UNANCHORED', detail)
  if (record.state === 'compromised') return no('KEY_COMPROMISED', detail)
  const purposes: readonly string[] = run.role === 'statusList' ? ['status', 'award'] : ['award']
  if (!purposes.includes(record.purpose)) return no('KEY_NOT_AUTHORIZED', detail)
  const created = instant(proof.created)
  const ended = record.notAfter ? record.notAfter.getTime() : Number.POSITIVE_INFINITY
  // A token may bear no date, and whether the key was in use then is not asked in a run for the proofs alone.
  if (created === undefined && run.options.mode === 'proofOnly') return { key: record.key }
  // Said so that a period which is no time covers nothing.
  const covered = created !== undefined && created >= record.notBefore.getTime() && created <= ended
  return covered ? { key: record.key } : no('KEY_PERIOD', detail)
}

function fromDidKey(method: string, did: string): Resolved {
  const multibase = did.slice('did:key:'.length)
  if (method !== `${did}#${multibase}`) throw new OpenBadgesError('DID_KEY_FORMAT', 'The fragment is not the key.')
  return { key: fromMultikey(multibase) }
}

function fromDocument(source: Pick<Need, 'url' | 'kind'>, asking: Asking): Resolved {
  const { run, controller, detail } = asking
  const fetched = wanted(run, { ...source, accept: 'application/did+json, application/json', maxBytes: MAX_DOCUMENT })
  const document = fetched && jsonOf(fetched)
  if (!document) return open('DID_UNREACHABLE', detail)
  if (document.id !== controller) return no('DID_MISMATCH', detail)
  return fromMethods(document, asking)
}

function fromMethods(document: JsonObject, asking: Asking): Resolved {
  const { detail } = asking
  const controller = stringOf(document.id)
  const relation = document[relationOf(asking)]
  // However many there are: an issuer that changes its keys for years lists the one in use last.
  const methods = [document.verificationMethod, relation].flatMap(objectsOf)
  const named = methods.filter((one) => absolute(one.id, controller) === detail.key)
  const [method, second] = named
  if (!method || second) return no('KEY_NOT_AUTHORIZED', detail)
  if (method.controller !== controller) return no('KEY_CONTROLLER', detail)
  const asserting = asList(relation).some((one) => absolute(isObject(one) ? one.id : one, controller) === detail.key)
  if (!asserting) return no(method.revoked === undefined ? 'KEY_NOT_AUTHORIZED' : 'KEY_COMPROMISED', detail)
  return fromMethod(method, asking)
}

// In a run for the proofs alone the purpose is the one that the proof states.
function relationOf({ proof, run }: Asking): 'authentication' | 'assertionMethod' {
  const asserts = run.options.mode === 'proofOnly' && proof.proofPurpose === 'assertionMethod'
  return run.role === 'presentation' && !asserts ? 'authentication' : 'assertionMethod'
}

function absolute(id: unknown, controller: string): string {
  if (!isString(id)) return ''
  return id.startsWith('#') ? `${controller}${id}` : id
}

function fromMethod(method: JsonObject, { proof, detail }: Asking): Resolved {
  // An end that cannot be read, and a signature without a date, are before nothing.
  const [created, revoked, expires] = [proof.created, method.revoked, method.expires].map(
    (one) => instant(one) ?? Number.NaN,
  ) as [number, number, number]
  if (isStated(method.revoked) && !(created < revoked)) return no('KEY_COMPROMISED', detail)
  if (isStated(method.expires) && !(created <= expires)) return no('KEY_PERIOD', detail)
  if (isString(method.publicKeyMultibase)) return { key: fromMultikey(method.publicKeyMultibase) }
  if (isObject(method.publicKeyJwk)) return { key: fromJwk(method.publicKeyJwk) }
  return no('DID_KEY_FORMAT', detail)
}

function isStated(end: unknown): boolean {
  return end !== undefined && end !== null
}

/** An https key document names its controller; a fragment that is itself the key proves nothing about who wrote it. */
function fromHttps(url: string, asking: Asking): Resolved {
  const { run, detail } = asking
  const fragment = detail.key.split('#')[1] ?? ''
  if (run.options.keyBinding === '1edtech' && run.role !== 'presentation' && fragment.startsWith('z')) {
    run.warnings.push(finding('KEY_SELF_ASSERTED', '/proof', detail))
    return { key: fromMultikey(fragment) }
  }
  const found = fromKeyDocument(url, asking)
  if ('key' in found || !fragment.startsWith('z') || found.outcome.fails.length > 0) return found
  return open('KEY_SELF_ASSERTED', detail)
}

function fromKeyDocument(url: string, asking: Asking): Resolved {
  const { run, detail } = asking
  const fetched = wanted(run, { url, kind: 'key', accept: 'application/json', maxBytes: MAX_DOCUMENT })
  const document = fetched && jsonOf(fetched)
  if (!document) return open('DID_UNREACHABLE', detail)
  if (document.verificationMethod !== undefined)
    return document.id === url ? fromMethods(document, asking) : no('DID_MISMATCH', detail)
  if (document.id !== detail.key || document.controller !== url) return no('KEY_CONTROLLER', detail)
  return fromMethod(document, asking)
}
