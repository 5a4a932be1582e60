import type { ZodError } from 'zod'
import { jsonFault } from '../../../lib/json-fault.ts'
import { CasePackage } from './case-package.ts'
import { asnAsPackage, isAsn } from './read-asn.ts'
import type { Known, Reading } from './reading.ts'

/** A package of CASE 1.0 or 1.1, or a framework as CTDL-ASN. */
export function readJson(text: string, known: Known): Reading {
  const parsed = parseJson(text)
  if ('problem' in parsed) return parsed
  const { value } = parsed
  if (isAsn(value)) {
    const made = asnAsPackage(value, known)
    return 'problem' in made ? made : judged(made)
  }
  if (!isObject(value) || !isObject(value.CFDocument)) return { problem: { kind: 'unknown' } }
  return judged(asOneOne(value))
}

function parseJson(text: string): { value: unknown } | { problem: { kind: 'json'; line: number; column: number } } {
  try {
    // Nothing is what an absent field says; no database takes a zero byte.
    const value: unknown = JSON.parse(text, (_key, part) => {
      if (part === null) return undefined
      return typeof part === 'string' ? part.replaceAll('\0', '') : part
    })
    return { value }
  } catch {
    return { problem: { kind: 'json', ...jsonFault(text) } }
  }
}

const MOST_PATHS = 20

function judged(value: unknown): Reading {
  const { success, data, error } = CasePackage.safeParse(value)
  if (!success) return { problem: misfits(error) }
  const twice = repeated(data)
  if (twice.length > 0)
    return {
      problem: { kind: 'shape', paths: twice.slice(0, MOST_PATHS), more: Math.max(twice.length - MOST_PATHS, 0) },
    }
  return { pack: data, labels: new Map() }
}

function misfits({ issues }: ZodError) {
  const paths = issues.slice(0, MOST_PATHS).map((issue) => ({
    path: issue.path.join('.') || 'CFDocument',
    because:
      issue.code === 'invalid_type' && /received undefined/.test(issue.message)
        ? ('missing' as const)
        : ('form' as const),
  }))
  return { kind: 'shape' as const, paths, more: Math.max(issues.length - MOST_PATHS, 0) }
}

/** One identifier names one thing. */
function repeated({ CFItems, CFAssociations }: CasePackage) {
  const within = (name: string, parts: readonly { identifier: string }[]) => {
    const seen = new Set<string>()
    return parts.flatMap(({ identifier }, at) => {
      const key = identifier.toLowerCase()
      if (seen.has(key)) return [{ path: `${name}.${at}.identifier`, because: 'twice' as const }]
      seen.add(key)
      return []
    })
  }
  return [...within('CFItems', CFItems), ...within('CFAssociations', CFAssociations)]
}

type Loose = Readonly<Record<string, unknown>>
function isObject(value: unknown): value is Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What 1.0 wrote otherwise, or some of its providers. */
function asOneOne(value: Loose): Loose {
  const rows = (name: string) => (Array.isArray(value[name]) ? value[name] : [])
  return {
    ...value,
    CFDocument: atATime(listed(value.CFDocument as Loose)),
    CFItems: rows('CFItems').map((item) => (isObject(item) ? atATime(listed(item)) : item)),
    CFAssociations: rows('CFAssociations').map((link) => (isObject(link) ? atATime(counted(link)) : link)),
  }
}

const LISTS = ['subject', 'conceptKeywords', 'educationLevel'] as const

function listed({ educationalLevel, caseVersion, ...part }: Loose): Loose {
  const levels = part.educationLevel ?? educationalLevel
  const given: Loose = { ...part, ...(levels === undefined ? {} : { educationLevel: levels }) }
  const lists = LISTS.filter((name) => typeof given[name] === 'string').map((name) => [name, [given[name]]])
  return { ...given, ...Object.fromEntries(lists), ...(caseVersion === '1.1' ? { caseVersion } : {}) }
}

/** Some providers write the number as text. */
function counted(link: Loose): Loose {
  const { sequenceNumber } = link
  const isText = typeof sequenceNumber === 'string' && /^\d{1,9}$/.test(sequenceNumber)
  return isText ? { ...link, sequenceNumber: Number(sequenceNumber) } : link
}

/** A time without a zone is taken as UTC: the schema wants one. */
function atATime(part: Loose): Loose {
  const at = part.lastChangeDateTime
  return typeof at === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+$/.test(at)
    ? { ...part, lastChangeDateTime: `${at}Z` }
    : part
}
