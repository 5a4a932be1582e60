import type { ComponentChildren } from 'preact'
import { t } from '../text.ts'
import { type StatusKind, StatusMark } from './status-mark.tsx'

/** The same with our own word when none is given. */
export function Status({ kind, children }: { kind: StatusKind; children?: ComponentChildren }) {
  return <StatusMark kind={kind}>{children ?? t(`ui.status.${kind}`)}</StatusMark>
}
