import { StrictJsonError } from '../encoding/strict-json.ts'
import { stringOf } from '../json.ts'
import { carried } from '../proof/jwt/claims.ts'
import { readHeader } from '../proof/jwt/header.ts'
import { opened, payloadOf, signatureOf, signedBytes, TokenRefused } from '../proof/jwt/token.ts'
import { judgeTranscript } from './clr.ts'
import type { Form, JudgeContext, Outcome, Parsed } from './context.ts'
import { parse } from './parse.ts'
import { judgePresented } from './presentations.ts'
import type { Report } from './report.ts'
import { failing, finding, newRun, unknowing } from './run.ts'
import { runChecks, STEPS } from './steps.ts'
import { isAbsoluteKid, type ReadToken, tokenSteps } from './token-proof.ts'
import { reportOf } from './verdict.ts'

/** A token and the document in it, or in `outcome` why neither is believed. */
interface Read {
  readonly token?: ReadToken
  readonly parsed: Parsed
}

/** Judges a compact token: credentials and transcripts (VC-JWT of Open Badges 3.0 and CLR 2.0, vc+jwt, VC Data Model 1.1), presentations (vp+jwt). */
export async function judgeToken(given: Parsed, context: JudgeContext): Promise<Report> {
  const { token, parsed } = read(given, context)
  if (token && parsed.form === 'presentation') return judgePresented(parsed, context, token)
  if (token && parsed.form === 'clr') return judgeTranscript(parsed, context, token)
  const run = newRun(parsed, context)
  return reportOf(run, await runChecks(run, parsed.outcome, { ...STEPS, ...(token && tokenSteps(token)) }))
}

function read(given: Parsed, context: JudgeContext): Read {
  try {
    const token = tokenIn(stringOf(given.token), context)
    const parsed = parse(token.document)
    const misplaced = parsed.outcome.fails.length === 0 ? placeOf(parsed.form, token) : parsed.outcome
    return misplaced ? refused(given, misplaced) : { token, parsed }
  } catch (cause) {
    return refused(given, refusal(cause))
  }
}

function refused({ form, standard }: Parsed, outcome: Outcome): Read {
  return { parsed: { form, standard, outcome } }
}

// The header is judged before the payload is decoded, and both before a key is looked for.
function tokenIn(text: string, { options }: JudgeContext): ReadToken {
  const parts = opened(text)
  const header = readHeader(parts.header)
  if (header.kid !== undefined && options.mode !== 'proofOnly' && !isAbsoluteKid(header.kid))
    throw new TokenRefused('JWT_HEADER', 'kid')
  const signature = signatureOf(parts)
  return { header, signed: signedBytes(parts), signature, ...carried(payloadOf(parts), header.type) }
}

/** Why a document of this form may not be in a token of this type. */
function placeOf(form: Form, { header }: ReadToken): Outcome | undefined {
  if ((form === 'presentation') !== (header.type === 'vp+jwt'))
    return failing(finding('JWT_HEADER', '', { name: 'typ' }))
  return ['embedded', 'presentation', 'clr'].includes(form) ? undefined : failing(finding('PARSE_JWT'))
}

function refusal(cause: unknown): Outcome {
  if (cause instanceof StrictJsonError)
    return failing(
      cause.kind === 'duplicate' ? finding('PARSE_DUPLICATE_KEY', '', { place: cause.detail }) : finding('PARSE_JWT'),
    )
  if (!(cause instanceof TokenRefused)) throw cause
  const { code, part } = cause
  if (code === 'PROOF_SUITE_UNKNOWN') return unknowing(finding(code, '', { suite: part }))
  return failing(part === '' ? finding(code) : finding(code, '', { name: part }))
}
