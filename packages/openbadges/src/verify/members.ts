import { isEnvelope, openEnvelope, plainMember } from '../credential/enveloped.ts'
import { asList, isObject, isString, type JsonObject, type JsonValue, pointer } from '../json.ts'
import { opened } from '../proof/jwt/token.ts'
import type { Outcome, Parsed, Run } from './context.ts'
import { parse } from './parse.ts'
import type { Report } from './report.ts'
import { failing, finding, PASS, unknowing, wantedToo } from './run.ts'

/** A credential that stands in a presentation, and what was found about it. */
export interface Member {
  readonly path: string
  readonly report: Report
}

const MAX_MEMBERS = 200
// Envelopes that exist and are not opened here.
const ELSEWHERE = ['vc+sd-jwt', 'dc+sd-jwt', 'vc+cose']

/** Judges every credential in `verifiableCredential` as if it had been given alone. */
export async function judgeMembers(run: Run, members: readonly JsonValue[]): Promise<readonly Member[]> {
  const judged: Member[] = []
  for (const [i, member] of members.entries()) {
    const report = await run.judge(memberOf(member))
    wantedToo(run, report)
    judged.push({ path: pointer('/verifiableCredential', i), report })
  }
  return judged
}

/**
 * The document with its envelopes as other nodes are: they state the base context as one URL (VC Data Model 2.0 section 4.13),
 * and a line end behind a data: URL is no part of it.
 */
export function plainly(document: JsonObject): JsonObject {
  const members = asList(document.verifiableCredential)
  return { ...document, verifiableCredential: members.map((member) => plainMember(member)) }
}

/** More credentials than are looked at would leave some unjudged. */
export function checkCount(members: readonly JsonValue[]): Outcome {
  return members.length > MAX_MEMBERS ? failing(finding('PARSE_TOO_LARGE', '/verifiableCredential')) : PASS
}

/** A member of what gathers credentials, read: an object with its own proofs, a token, or a token in an envelope. */
export function memberOf(member: JsonValue): Parsed {
  if (isString(member)) return tokenOf(member)
  if (!isObject(member)) return refused(failing(finding('SHAPE_TYPE', '', { path: '' })))
  if (isEnvelope(member)) return inEnvelope(member)
  const parsed = parse(member)
  return parsed.form === 'embedded' || parsed.form === 'clr'
    ? parsed
    : refused(failing(finding('SHAPE_TYPE', '/type', { path: '/type' })))
}

function inEnvelope(envelope: JsonObject): Parsed {
  const { type, text } = openEnvelope(envelope)
  if (type === 'vc+jwt') return tokenOf(text)
  if (ELSEWHERE.includes(type)) return refused(unknowing(finding('PARSE_FORMAT_UNKNOWN', '/id', { format: type })))
  return refused(failing(finding('PARSE_JWT', '/id')))
}

// A presentation inside a presentation is nobody's credential.
function tokenOf(text: string): Parsed {
  return isPresentation(text)
    ? refused(failing(finding('PARSE_JWT')))
    : { form: 'jwt', token: text, standard: 'vc', outcome: PASS }
}

function isPresentation(token: string): boolean {
  try {
    return opened(token).header.typ === 'vp+jwt'
  } catch {
    // Its own reader says what is wrong with it.
    return false
  }
}

function refused(outcome: Outcome): Parsed {
  return { form: 'embedded', standard: 'vc', outcome }
}
