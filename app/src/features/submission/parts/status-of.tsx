import { say } from '../../../text.ts'
import { type StatusKind, StatusMark } from '../../../ui/status-mark.tsx'
import type { WorkStatus } from '../views/works.ts'

const KINDS = {
  draft: 'info',
  submitted: 'waiting',
  precheck: 'waiting',
  inReview: 'waiting',
  returned: 'notYet',
  earned: 'met',
  takenBack: 'revoked',
  withdrawn: 'notRated',
  expired: 'notRated',
} as const satisfies Record<WorkStatus | 'expired', StatusKind>

export function StatusOf({ status }: { status: keyof typeof KINDS }) {
  return <StatusMark kind={KINDS[status]}>{say(`submission.status.${status}`)}</StatusMark>
}
