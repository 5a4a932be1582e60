import { checkShape } from '../credential/shape.ts'
import { asList, idOf, type JsonObject, type JsonValue, stringsOf } from '../json.ts'
import type { JudgeContext, Outcome, Parsed, Run } from './context.ts'
import { checkContexts } from './contexts.ts'
import { checkCount, judgeMembers, type Member, plainly } from './members.ts'
import { checkProofs, ownProofs } from './proofs.ts'
import type { Report } from './report.ts'
import { failing, finding, merged, newRun, SKIP, unknowing } from './run.ts'
import { runChecks, STEPS, type Steps } from './steps.ts'
import { together } from './together.ts'
import { type ReadToken, tokenSteps } from './token-proof.ts'
import { reportOf } from './verdict.ts'

/** Judges a presentation with embedded proofs, and every credential in it. */
export function judgePresentation(parsed: Parsed, context: JudgeContext): Promise<Report> {
  return judgePresented(parsed, context)
}

/** The same for one that is signed as a token. */
export async function judgePresented(parsed: Parsed, context: JudgeContext, token?: ReadToken): Promise<Report> {
  const run = newRun(parsed, { ...context, role: 'presentation' })
  const found = asList(run.document.verifiableCredential)
  const members: Member[] = []
  const steps = { ...STEPS, ...NOT_OF_A_PRESENTATION, ...stepsOf(found, members, token) }
  const checks = await runChecks(run, merged([parsed.outcome, checkCount(found)]), steps)
  return together(reportOf(run, checks), members)
}

const MEMBERS = '/verifiableCredential'
const NOT_OF_A_PRESENTATION = {
  refresh: () => SKIP,
  status: () => SKIP,
  dates: () => SKIP,
  recipient: () => SKIP,
  endorsements: () => SKIP,
  resources: () => SKIP,
} as const satisfies Partial<Steps>

function stepsOf(
  found: readonly JsonValue[],
  members: Member[],
  token?: ReadToken,
): Pick<Steps, 'context' | 'shape' | 'terms' | 'key' | 'proof'> {
  const signed = token ? tokenSteps(token) : { key: STEPS.key, proof: checkProofs }
  return {
    context: (run) => checkContexts({ ...run, document: plainly(run.document) }),
    shape: (run) => (run.options.mode === 'proofOnly' ? SKIP : shapeOf(run.document, found)),
    // An embedded proof was made over the very document.
    terms: (run) => STEPS.terms(token ? { ...run, document: plainly(run.document) } : run),
    key: async (run) => {
      // Nothing is asked for about its members before its own form is known to be good.
      members.push(...(await judgeMembers(run, found)))
      return signed.key(run)
    },
    proof: async (run) => {
      const outcome = await signed.proof(run)
      const presenter = checkPresenter(run, members, token)
      return outcome.skipped && presenter.fails.length === 0 ? outcome : merged([outcome, presenter])
    },
  }
}

function shapeOf(document: JsonObject, found: readonly JsonValue[]): Outcome {
  const problems = checkShape(document, 'presentation')
  const empty = found.length === 0 ? [finding('SHAPE_SCHEMA', MEMBERS, { path: MEMBERS })] : []
  return failing(...problems.map(({ code, path, message }) => finding(code, path, { path, message })), ...empty)
}

/** Who presents must say who that is, answer the request that was made, and be the one the credentials are about. */
function checkPresenter(run: Run, members: readonly Member[], token?: ReadToken): Outcome {
  const { options, document } = run
  const asked = options.presentation ?? {}
  const answers = token ? [{ challenge: token.claims.nonce, domain: token.claims.aud }] : ownProofs(run)
  const outcomes = answers.map((answer) => checkAnswer(answer, asked))
  if (options.mode === 'proofOnly') return merged(outcomes)
  const holder = idOf(document.holder)
  if (holder === undefined) return failing(finding('PRESENTATION_HOLDER', '/holder'))
  // Without a request of the caller's own, anybody may have kept an old answer.
  if (asked.challenge === undefined) outcomes.push(unknowing(finding('PRESENTATION_HOLDER', '/proof')))
  const others = members.filter(({ report }) => report.claims && report.claims.subject.id !== holder)
  outcomes.push(unknowing(...others.map(({ path }) => finding('PRESENTATION_HOLDER', path))))
  return merged(outcomes)
}

function checkAnswer({ challenge, domain }: JsonObject, asked: { challenge?: string; domain?: string }): Outcome {
  const fails = []
  if (asked.challenge !== undefined && challenge !== asked.challenge)
    fails.push(finding('PRESENTATION_CHALLENGE', '/proof'))
  if (asked.domain !== undefined && !stringsOf(domain).includes(asked.domain))
    fails.push(finding('PRESENTATION_DOMAIN', '/proof', { domain: stringsOf(domain).join(' ').slice(0, 200) }))
  return failing(...fails)
}
