import { type QueryExecutorProvider, sql } from 'kysely'
import { consentEndedBefore, evidenceEndedBefore } from '../rules/retention.ts'

/** Whose, and which: asked before any scope is entered, since what ends lies with everybody. */
export interface Due {
  readonly personId: string
  readonly tenantId?: string
  readonly submissionId?: string
  readonly id: string
}
type Gate = QueryExecutorProvider
interface Asked {
  readonly at: Date
  readonly most: number
}

export async function listUploadsDue(gate: Gate, { at, most }: Asked): Promise<readonly Due[]> {
  return (await sql<Due>`select * from sec.uploads_due(${at}, ${most})`.execute(gate)).rows
}

export async function listInboxesDue(gate: Gate, { at, most }: Asked): Promise<readonly Due[]> {
  return (await sql<Due>`select person_id, person_id as id from sec.inboxes_due(${at}, ${most})`.execute(gate)).rows
}

export async function listEvidenceDue(gate: Gate, { at, most }: Asked): Promise<readonly Due[]> {
  const { C, B, unsent } = evidenceEndedBefore(at)
  return (await sql<Due>`select * from sec.evidence_due(${C}, ${B}, ${unsent}, ${most})`.execute(gate)).rows
}

export async function listWordsDue(gate: Gate, { at, most }: Asked): Promise<readonly Due[]> {
  const { unsent } = evidenceEndedBefore(at)
  return (await sql<Due>`select * from sec.words_due(${unsent}, ${most})`.execute(gate)).rows
}

export async function listConsentsDue(gate: Gate, { at, most }: Asked): Promise<readonly Due[]> {
  return (await sql<Due>`select * from sec.consents_due(${consentEndedBefore(at)}, ${most})`.execute(gate)).rows
}
