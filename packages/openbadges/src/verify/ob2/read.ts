import { type JsonObject, stringOf } from '../../json.ts'
import { first } from '../claim-values.ts'
import type { JudgeContext, Outcome, Parsed, Run } from '../context.ts'
import { parse } from '../parse.ts'
import { failing, finding, hostOf, merged, newRun, PASS, SKIP, unknowing } from '../run.ts'
import type { Steps } from '../steps.ts'
import type { Telling } from '../verdict.ts'
import { type Chain, chainOf } from './chain.ts'
import { secondClaims } from './claims.ts'
import { checkSecondEndorsements } from './endorsements.ts'
import { checkCopy, checkHostedStatus, checkScope } from './hosted.ts'
import { contextProblems, fetchedFrom, isGone, placeOf } from './linked.ts'
import { checkHolder, checkIssued } from './persons.ts'
import { checkRevocations } from './revocations.ts'
import { isWord, kindOf, methodOf, shapeProblems } from './shape.ts'
import { checkToken, signingKey, type Token, tokenOf } from './signed.ts'

/** What was given as Open Badges 2, and the checks that judge it. */
export interface Reading {
  readonly run: Run
  readonly outcome: Outcome
  readonly steps: Steps
  /** Known when the checks are made. */
  telling(): Telling
}

/** An Open Badges 2 document, judged by the copy its issuer keeps. */
export function readHosted(parsed: Parsed, context: JudgeContext): Reading {
  return reading(newRun(parsed, context), { outcome: parsed.outcome })
}

/** The document at an address that was baked into an image. */
export function readAddress(parsed: Parsed, context: JudgeContext): Reading {
  const run = newRun(parsed, context)
  const address = stringOf(parsed.token)
  const url = placeOf(address)
  const fetched = url === undefined ? undefined : fetchedFrom(run, url, 'hosted')
  const host = hostOf(address)
  // Whoever took a badge back may answer that it is gone.
  if (isGone(run, url)) return reading(run, { outcome: failing(finding('STATUS_REVOKED', '')) })
  if (!fetched) return reading(run, { outcome: unknowing(finding('STATUS_UNREACHABLE', '', { host })) })
  const { document = {}, outcome } = secondOnly(parse(fetched.body))
  return reading({ ...run, document }, { outcome })
}

/** A compact token around an Open Badges 2 assertion or endorsement. */
export function readSigned(parsed: Parsed, context: JudgeContext): Reading {
  const token = tokenOf(stringOf(parsed.token))
  if ('outcome' in token) return reading(newRun(parsed, context), token)
  const { document = {}, outcome } = secondOnly(parse(token.payload))
  return reading(newRun({ ...parsed, document }, context), { outcome, token })
}

// What only wears the coat of Open Badges 2 is not judged by its rules.
function secondOnly(inner: Parsed): Pick<Parsed, 'document' | 'outcome'> {
  if (inner.form === 'ob2' || inner.outcome.fails.length > 0) return inner
  return { outcome: unknowing(finding('PARSE_FORMAT_UNKNOWN', '', { format: inner.form })) }
}

interface Given {
  readonly outcome: Outcome
  readonly token?: Token
}

function reading(run: Run, { outcome, token }: Given): Reading {
  let chain: Chain | undefined
  // What is refused before its key is looked for sends nobody anywhere.
  const follow = () => {
    chain ??= chainOf(run)
    return chain
  }
  return {
    run,
    outcome,
    steps: stepsFor(follow, token),
    telling: () => ({ issuer: stringOf(chain?.issuerId), claims: () => secondClaims(run, follow()) }),
  }
}

/** The same thirteen checks, each by the rules of Open Badges 2. */
function stepsFor(follow: () => Chain, token: Token | undefined): Steps {
  const way = token ? signedWay(token) : hostedWay
  return {
    context: ({ document }) => failing(...contextProblems(document)),
    shape: ({ document }) => checkSecondShape(document, token ? 'signed' : 'hosted'),
    // What is hosted or signed here is the text itself: no word of it is left out of what is compared.
    terms: () => PASS,
    key: (run) => {
      const chain = follow()
      return chain.outcome === PASS ? way.key(run, chain) : chain.outcome
    },
    proof: (run) => way.proof(run),
    refresh: () => SKIP,
    status: (run) => way.status(run, follow()),
    dates: checkIssued,
    recipient: checkHolder,
    endorsements: (run) => checkSecondEndorsements(run, follow()),
    resources: () => SKIP,
    log: () => SKIP,
  }
}

interface Way {
  readonly key: (run: Run, chain: Chain) => Outcome
  readonly proof: (run: Run) => Outcome | Promise<Outcome>
  readonly status: (run: Run, chain: Chain) => Outcome
}

const hostedWay: Way = {
  key: (run, chain) => (kindOf(run.document) === 'Issuer' ? PASS : checkScope(run, chain)),
  proof: checkCopy,
  status: checkHostedStatus,
}

function signedWay(token: Token): Way {
  let found: ReturnType<typeof signingKey> | undefined
  return {
    key: (run, chain) => {
      found = signingKey(run, chain)
      return 'key' in found ? PASS : found.outcome
    },
    proof: (run) => checkToken(run, token, found && 'key' in found ? found.key : undefined),
    status: checkRevocations,
  }
}

function checkSecondShape(document: JsonObject, way: 'hosted' | 'signed'): Outcome {
  const kind = kindOf(document)
  if (!kind || (way === 'signed' && !isWord(kind))) return failing(finding('SHAPE_TYPE', '/type', { path: '/type' }))
  const problems = failing(...shapeProblems(document, kind))
  if (!isWord(kind) || problems.fails.length > 0) return problems
  if (methodOf(first(document.verification)) === way) return PASS
  // What says that it is signed, without its signature, proves nothing; a signed one must say so.
  const wrong =
    way === 'hosted'
      ? finding('PROOF_MISSING', '/verification')
      : finding('SHAPE_SCHEMA', '/verification/type', { path: '/verification/type' })
  return merged([problems, failing(wrong)])
}
