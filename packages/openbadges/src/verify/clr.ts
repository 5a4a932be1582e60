import { MOST_MEMBERS } from '../credential/clr-rules.ts'
import { isEnvelope, plainMember } from '../credential/enveloped.ts'
import { asList, isObject, type JsonValue, objectsOf, pointer, stringsOf } from '../json.ts'
import type { JudgeContext, Outcome, Parsed, Run } from './context.ts'
import { checkContexts } from './contexts.ts'
import { memberOf } from './members.ts'
import type { Finding, Report } from './report.ts'
import { checkResources } from './resources.ts'
import { failing, finding, insideOptions, merged, newRun, PASS, unknowing, wantedToo } from './run.ts'
import { runChecks, STEPS, type Steps } from './steps.ts'
import { type ReadToken, tokenSteps } from './token-proof.ts'
import { reportOf } from './verdict.ts'

const MEMBERS = '/credentialSubject/verifiableCredential'

/**
 * Judges a CLR 2.0 transcript: itself, then every credential in it as if it had been given alone. It is as bad as the worst of them,
 * and what did not hold is no part of its claims.
 */
export function judgeClr(parsed: Parsed, context: JudgeContext): Promise<Report> {
  return judgeTranscript(parsed, context)
}

/** The same for one that is signed as a token. */
export async function judgeTranscript(parsed: Parsed, context: JudgeContext, token?: ReadToken): Promise<Report> {
  const run = newRun(parsed, context)
  const signed = token ? { terms: (its: Run) => STEPS.terms(plainly(its)), ...tokenSteps(token) } : {}
  const steps: Steps = {
    ...STEPS,
    context: (its) => checkContexts(plainly(its)),
    resources: checkContents,
    ...signed,
  }
  return reportOf(run, await runChecks(run, parsed.outcome, steps))
}

/** The same run over the document with its envelopes as other nodes are. An embedded proof was made over the very document. */
function plainly(run: Run): Run {
  const { credentialSubject: subject } = run.document
  if (!isObject(subject) || !asList(subject.verifiableCredential).some(isEnvelope)) return run
  const members = asList(subject.verifiableCredential).map(plainMember)
  return { ...run, document: { ...run.document, credentialSubject: { ...subject, verifiableCredential: members } } }
}

async function checkContents(run: Run): Promise<Outcome> {
  return merged([await checkMembers(run), await checkResources(run)])
}

async function checkMembers(run: Run): Promise<Outcome> {
  const members = objectsOf(run.document.credentialSubject).flatMap((subject) => asList(subject.verifiableCredential))
  const path = (i: number) => pointer(MEMBERS, i)
  members.forEach((_member, i) => {
    run.notes.leftOut.add(path(i))
  })
  if (members.length > MOST_MEMBERS) return unknowing(finding('TERMS_LIMIT', MEMBERS))
  const outcomes: Outcome[] = []
  for (const [i, member] of members.entries()) outcomes.push(await checkMember(member, path(i), run))
  return merged(outcomes)
}

async function checkMember(member: JsonValue, path: string, run: Run): Promise<Outcome> {
  const report = await judgeMember(member, run)
  if (!report) return failing(finding('CLR_MEMBER', path, { path }))
  wantedToo(run, report)
  const warnings = placed(report.warnings, path)
  run.warnings.push(...warnings)
  // A word about a member that did not hold is left out of it, as it is when the member stands alone.
  for (const warning of warnings) if (warning.code.startsWith('ENDORSEMENT_')) run.notes.leftOut.add(warning.path)
  if (report.verdict === 'valid') run.notes.leftOut.delete(path)
  return outcomeOf(report, path)
}

/** A presentation, or anything else that is no credential, has no place in a transcript. */
async function judgeMember(member: JsonValue, run: Run): Promise<Report | undefined> {
  const isCredential =
    !isObject(member) || stringsOf(member.type).includes('VerifiableCredential') || isEnvelope(member)
  if (!isCredential) return undefined
  return run.judge(memberOf(member), { options: insideOptions(run) })
}

/** A member that is not valid leaves no transcript that is, whether it says why or not. @internal */
export function outcomeOf(report: Pick<Report, 'verdict' | 'checks'>, path: string): Outcome {
  if (report.verdict === 'valid') return PASS
  const found = report.checks.flatMap(({ findings }) => findings)
  const inside = placed(found, path)
  if (report.verdict === 'invalid') return failing(finding('CLR_MEMBER', path, { path }), ...inside)
  return unknowing(...(inside.length > 0 ? inside : [finding('INTERNAL', path)]))
}

function placed(findings: readonly Finding[], path: string): readonly (Finding & { readonly path: string })[] {
  return findings.map((one) => ({ ...one, path: path + (one.path ?? '') }))
}
