import { groupBy } from '../../../lib/group-by.ts'
import { type Json, jcs } from '../../../lib/jcs.ts'
import type { CaseItem, CasePackage } from './case-package.ts'

export interface Named {
  readonly code: string
  readonly statement: string
}
export interface DryRun {
  readonly total: number
  readonly added: readonly Named[]
  readonly changed: readonly Named[]
  readonly removed: readonly Named[]
  readonly unchanged: number
  /** Each the chain of codes that comes back to where it began. */
  readonly cycles: readonly (readonly string[])[]
  readonly orphans: readonly Named[]
  readonly duplicates: readonly { readonly code: string; readonly count: number }[]
  readonly missingParents: readonly { readonly child: Named; readonly parent: string }[]
  /** Pairs with statements of other frameworks, and within this one. */
  readonly crosswalks: number
}

/** What taking a package in would do, beside what is held of it now; nothing is written by looking. */
export function dryRun(pack: CasePackage, held: readonly CaseItem[]): DryRun {
  const before = new Map(held.map((item) => [keyOf(item), contentOf(item)]))
  const now = new Map(pack.CFItems.map((item) => [keyOf(item), item]))
  const isNew = (item: CaseItem) => !before.has(keyOf(item))
  const isChanged = (item: CaseItem) => !isNew(item) && before.get(keyOf(item)) !== contentOf(item)
  const added = pack.CFItems.filter(isNew)
  const changed = pack.CFItems.filter(isChanged)
  return {
    total: pack.CFItems.length,
    added: added.map(named),
    changed: changed.map(named),
    removed: held.filter((item) => !now.has(keyOf(item))).map(named),
    unchanged: pack.CFItems.length - added.length - changed.length,
    duplicates: duplicatesOf(pack.CFItems),
    crosswalks: pack.CFAssociations.filter(({ associationType }) => isCrosswalk(associationType)).length,
    ...treeFaults(pack, now),
  }
}

export function isCrosswalk(type: string): boolean {
  return ['exactMatchOf', 'isRelatedTo', 'replacedBy'].includes(type)
}

function keyOf({ identifier }: { identifier: string }): string {
  return identifier.toLowerCase()
}

function contentOf({ lastChangeDateTime: _when, ...item }: CaseItem): string {
  return jcs(item as unknown as Json)
}

function named({ humanCodingScheme, identifier, abbreviatedStatement, fullStatement }: CaseItem): Named {
  return { code: humanCodingScheme ?? identifier, statement: abbreviatedStatement ?? fullStatement }
}

function duplicatesOf(items: readonly CaseItem[]): DryRun['duplicates'] {
  const coded = items.flatMap(({ humanCodingScheme }) => humanCodingScheme ?? [])
  return [...groupBy(coded, (code) => code)]
    .filter(([, same]) => same.length > 1)
    .map(([code, same]) => ({ code, count: same.length }))
}

function treeFaults({ CFDocument, CFAssociations }: CasePackage, items: ReadonlyMap<string, CaseItem>) {
  const links = CFAssociations.filter(({ associationType }) => associationType === 'isChildOf')
    .map(({ originNodeURI, destinationNodeURI }) => ({
      child: keyOf(originNodeURI),
      parent: keyOf(destinationNodeURI),
      parentName: destinationNodeURI.title || destinationNodeURI.identifier,
    }))
    .filter(({ child }) => items.has(child))
  const parents = groupBy(links, ({ child }) => child)
  const nameOf = (key: string): Named => {
    const item = items.get(key)
    return item ? named(item) : { code: key, statement: '' }
  }
  const top = keyOf(CFDocument)
  return {
    cycles: cyclesOf(parents).map((chain) => chain.map((key) => nameOf(key).code)),
    orphans: [...items.keys()].filter((key) => !parents.has(key)).map(nameOf),
    missingParents: links
      .filter(({ parent }) => parent !== top && !items.has(parent))
      .map(({ child, parentName }) => ({ child: nameOf(child), parent: parentName })),
  }
}

type Parents = ReadonlyMap<string, readonly { readonly parent: string }[]>

/** From what does not come to an end above, upward until a statement is met again. */
function cyclesOf(parents: Parents): string[][] {
  const endless = withoutEnd(parents)
  const met = new Set<string>()
  return [...endless].flatMap((start) => {
    const path = new Map<string, number>()
    let here = start
    while (!path.has(here) && !met.has(here)) {
      path.set(here, path.size)
      here = parents.get(here)?.find(({ parent }) => endless.has(parent))?.parent ?? here
    }
    for (const key of path.keys()) met.add(key)
    return path.has(here) ? [[...[...path.keys()].slice(path.get(here)), here]] : []
  })
}

/** Statements are taken away from the top down, each when all above it are gone; what stays hangs on a cycle. */
function withoutEnd(parents: Parents): ReadonlySet<string> {
  const above = new Map(
    [...parents].map(([key, links]) => [key, links.filter(({ parent }) => parents.has(parent)).length]),
  )
  const below = groupBy(
    [...parents].flatMap(([child, links]) => links.map(({ parent }) => ({ child, parent }))),
    ({ parent }) => parent,
  )
  const free = [...above].filter(([, count]) => count === 0).map(([key]) => key)
  for (let key = free.pop(); key !== undefined; key = free.pop()) {
    above.delete(key)
    for (const { child } of below.get(key) ?? []) {
      const count = (above.get(child) ?? 0) - 1
      above.set(child, count)
      if (count === 0) free.push(child)
    }
  }
  return new Set(above.keys())
}
