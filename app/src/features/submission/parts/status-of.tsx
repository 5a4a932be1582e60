import { say } from '../../../text.ts'
import { type StatusKind, StatusMark } from '../../../ui/status-mark.tsx'
import type { SubmissionStatus } from '../model.ts'

const KINDS = {
  draft: 'info',
  submitted: 'waiting',
  precheck: 'waiting',
  inReview: 'waiting',
  returned: 'notYet',
  earned: 'met',
  withdrawn: 'notRated',
} as const satisfies Record<SubmissionStatus, StatusKind>

export function StatusOf({ status }: { status: SubmissionStatus }) {
  return <StatusMark kind={KINDS[status]}>{say(`submission.status.${status}`)}</StatusMark>
}
