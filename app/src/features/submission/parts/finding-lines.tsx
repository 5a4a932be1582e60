import { say } from '../../../text.ts'
import { Notice } from '../../../ui/notice.tsx'
import type { Finding } from '../rules/finding.ts'

/** What the check says about one place: the fact, then what to do. */
export function FindingLines({ findings }: { findings: readonly Finding[] }) {
  return (
    <>
      {findings.map(({ code, severity, evidenceId }) => (
        <Notice key={`${code} ${evidenceId ?? ''}`} tone={severity === 'block' ? 'notYet' : 'info'}>
          <p>
            <strong>{say(`finding.${code}.says`)}</strong> {say(`finding.${code}.fix`)}
          </p>
        </Notice>
      ))}
    </>
  )
}
