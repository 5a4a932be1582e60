import { isAlias, isNode, type Node, parseAllDocuments, visit } from 'yaml'

const MOST_BYTES = 256 * 1024

export interface YamlProblem {
  readonly code: 'file_too_large' | 'yaml_unsafe' | 'yaml_syntax'
  readonly message: string
}
export type SafeYaml =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problem: YamlProblem }

/** One YAML 1.2 core document without anchor, alias or tag: data, never a program. */
export function readSafeYaml(text: string): SafeYaml {
  if (Buffer.byteLength(text) > MOST_BYTES) return refused('file_too_large', 'The file is larger than 256 KiB.')
  const documents = parseAllDocuments(text, { version: '1.2', schema: 'core', uniqueKeys: true })
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
  return unsafe ? refused('yaml_unsafe', `A YAML ${unsafe} is not taken.`) : { ok: true, value: document.toJS() }
}

function unsafeIn(node: Node): string | undefined {
  if (isAlias(node)) return 'alias'
  if (isNode(node) && 'anchor' in node && node.anchor) return 'anchor'
  return isNode(node) && node.tag ? 'tag' : undefined
}

function refused(code: YamlProblem['code'], message: string): SafeYaml {
  return { ok: false, problem: { code, message } }
}
