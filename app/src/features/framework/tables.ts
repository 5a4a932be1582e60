import type { ColumnType } from 'kysely'
import type { Framework } from './model.ts'

export interface FrameworkTables {
  framework: {
    id: string
    version: string
    title: string
    license: string
    redistributable: boolean
    body: ColumnType<Framework, string, string>
    importedAt: Date
  }
}
