import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type AST, RegExpParser } from '@eslint-community/regexpp'
import ts from 'typescript'

export interface Expression {
  readonly literal: string
  readonly file: string
}

/** Every regular expression written in the sources below a folder, and every file that builds one at run time. */
export function expressionsIn(folder: string): { literals: Expression[]; builders: string[] } {
  const literals: Expression[] = []
  const builders: string[] = []
  for (const file of sourcesIn(folder)) {
    const text = readFileSync(join(folder, file), 'utf8')
    if (/\bRegExp\(/.test(text)) builders.push(file)
    const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, false, kind)
    const visit = (node: ts.Node): void => {
      if (ts.isRegularExpressionLiteral(node)) literals.push({ literal: node.text, file })
      ts.forEachChild(node, visit)
    }
    visit(source)
  }
  return { literals, builders }
}

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|\.d\.ts$|^testing\/|\/testing\//.test(file))
    .sort()
}

/** Texts made to keep this expression busy: what leads up to each of its repetitions, and what it repeats, again and again. */
export function pumped(literal: string, size: number): string[] {
  const { pattern, flags } = new RegExpParser().parseLiteral(literal)
  const words = new Set<string>()
  for (const signs of [LETTERS_FIRST, SPACES_FIRST])
    for (const alternative of pattern.alternatives) leads(alternative, { before: '', flags: flags.raw, signs, words })
  return [...words].flatMap((word) => [
    `${word.repeat(Math.ceil(size / word.length))}\u0001`,
    `${word}${(word.at(-1) ?? '').repeat(size)}\u0001`,
  ])
}

interface Lead {
  readonly before: string
  readonly flags: string
  readonly signs: readonly string[]
  readonly words: Set<string>
}

function leads(alternative: AST.Alternative, { before, ...lead }: Lead): void {
  const { words } = lead
  let said = before
  for (const element of alternative.elements) {
    const inner = element.type === 'Quantifier' ? element.element : element
    if ('alternatives' in inner) for (const each of inner.alternatives) leads(each, { ...lead, before: said })
    const sample = sampleOf(inner, lead)
    if (element.type === 'Quantifier' && element.max > 20 && said + sample) {
      words.add(said + sample)
      if (sample) words.add(sample)
    }
    said += sample.repeat(element.type === 'Quantifier' ? Math.max(1, Math.min(element.min, 64)) : 1)
  }
}

const SIGNS = [...'-.,/<>"\'()[]{}!?:;@#&=+*_~^$|%\\\n\té\u0301']
// Two ways, because a word may or may not have to end where a repetition begins.
const LETTERS_FIRST = ['a', 'A', '0', ' ', ...SIGNS]
const SPACES_FIRST = [' ', ...SIGNS, 'a', 'A', '0']

/** The shortest text that this piece takes, as far as one sign after the other can tell. */
function sampleOf(element: AST.Element, given: Pick<Lead, 'flags' | 'signs'>): string {
  if (element.type === 'Character') return String.fromCodePoint(element.value)
  if (element.type === 'CharacterSet' || element.type === 'CharacterClass') {
    const own = new RegExp(`^${element.raw}$`, given.flags.replaceAll(/[gy]/g, ''))
    return given.signs.find((sign) => own.test(sign)) ?? ''
  }
  if (element.type === 'Group' || element.type === 'CapturingGroup')
    return element.alternatives[0]?.elements.map((each) => sampleOf(each, given)).join('') ?? ''
  if (element.type === 'Quantifier') return sampleOf(element.element, given).repeat(Math.min(element.min, 64))
  return ''
}

/** Milliseconds of computing in the quickest of a few goes: what is slow by nature stays slow, what waited for the machine does not. */
export function quickest(work: () => unknown, { enough, goes = 5 }: { enough: number; goes?: number }): number {
  let best = Number.POSITIVE_INFINITY
  for (let go = 0; go < goes && best > enough; go++) {
    const started = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(started)
    best = Math.min(best, (user + system) / 1000)
  }
  return best
}
