import type { Ctx, Db } from '../../../platform/ctx.ts'
import type { LogTables } from '../../../platform/log.ts'
import type { AccountTables } from '../../account/tables.ts'
import type { CatalogTables } from '../../catalog/tables.ts'
import type { CredentialTables } from '../../credential/tables.ts'
import type { OrganizationTables } from '../../organization/tables.ts'
import type { RecognitionTables } from '../tables.ts'

export type RecognitionWorld = RecognitionTables &
  CredentialTables &
  CatalogTables &
  OrganizationTables &
  AccountTables &
  LogTables
export type World = Ctx<RecognitionWorld>
export type Tx = Db<RecognitionWorld>
