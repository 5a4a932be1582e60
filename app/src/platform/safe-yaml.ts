import {
  isAlias,
  isNode,
  Lexer,
  LineCounter,
  type Node,
  parseAllDocuments,
  stringify,
  visit,
  type YAMLError,
} from 'yaml'
import { jsonFault } from '../lib/json-fault.ts'

const MOST_BYTES = 256 * 1024
/** Far above any entry of a catalogue; beyond them the parser grows slow, or runs out of stack. */
const MOST_DEPTH = 32
const MOST_KEYS = 3_000
const MOST_TOKENS = 40_000
const MOST_LINES = 5_000

export interface YamlProblem {
  readonly code: 'file_too_large' | 'yaml_unsafe' | 'yaml_syntax' | 'json_syntax'
  readonly message: string
  /** What is wrong, by the name the reader of YAML or this file has for it: `DUPLICATE_KEY`, `anchor`, `depth`. */
  readonly why?: string
  readonly line?: number
  readonly column?: number
}
/** Where a value stands; nothing where it is absent. */
export type LineOf = (path: readonly (string | number)[]) => number | undefined
export type SafeYaml =
  | { readonly ok: true; readonly value: unknown; readonly lineOf: LineOf }
  | { readonly ok: false; readonly problem: YamlProblem }

/** A file by its name: what calls itself JSON is JSON, of which YAML would let slips pass. */
export function readSafeFile({ name, text }: { readonly name: string; readonly text: string }): SafeYaml {
  const yaml = readSafeYaml(text)
  const stands = yaml.ok || yaml.problem.code === 'yaml_syntax'
  if (!stands || !/\.json$/i.test(name)) return yaml
  const problem = jsonProblem(text.replace(/^\ufeff/, ''))
  return problem ? { ok: false, problem } : yaml
}

function jsonProblem(text: string): YamlProblem | undefined {
  try {
    JSON.parse(text)
    return undefined
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    const place = jsonFault(text)
    return { code: 'json_syntax', message: `No JSON from line ${place.line}, column ${place.column} on.`, ...place }
  }
}

/** One YAML 1.2 core document without anchor, alias or tag: data, never a program. */
export function readSafeYaml(text: string): SafeYaml {
  if (Buffer.byteLength(text) > MOST_BYTES) return refused('file_too_large', 'The file is larger than 256 KiB.')
  if (text.split('\n').length > MOST_LINES)
    return refused('file_too_large', `The file has more than ${MOST_LINES} lines. Split it.`)
  const much = tooMuchIn(text)
  if (much) return { ok: false, problem: much }
  const lineCounter = new LineCounter()
  const documents = parseAllDocuments(text, { version: '1.2', schema: 'core', uniqueKeys: true, lineCounter })
  const document = Array.isArray(documents) ? documents[0] : undefined
  if (documents.length !== 1 || !document) return notOne(documents.length)
  const [first] = [...document.errors, ...document.warnings]
  if (first) {
    const code = first.code === 'TAG_RESOLVE_FAILED' ? 'yaml_unsafe' : 'yaml_syntax'
    return refused(code, first.message, { why: first.code, ...placeOf(first) })
  }
  let unsafe: string | undefined
  visit(document, {
    Node(_key, node) {
      unsafe = unsafeIn(node)
      return unsafe ? visit.BREAK : undefined
    },
  })
  if (unsafe) return refused('yaml_unsafe', `A YAML ${unsafe} is not taken.`, { why: unsafe })
  const lineOf: LineOf = (path) => {
    const node = document.getIn([...path], true)
    return isNode(node) && node.range ? lineCounter.linePos(node.range[0]).line : undefined
  }
  return { ok: true, value: document.toJS(), lineOf }
}

function notOne(documents: number): SafeYaml {
  return refused('yaml_unsafe', 'One document a file.', { why: documents === 0 ? 'empty' : 'documents' })
}

/** Looked at word by word before anything is built of it: what would take long to build is refused at once. */
function tooMuchIn(text: string): YamlProblem | undefined {
  const seen = { line: 1, tokens: 0, keys: 0, flow: 0, block: 0 }
  for (const token of new Lexer().lex(text)) {
    const why = tooMuch(seen, token)
    if (why) return { code: 'yaml_unsafe', why, line: seen.line, message: `Line ${seen.line}: ${TOO_MUCH[why]}` }
  }
}

interface Seen {
  line: number
  tokens: number
  keys: number
  flow: number
  block: number
}

const TOO_MUCH = {
  anchor: 'a YAML anchor is not taken. Write the value out.',
  alias: 'a YAML alias is not taken. Write the value out.',
  depth: `this is nested deeper than ${MOST_DEPTH} levels. Write it flatter.`,
  keys: `the file has more than ${MOST_KEYS} keys. Split it.`,
  parts: 'the file has too many parts. Split it.',
} as const

function tooMuch(seen: Seen, token: string): keyof typeof TOO_MUCH | undefined {
  seen.tokens++
  count(seen, token)
  if (/^[&*]./.test(token)) return token[0] === '&' ? 'anchor' : 'alias'
  if (seen.flow > MOST_DEPTH || seen.block > MOST_DEPTH) return 'depth'
  if (seen.keys > MOST_KEYS) return 'keys'
  return seen.tokens > MOST_TOKENS ? 'parts' : undefined
}

function count(seen: Seen, token: string): void {
  if (token.includes('\n')) {
    seen.line += token.split('\n').length - 1
    seen.block = 0
  } else if (token === '[' || token === '{') seen.flow++
  else if (token === ']' || token === '}') seen.flow--
  else if (token === '-' || token === '?') seen.block++
  else if (/^ +$/.test(token) && seen.block === 0) seen.block = Math.floor(token.length / 4)
  else if (token === ':') seen.keys++
}

function unsafeIn(node: Node): string | undefined {
  if (isAlias(node)) return 'alias'
  if (isNode(node) && 'anchor' in node && node.anchor) return 'anchor'
  return isNode(node) && node.tag ? 'tag' : undefined
}

function placeOf({ linePos }: YAMLError): Pick<YamlProblem, 'line' | 'column'> {
  const [start] = linePos ?? []
  return start ? { line: start.line, column: start.col } : {}
}

function refused(
  code: YamlProblem['code'],
  message: string,
  more: Omit<YamlProblem, 'code' | 'message'> = {},
): SafeYaml {
  return { ok: false, problem: { code, message, ...more } }
}

/** YAML 1.2 core as a catalogue file has it: two spaces, keys in their given order, quotes only where they are needed. */
export function writeYaml(value: unknown): string {
  return stringify(value, { version: '1.2', schema: 'core', indent: 2, lineWidth: 120, aliasDuplicateObjects: false })
}
