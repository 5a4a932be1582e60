import { OB_SCHEMA, OB_SCHEMA_URL } from '../credential/schema.ts'
import { base64url } from '../encoding/base64url.ts'
import { jcs } from '../encoding/jcs.ts'
import { sha256 } from '../encoding/sha256.ts'
import { utf8 } from '../encoding/text.ts'
import { OpenBadgesError } from '../errors.ts'
import type { JsonObject } from '../json.ts'
import type { ContextSet } from '../ports.ts'
import bitstringStatusV1 from './bitstring-status-v1.json' with { type: 'json' }
import clr200 from './clr-2.0.0.json' with { type: 'json' }
import clr201 from './clr-2.0.1.json' with { type: 'json' }
import credentialsV1 from './credentials-v1.json' with { type: 'json' }
import credentialsV2 from './credentials-v2.json' with { type: 'json' }
import dataIntegrityV1 from './data-integrity-v1.json' with { type: 'json' }
import dataIntegrityV2 from './data-integrity-v2.json' with { type: 'json' }
import ed255192020V1 from './ed25519-2020-v1.json' with { type: 'json' }
import multikeyV1 from './multikey-v1.json' with { type: 'json' }
import ob300 from './ob-3.0.0.json' with { type: 'json' }
import ob301 from './ob-3.0.1.json' with { type: 'json' }
import ob302 from './ob-3.0.2.json' with { type: 'json' }
import ob303 from './ob-3.0.3.json' with { type: 'json' }
import obExtensions from './ob-extensions.json' with { type: 'json' }
import { PINS, SCHEMA_PIN } from './pins.ts'

const BUNDLED: Readonly<Record<keyof typeof PINS, JsonObject>> = {
  'https://www.w3.org/ns/credentials/v2': credentialsV2 as JsonObject,
  'https://www.w3.org/2018/credentials/v1': credentialsV1 as JsonObject,
  'https://purl.imsglobal.org/spec/ob/v3p0/context.json': ob300 as JsonObject,
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json': ob301 as JsonObject,
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json': ob302 as JsonObject,
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json': ob303 as JsonObject,
  'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json': obExtensions as JsonObject,
  'https://purl.imsglobal.org/spec/clr/v2p0/context.json': clr200 as JsonObject,
  'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json': clr201 as JsonObject,
  'https://w3id.org/security/data-integrity/v1': dataIntegrityV1 as JsonObject,
  'https://w3id.org/security/data-integrity/v2': dataIntegrityV2 as JsonObject,
  'https://w3id.org/security/multikey/v1': multikeyV1 as JsonObject,
  'https://www.w3.org/ns/credentials/status/v1': bitstringStatusV1 as JsonObject,
  'https://w3id.org/security/suites/ed25519-2020/v1': ed255192020V1 as JsonObject,
}

/**
 * The contexts of this package by URL, each checked against its pinned digest, as is the bundled schema.
 *
 * @throws OpenBadgesError `OB_CONTEXT_PIN` when a bundled context is not the one that was pinned: nothing may be signed or verified then.
 */
export function bundledContexts(): ContextSet {
  if (digestOf(OB_SCHEMA) !== SCHEMA_PIN)
    throw new OpenBadgesError('OB_CONTEXT_PIN', 'The bundled schema is not the pinned one.', OB_SCHEMA_URL)
  return pinned(BUNDLED)
}

/** Checks every context against its pin; `path` of the error is the URL. */
export function pinned(contexts: Readonly<Record<string, JsonObject>>): ContextSet {
  const pins: Readonly<Record<string, string>> = PINS
  for (const [url, context] of Object.entries(contexts))
    if (digestOf(context) !== pins[url])
      throw new OpenBadgesError('OB_CONTEXT_PIN', `The bundled context ${url} is not the pinned one.`, url)
  return new Map(Object.entries(contexts))
}

function digestOf(document: JsonObject): string {
  return base64url(sha256(utf8(jcs(document))))
}
