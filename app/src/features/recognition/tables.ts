import type { ColumnType } from 'kysely'
import type { LocalDate } from '../../lib/dates.ts'
import type { RefusalCode } from './model.ts'
import type { EntryKind } from './rules/ledger.ts'

/** int8: a number as long as it fits one, written as bigint. */
type Units = ColumnType<number | bigint, bigint, bigint>
/** jsonb: read as parsed, written as text, never changed. */
type Body = ColumnType<unknown, string, never>
type Later<T> = ColumnType<T | null, T | null | undefined, T>

export type RecognitionState =
  | 'pending_approval'
  | 'approved'
  | 'reported'
  | 'closed'
  | 'refused'
  | 'reversing'
  | 'reversed'

export interface RecognitionTables {
  recognitionProgram: {
    tenantId: string
    id: string
    code: string
    title: string
    unitCode: string
    unitLabel: string
    unitScale: number
    createdAt: Date
    endedAt: Later<Date>
  }
  recognitionRuleVersion: {
    tenantId: string
    id: string
    ruleId: string
    version: number
    programId: string
    body: Body
    status: 'draft' | 'published' | 'ended'
    createdBy: string
    createdAt: Date
    publishedAt: Later<Date>
    endedAt: Later<Date>
    effectiveTo: Later<LocalDate>
  }
  recognition: {
    tenantId: string
    id: string
    ruleVersionId: string
    programId: string
    educatorId: string
    /** The educator's school when it was recorded. */
    unitId: string | null
    sourceKind: 'award' | 'stack'
    sourceId: string
    issuerId: string
    achievementId: string
    achievementVersionId: string
    equivalenceKey: string
    units: Units
    unitCode: string
    unitScale: number
    periodKey: string
    state: RecognitionState
    reasonCodes: (RefusalCode | 'cap_partial')[]
    decidedBy: string[]
    countedOn: LocalDate
    createdAt: Date
  }
  recognitionHead: { tenantId: string; seq: ColumnType<number | bigint, bigint, bigint>; hash: Buffer }
  recognitionEntry: {
    tenantId: string
    seq: ColumnType<number | bigint, bigint, never>
    id: string
    recognitionId: string
    educatorId: string
    kind: EntryKind
    units: Units
    unitCode: string
    unitScale: number
    unroundedNum: string
    unroundedDen: string
    periodKey: string
    effectiveOn: LocalDate
    reasonCode: string
    note: string
    actorId: string
    createdAt: Date
    prevHash: Buffer
    hash: Buffer
  }
  publicRecognitionRule: {
    tenantId: string
    slug: string
    name: string
    timeZone: string
    demo: boolean
    id: string
    ruleId: string
    version: number
    programId: string
    programTitle: string
    body: unknown
    publishedAt: Date
    effectiveTo: LocalDate | null
  }
}
