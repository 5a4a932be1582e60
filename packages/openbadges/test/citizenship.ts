import type { JsonObject } from '../src/index.ts'

/** The address of the context that the selective disclosure vectors of the W3C name, and that no package carries. */
export const CITIZENSHIP = 'https://w3id.org/citizenship/v4rc1'

const SCHEMA = 'https://schema.org/'
const OWN = 'https://w3id.org/citizenship#'
const DATE_TIME = 'http://www.w3.org/2001/XMLSchema#dateTime'

function terms(base: string, names: readonly string[], more: JsonObject = {}): JsonObject {
  return Object.fromEntries(names.map((name) => [name, { '@id': `${base}${name}`, ...more }]))
}

/** What stands in for it: the terms the vectors use, each with the meaning their published N-Quads show. */
export const CITIZENSHIP_TERMS: JsonObject = {
  '@context': {
    '@version': 1.1,
    id: '@id',
    type: '@type',
    ...terms(SCHEMA, ['Person', 'additionalName', 'familyName', 'givenName', 'gender', 'identifier']),
    ...terms(SCHEMA, ['image'], { '@type': '@id' }),
    ...terms(SCHEMA, ['birthDate'], { '@type': DATE_TIME }),
    ...terms(OWN, ['EmploymentAuthorizationDocumentCredential', 'EmploymentAuthorizationDocument', 'EmployablePerson']),
    ...terms(OWN, ['PermanentResidentCardCredential', 'PermanentResidentCard', 'PermanentResident']),
    ...terms(OWN, ['birthCountry', 'commuterClassification', 'lprCategory', 'lprNumber']),
    ...terms(OWN, ['employmentAuthorizationDocument', 'permanentResidentCard'], { '@type': '@id' }),
    ...terms(OWN, ['residentSince'], { '@type': DATE_TIME }),
  },
}
