import { isAlias, isNode, Lexer, LineCounter, type Node, parseAllDocuments, stringify, visit } from 'yaml'

const MOST_BYTES = 256 * 1024
/** Far above any entry of a catalogue; beyond them the parser grows slow, or runs out of stack. */
const MOST_DEPTH = 32
const MOST_KEYS = 3_000
const MOST_TOKENS = 40_000
const MOST_LINES = 5_000

export interface YamlProblem {
  readonly code: 'file_too_large' | 'yaml_unsafe' | 'yaml_syntax'
  readonly message: string
  readonly line?: number
}
export type SafeYaml =
  | { readonly ok: true; readonly value: unknown; readonly lineOf: (path: readonly (string | number)[]) => number }
  | { readonly ok: false; readonly problem: YamlProblem }

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
  if (documents.length !== 1 || !document) return refused('yaml_unsafe', 'One document a file.')
  const [first] = [...document.errors, ...document.warnings]
  if (first) return refused(first.code === 'TAG_RESOLVE_FAILED' ? 'yaml_unsafe' : 'yaml_syntax', first.message)
  let unsafe: string | undefined
  visit(document, {
    Node(_key, node) {
      unsafe = unsafeIn(node)
      return unsafe ? visit.BREAK : undefined
    },
  })
  if (unsafe) return refused('yaml_unsafe', `A YAML ${unsafe} is not taken.`)
  const lineOf = (path: readonly (string | number)[]) => {
    const node = document.getIn([...path], true)
    return lineCounter.linePos((isNode(node) && node.range?.[0]) || 0).line
  }
  return { ok: true, value: document.toJS(), lineOf }
}

/** Looked at word by word before anything is built of it: what would take long to build is refused at once. */
function tooMuchIn(text: string): YamlProblem | undefined {
  const seen = { line: 1, tokens: 0, keys: 0, flow: 0, block: 0 }
  for (const token of new Lexer().lex(text)) {
    const message = tooMuch(seen, token)
    if (message) return { code: 'yaml_unsafe', line: seen.line, message: `Line ${seen.line}: ${message}` }
  }
}

interface Seen {
  line: number
  tokens: number
  keys: number
  flow: number
  block: number
}

function tooMuch(seen: Seen, token: string): string | undefined {
  seen.tokens++
  count(seen, token)
  if (/^[&*]./.test(token)) return `a YAML ${token[0] === '&' ? 'anchor' : 'alias'} is not taken. Write the value out.`
  if (seen.flow > MOST_DEPTH || seen.block > MOST_DEPTH)
    return `this is nested deeper than ${MOST_DEPTH} levels. Write it flatter.`
  if (seen.keys > MOST_KEYS) return `the file has more than ${MOST_KEYS} keys. Split it.`
  return seen.tokens > MOST_TOKENS ? 'the file has too many parts. Split it.' : undefined
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

function refused(code: YamlProblem['code'], message: string): SafeYaml {
  return { ok: false, problem: { code, message } }
}

/** YAML 1.2 core as a catalogue file has it: two spaces, keys in their given order, quotes only where they are needed. */
export function writeYaml(value: unknown): string {
  return stringify(value, { version: '1.2', schema: 'core', indent: 2, lineWidth: 120, aliasDuplicateObjects: false })
}
