import type { NamedId } from './case-of-own.ts'
import type { CasePackage } from './case-package.ts'

/** What the form says about a framework, and where and when it is taken in. */
export interface Known {
  readonly title: string
  readonly rightsHolder: string
  readonly licenseURI: string
  readonly language: string
  readonly baseUrl: string
  readonly tenantId: string
  readonly at: Date
  readonly namedId: NamedId
  /** The namespace of addresses. */
  readonly addresses: string
}

export type SourceProblem =
  | { readonly kind: 'json'; readonly line: number; readonly column: number }
  | {
      readonly kind: 'shape'
      readonly paths: readonly { readonly path: string; readonly because: 'missing' | 'form' | 'twice' }[]
      readonly more: number
    }
  | { readonly kind: 'csv'; readonly line: number }
  | { readonly kind: 'columns' }
  | { readonly kind: 'several'; readonly count: number }
  | { readonly kind: 'empty' }
  | { readonly kind: 'unknown' }

/** A source that was understood, or why not. */
export type Reading =
  | { readonly pack: CasePackage; readonly labels: ReadonlyMap<string, string> }
  | { readonly problem: SourceProblem }
