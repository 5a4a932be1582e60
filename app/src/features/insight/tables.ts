import type { Measure } from './rules.ts'

export interface InsightTables {
  insightProgress: {
    tenantId: string
    submissionId: string
    learnerId: string
    domains: string[]
    startedAt: Date
    collectingAt: Date | null
    submittedAt: Date | null
    decidedAt: Date | null
    earnedAt: Date | null
  }
  insightPerson: { tenantId: string; learnerId: string; counted: string[] }
  insightCount: { tenantId: string; key: string; people: number }
  insightDays: { tenantId: string; measure: Measure; days: number; times: number }
}
