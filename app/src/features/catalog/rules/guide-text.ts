import { oneLine } from '../../../lib/one-line.ts'
import { error, type Problem } from './problem.ts'

export type GuideWord =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'strong'; readonly text: string }
  | { readonly kind: 'link'; readonly text: string; readonly href: string }
  | { readonly kind: 'citation'; readonly keys: readonly string[] }
export type GuideWords = readonly GuideWord[]
export type GuideBlock =
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph' | 'note'; readonly words: GuideWords }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly GuideWords[] }
  | { readonly kind: 'table'; readonly head: readonly string[]; readonly rows: readonly (readonly GuideWords[])[] }
export interface GuideText {
  readonly title: string
  readonly lead: string
  /** The day its words were last changed: YYYY-MM-DD. */
  readonly date: string
  readonly blocks: readonly GuideBlock[]
}

/** Bold, a link, or works: each of a length that a sentence has. */
const PIECE =
  /(\*\*[^*]{1,300}\*\*|\[[^\][]{1,200}\]\([^)\s]{1,300}\)|\[[a-z]{1,40}[0-9]{4}[a-z]?(?:[;,] ?[a-z]{1,40}[0-9]{4}[a-z]?){0,7}\])/
/** What is left when every known mark is read must hold none: no other Markdown, and no HTML. */
const MARKS = /[*_`<>[\]\\|]|^#/m

/** A guide's file: title, date, lead, then a closed set of blocks parted by empty lines. Anything else is a problem with its line. */
export function readGuide(file: string): { guide: GuideText; problems: readonly Problem[] } {
  const problems: Problem[] = []
  const [head = '', date = '', lead = '', ...rest] = piecesOf(file)
  const title = head.startsWith('# ') ? head.slice(2).trim() : ''
  if (title === '') problems.push(error('title', 'guide_title', 'The first line is “# ” and the title.'))
  if (!/^Date: \d{4}-\d\d-\d\d$/.test(date))
    problems.push(error('date', 'guide_date', 'After the title stands “Date: ” and a day such as 2026-11-30.'))
  const blocks = rest.map((piece, at) =>
    blockOf(piece, (message) => problems.push(error(`${at}`, 'guide_form', message))),
  )
  return { guide: { title, lead: oneLine(lead), date: date.slice('Date: '.length), blocks }, problems }
}

function piecesOf(file: string): string[] {
  return file
    .replaceAll('\r\n', '\n')
    .trim()
    .split(/\n\s*\n/)
}

type Complain = (message: string) => void

function blockOf(piece: string, complain: Complain): GuideBlock {
  const lines = piece.split('\n')
  const heading = /^(##|###) (\S.*)$/.exec(piece)
  if (heading) return { kind: 'heading', level: heading[1] === '##' ? 2 : 3, text: plain(heading[2] ?? '', complain) }
  if (lines.every((line) => line.startsWith('| '))) return tableOf(lines, complain)
  if (lines[0]?.startsWith('- ')) return listOf(piece, { ordered: false, mark: /^- /m }, complain)
  if (/^1\. /.test(piece)) return listOf(piece, { ordered: true, mark: /^\d+\. /m }, complain)
  if (lines.every((line) => line.startsWith('> ')))
    return { kind: 'note', words: wordsOf(lines.map((line) => line.slice(2)).join(' '), complain) }
  return { kind: 'paragraph', words: wordsOf(piece, complain) }
}

function listOf(piece: string, { ordered, mark }: { ordered: boolean; mark: RegExp }, complain: Complain): GuideBlock {
  const items = piece.split(mark).slice(1)
  return { kind: 'list', ordered, items: items.map((item) => wordsOf(item, complain)) }
}

function tableOf(lines: readonly string[], complain: Complain): GuideBlock {
  const [head = [], rule = [], ...rows] = lines.map(cellsOf)
  if (!rule.every((cell) => cell === '---'))
    complain('Under the first line of a table stands one of --- for each column.')
  if (rows.some((row) => row.length !== head.length)) complain('Each line of a table has as many cells as the first.')
  return {
    kind: 'table',
    head: head.map((cell) => plain(cell, complain)),
    rows: rows.map((row) => row.map((cell) => wordsOf(cell, complain))),
  }
}

function cellsOf(line: string): string[] {
  return line
    .replace(/^\||\|\s*$/g, '')
    .split('|')
    .map((cell) => cell.trim())
}

function wordsOf(text: string, complain: Complain): GuideWords {
  if (text.includes('![')) complain('A guide holds no pictures.')
  return oneLine(text)
    .split(PIECE)
    .flatMap((piece, i): GuideWord[] => {
      if (i % 2 === 1) return [wordOf(piece)]
      return piece === '' ? [] : [{ kind: 'text', text: plain(piece, complain) }]
    })
}

function wordOf(piece: string): GuideWord {
  if (piece.startsWith('**')) return { kind: 'strong', text: piece.slice(2, -2) }
  const link = /^\[([^\]]+)\]\(([^)]+)\)$/.exec(piece)
  if (link) return { kind: 'link', text: link[1] ?? '', href: link[2] ?? '' }
  return { kind: 'citation', keys: piece.slice(1, -1).split(/[;,] ?/) }
}

function plain(text: string, complain: Complain): string {
  if (MARKS.test(text)) complain(`A mark that no guide knows stands in “${text.slice(0, 60)}”.`)
  return text
}

function everyWords({ blocks }: Pick<GuideText, 'blocks'>): GuideWord[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'heading') return []
    if (block.kind === 'list') return block.items.flat()
    return block.kind === 'table' ? block.rows.flat(2) : block.words
  })
}

/** Works in the order in which they are first named. */
export function citedIn(guide: Pick<GuideText, 'blocks'>): string[] {
  return [...new Set(everyWords(guide).flatMap((word) => (word.kind === 'citation' ? word.keys : [])))]
}

export function linksIn(guide: Pick<GuideText, 'blocks'>): string[] {
  return everyWords(guide).flatMap((word) => (word.kind === 'link' ? [word.href] : []))
}

/** Words a reader reads, tables and headings too. */
export function wordCount({ blocks, lead }: Pick<GuideText, 'blocks' | 'lead'>): number {
  const texts = blocks.flatMap((block) => {
    if (block.kind === 'heading') return [block.text]
    return block.kind === 'table' ? [...block.head] : []
  })
  const running = everyWords({ blocks }).flatMap((word) => (word.kind === 'citation' ? [] : [word.text]))
  return [lead, ...texts, ...running].join(' ').match(/[\p{L}\p{N}]+/gu)?.length ?? 0
}
