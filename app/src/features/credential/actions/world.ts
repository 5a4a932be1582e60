import type { LogTables } from '../../../platform/log.ts'
import type { AccountTables } from '../../account/tables.ts'
import type { CatalogTables } from '../../catalog/tables.ts'
import type { FrameworkTables } from '../../framework/tables.ts'
import type { OrganizationTables } from '../../organization/tables.ts'
import type { ReviewTables } from '../../review/tables.ts'
import type { SubmissionTables } from '../../submission/tables.ts'
import type { CredentialTables } from '../tables.ts'

/** Every table an award is made from: its own and those upstream. */
export type AwardWorld = CredentialTables &
  ReviewTables &
  SubmissionTables &
  CatalogTables &
  FrameworkTables &
  OrganizationTables &
  AccountTables &
  LogTables
