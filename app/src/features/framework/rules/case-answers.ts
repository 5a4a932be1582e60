import { CASE } from './case-of-own.ts'
import type { CaseAssociation, CaseItem, CasePackage } from './case-package.ts'

type Document = CasePackage['CFDocument']

/** A document by itself says where its package is. */
export function documentAlone(document: Document, baseUrl: string) {
  const { identifier, title } = document
  return { ...document, CFPackageURI: { title, identifier, uri: `${baseUrl}${CASE}/CFPackages/${identifier}` } }
}

/** A statement or an association by itself says which document it belongs to. */
export function partAlone<Part extends CaseItem | CaseAssociation>(part: Part, document: Document) {
  const { identifier, title, uri } = document
  return { ...part, CFDocumentURI: { title, identifier, uri } }
}

/** The standard's own words for an identifier that leads nowhere. */
export function statusOf(minor: 'unknownobject' | 'invaliduuid') {
  return {
    imsx_codeMajor: 'failure',
    imsx_severity: 'error',
    imsx_description: minor === 'invaliduuid' ? 'Invalid UUID' : 'Unknown Object',
    imsx_codeMinor: {
      imsx_codeMinorField: [{ imsx_codeMinorFieldName: 'sourcedId', imsx_codeMinorFieldValue: minor }],
    },
  }
}
