import type { Check, Report } from '@cairn/openbadges'
import { currentLocale, t } from '../../../text.ts'
import { Disclosure } from '../../../ui/accordion.tsx'
import { StatusMark } from '../../../ui/status-mark.tsx'
import { sentenceOf } from './words.ts'

const KINDS = { pass: 'met', fail: 'revoked', unknown: 'waiting', skipped: 'notRated' } as const

/** The thirteen named checks in the order they ran, folded: for whoever wants to see how the verdict came about. */
export function ChecksList({ report, zone, open }: { report: Report; zone: string; open?: boolean }) {
  const made = report.checks.filter(({ result }) => result !== 'skipped')
  // Where nothing could be read, nothing else was tried.
  const shown = report.checks[0]?.result === 'fail' ? made : report.checks
  const passed = made.filter(({ result }) => result === 'pass')
  return (
    <Disclosure
      id="checks"
      open={open}
      summary={t('verification.checks.summary', { passed: passed.length, made: made.length })}
    >
      <ul class="checks">
        {shown.map((check) => (
          <CheckLine key={check.name} check={check} zone={zone} />
        ))}
      </ul>
    </Disclosure>
  )
}

function CheckLine({ check: { name, result, findings }, zone }: { check: Check; zone: string }) {
  const telling = { locale: currentLocale(), zone }
  return (
    <li class="check-line">
      <div>
        <p class="check-name">{t(`verification.check.${name}`)}</p>
        {/* What holds when it passed; beside a finding it would contradict it. */}
        {result === 'pass' && <p class="small muted">{t(`verification.check.${name}.what`)}</p>}
        {findings.slice(0, 5).map((finding) => (
          <p class="small" key={`${finding.code} ${finding.path}`}>
            {sentenceOf(finding, telling)} <code>{finding.code}</code>
          </p>
        ))}
      </div>
      <StatusMark kind={KINDS[result]}>{t(`verification.result.${result}`)}</StatusMark>
    </li>
  )
}

/** What was left out or is worth knowing; it never changes the verdict. */
export function Warnings({ report, zone }: { report: Report; zone: string }) {
  if (report.warnings.length === 0) return null
  const telling = { locale: currentLocale(), zone }
  return (
    <ul class="small">
      {report.warnings.slice(0, 10).map((finding) => (
        <li key={`${finding.code} ${finding.path}`}>{sentenceOf(finding, telling)}</li>
      ))}
    </ul>
  )
}
