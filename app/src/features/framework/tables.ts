import type { ColumnType } from 'kysely'
import type { CsvColumns, Framework, ImportFacts } from './model.ts'
import type { CaseAssociation, CaseItem, CasePackage } from './rules/case-package.ts'
import type { FrameworkWords } from './rules/translation.ts'

/** jsonb: read as parsed, written as text. */
type Body<Value> = ColumnType<Value, string, string>
type Later<Value> = ColumnType<Value | null, Value | null | undefined, Value | null>

/** A package without its statements and associations, which have rows of their own. */
export type PackageHead = Omit<CasePackage, 'CFItems' | 'CFAssociations'>

interface ImportedFramework {
  tenantId: string
  id: string
  identifier: string
  title: string
  rightsHolder: string
  licenseUri: string
  redistributable: boolean
  body: Body<PackageHead>
  firstAt: Date
  importedAt: Date
}
interface FrameworkItem {
  tenantId: string
  frameworkId: string
  identifier: string
  place: number
  code: string | null
  label: string | null
  body: Body<CaseItem>
  retiredAt: Later<Date>
}
interface FrameworkAssociation {
  tenantId: string
  frameworkId: string
  identifier: string
  place: number
  type: string
  origin: string
  destination: string
  sequence: number | null
  body: Body<CaseAssociation>
}

export interface FrameworkTables {
  closedRun: { frameworkId: string; run: string }
  framework: {
    id: string
    version: string
    title: string
    license: string
    redistributable: boolean
    body: ColumnType<Framework, string, string>
    importedAt: Date
  }
  frameworkTranslation: { frameworkId: string; language: string; body: Body<FrameworkWords> }
  importedFramework: ImportedFramework & { openingAskedBy: Later<string>; openingAskedAt: Later<Date> }
  frameworkItem: FrameworkItem
  frameworkAssociation: FrameworkAssociation
  frameworkImport: {
    tenantId: string
    id: string
    name: string
    source: string
    facts: Body<ImportFacts>
    columns: ColumnType<CsvColumns | null, string | null, string | null>
    createdAt: Date
  }
  /** Views: what whoever asks may know. */
  shownFramework: ImportedFramework & { organization: string }
  shownFrameworkItem: FrameworkItem
  shownFrameworkAssociation: FrameworkAssociation
}
