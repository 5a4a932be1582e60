export interface VerificationTables {
  /** Lists of other sites alone: those of this site are read where they were signed. */
  statusListSeen: { url: string; validFrom: Date; seenAt: Date; refusedAt: Date | null }
}
