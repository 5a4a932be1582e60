import type { Member } from './members.ts'
import type { Check, Report } from './report.ts'

const VERDICTS: readonly Report['verdict'][] = ['invalid', 'unknown', 'valid']
const RESULTS: readonly Check['result'][] = ['fail', 'unknown', 'pass', 'skipped']

/** What gathers credentials is as bad as the worst of them; findings about a member bear its path. */
export function together(own: Report, members: readonly Member[]): Report {
  const reports = members.map((member) => placed(member))
  const all = [own, ...reports]
  const dates = reports.flatMap((report) => report.statusAsOf ?? [])
  const { claims: _claims, statusAsOf: _statusAsOf, ...rest } = own
  const [only, more] = reports
  return {
    ...rest,
    verdict: all.map(({ verdict }) => verdict).reduce(worse(VERDICTS)),
    checks: own.checks.map((check) => joined(check, reports)),
    warnings: all.flatMap((report) => report.warnings),
    trust: trustOf(own, reports),
    ...(only && !more ? { standard: only.standard, ...(only.claims ? { claims: only.claims } : {}) } : {}),
    ...(dates.length > 0 ? { statusAsOf: new Date(Math.min(...dates.map((date) => date.getTime()))) } : {}),
  }
}

function placed({ path, report }: Member): Report {
  const under = (findings: Check['findings']) => findings.map((one) => ({ ...one, path: `${path}${one.path ?? ''}` }))
  return {
    ...report,
    checks: report.checks.map((check) => ({ ...check, findings: under(check.findings) })),
    warnings: under(report.warnings),
  }
}

function joined(own: Check, reports: readonly Report[]): Check {
  const same = [own, ...reports.flatMap(({ checks }) => checks.filter(({ name }) => name === own.name))]
  return {
    name: own.name,
    result: same.map(({ result }) => result).reduce(worse(RESULTS)),
    findings: same.flatMap((check) => check.findings),
  }
}

/** Which of two stands first in an order that begins with the worst. */
function worse<T>(order: readonly T[]): (one: T, other: T) => T {
  return (one, other) => (order.indexOf(one) < order.indexOf(other) ? one : other)
}

// Recognized is what comes from recognized issuers alone.
function trustOf(own: Report, reports: readonly Report[]): Report['trust'] {
  if (own.trust === 'unset') return 'unset'
  return reports.length > 0 && reports.every((report) => report.trust === 'recognized') ? 'recognized' : 'unrecognized'
}
