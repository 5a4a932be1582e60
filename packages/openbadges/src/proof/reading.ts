import { isObject, type JsonObject, type JsonValue } from '../json.ts'
import type { ContextSet } from '../ports.ts'
import { Active, type Typed } from './active.ts'
import { isAbsolute, vocabularyIri } from './iri.ts'
import { notMine } from './not-mine.ts'
import { type Defining, define } from './term.ts'
import { HIGH } from './values.ts'

const LANGUAGE = /^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$/
const HIERARCHICAL = /^[A-Za-z][A-Za-z0-9+.-]*:\/\//
/** Contexts kept before all are forgotten: a stranger may name the pinned ones in any order. */
const MAX_KEPT = 600

/** Reads contexts: the pinned ones by URL, and small ones stated in the document itself. */
export class Contexts {
  readonly #pinned: ContextSet
  #initial = initial()
  #kept = 0
  constructor(pinned: ContextSet) {
    this.#pinned = pinned
  }

  /** Where a document begins. */
  get initial(): Active {
    if (this.#kept > MAX_KEPT) {
      this.#initial = initial()
      this.#kept = 0
    }
    return this.#initial
  }

  /** What the value of `@context` makes of a context. */
  stated(active: Active, value: JsonValue | undefined): Active {
    if (!Array.isArray(value)) return this.#one(active, value)
    let made = active
    for (const one of value as readonly JsonValue[]) made = this.#one(made, one)
    return made
  }

  #one(active: Active, value: JsonValue | undefined): Active {
    if (isObject(value)) return stated(active, value)
    if (typeof value === 'string') return this.#named(active, value)
    return value === null && !active.guarded ? this.#initial : notMine()
  }

  // A pinned context after one of the document's own would have to be judged in its light: left to the reference path.
  #named(active: Active, url: string): Active {
    const local = this.#pinned.get(url)?.['@context']
    return isObject(local) && !active.own ? this.#overlaid(active.next, local, active, false) : notMine()
  }

  /** What these types make of a context (JSON-LD 1.1 API, 5.1.2, step 11): it holds for one node only. */
  typed(active: Active, types: readonly string[]): Typed {
    const key = types.length === 1 ? (types[0] as string) : types.join(' ')
    const known = active.byTypes.get(key)
    if (known?.count === types.length) return known
    const made = {
      count: types.length,
      active: this.#forTypes(active, types),
      objects: types.map((type) => `<${vocabularyIri(type, active)}>`),
      high: types.some((type) => HIGH.test(type)),
    }
    return this.#keep(active.byTypes, key, made)
  }

  #forTypes(active: Active, types: readonly string[]): Active {
    let made = active
    for (const type of [...types].sort()) {
      const scoped = active.terms.get(type)?.scoped
      if (scoped === undefined) continue
      if (!isObject(scoped)) return notMine()
      made = read(made, scoped, { override: false, previous: active })
    }
    // What names the types must name them still, or a processor reads the node in two ways.
    return made.typeNames.join(' ') === active.typeNames.join(' ') ? made : notMine()
  }

  /** The context of a term's values, laid over this one; protected terms may change in it. */
  forTerm(active: Active, scoped: JsonValue): Active {
    if (scoped === null) return this.#initial
    if (!isObject(scoped)) return notMine()
    return this.#overlaid(active.overridden, scoped, active, true)
  }

  #overlaid(known: Map<JsonValue, Active>, local: JsonObject, active: Active, override: boolean): Active {
    return known.get(local) ?? this.#keep(known, local, read(active, local, { override, previous: active.previous }))
  }

  #keep<Key, Made>(known: Map<Key, Made>, key: Key, made: Made): Made {
    this.#kept++
    known.set(key, made)
    return made
  }
}

function initial(): Active {
  return new Active({
    terms: new Map(),
    vocab: undefined,
    language: undefined,
    previous: undefined,
    own: false,
    guarded: false,
  })
}

// A context of the document's own: plain terms only, because nested ones would have to be judged before they are used.
function stated(active: Active, value: JsonObject): Active {
  const inner = value['@context']
  const local = inner === undefined ? value : isObject(inner) && Object.keys(value).length === 1 ? inner : notMine()
  for (const definition of Object.values(local))
    if (isObject(definition) && definition['@context'] !== undefined) notMine()
  const made = read(active, local, { override: false, previous: active.previous })
  return new Active({ ...made, own: true })
}

function read(active: Active, local: JsonObject, how: { override: boolean; previous: Active | undefined }): Active {
  if (local['@version'] !== undefined && local['@version'] !== 1.1) notMine()
  if (local['@protected'] !== undefined && typeof local['@protected'] !== 'boolean') notMine()
  const vocab = local['@vocab'] === undefined ? active.vocab : vocabOf(local['@vocab'])
  const language = local['@language'] === undefined ? active.language : languageOf(local['@language'])
  const at: Defining = {
    local,
    terms: new Map(active.terms),
    before: active.terms,
    vocab,
    override: how.override,
    defined: new Map(),
  }
  for (const name of Object.keys(local)) define(name, at)
  return new Active({
    terms: at.terms,
    vocab,
    language,
    previous: how.previous,
    own: active.own,
    guarded: active.guarded,
  })
}

function vocabOf(value: JsonValue): string | undefined {
  if (value === null) return undefined
  return typeof value === 'string' && isAbsolute(value) && HIERARCHICAL.test(value) ? value : notMine()
}

function languageOf(value: JsonValue): string | undefined {
  if (value === null) return undefined
  return typeof value === 'string' && LANGUAGE.test(value) ? value.toLowerCase() : notMine()
}
