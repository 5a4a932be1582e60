import { account } from './features/account/migrations/0010-account.ts'
import { catalog } from './features/catalog/migrations/0030-catalog.ts'
import { credential } from './features/credential/migrations/0070-credential.ts'
import { organization } from './features/organization/migrations/0020-organization.ts'
import { recognition } from './features/recognition/migrations/0100-recognition.ts'
import { review } from './features/review/migrations/0060-review.ts'
import { submission } from './features/submission/migrations/0050-submission.ts'
import type { LogTables } from './platform/log.ts'
import type { Migration } from './platform/migrate.ts'
import { security } from './platform/migrations/0001-security.ts'
import { log } from './platform/migrations/0002-log.ts'
import { jobs } from './platform/migrations/0003-jobs.ts'

/** Every feature's tables in one type. */
export type Tables = LogTables

/** Every migration of the product, in order: the number in the name is the order. */
export const migrations: readonly Migration[] = [
  security,
  log,
  jobs,
  account,
  organization,
  catalog,
  submission,
  review,
  credential,
  recognition,
].sort((a, b) => (a.name < b.name ? -1 : 1))
