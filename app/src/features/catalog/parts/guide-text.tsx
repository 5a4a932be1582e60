import { Prose, Section } from '../../../ui/layout.tsx'
import { Table } from '../../../ui/table.tsx'
import type { GuideBlock, GuideWords } from '../rules/guide-text.ts'
import type { Work } from '../tables.ts'
import { Cited } from './cited-text.tsx'

export interface GuidePart {
  readonly title: string
  readonly blocks: readonly GuideBlock[]
}

/** The parts of a guide, each under its heading. */
export function partsOf(blocks: readonly GuideBlock[]): GuidePart[] {
  const parts: { title: string; blocks: GuideBlock[] }[] = []
  for (const block of blocks) {
    if (block.kind === 'heading' && block.level === 2) parts.push({ title: block.text, blocks: [] })
    else parts.at(-1)?.blocks.push(block)
  }
  return parts
}

interface SectionProps {
  readonly part: GuidePart
  readonly number: number | string
  readonly works: readonly Work[]
  /** Of its heading: 3 where the text is one of several on a page. */
  readonly level?: 2 | 3
  /** The text it is a part of, by its heading, where the page has several with the same parts. */
  readonly of?: { readonly id: string; readonly title: string } | undefined
}

/** Numbered, so that an address of a place holds in both languages. */
export function GuideSection({ part, number, works, of, level = 2 }: SectionProps) {
  return (
    <Section id={`part-${number}`} title={part.title} level={level} within={of?.id}>
      {runsOf(part.blocks).map((run, at) =>
        run[0]?.kind === 'table' ? (
          <GuideTable
            key={`${at}`}
            table={run[0]}
            title={of ? `${of.title}: ${part.title}` : part.title}
            works={works}
          />
        ) : (
          <Prose key={`${at}`} letter>
            {run.map((block, place) => (
              <Block key={`${place}`} block={block} works={works} level={level} />
            ))}
          </Prose>
        ),
      )}
    </Section>
  )
}

/** Tables stand by themselves, wider than what is read line by line. */
function runsOf(blocks: readonly GuideBlock[]): GuideBlock[][] {
  const runs: GuideBlock[][] = []
  for (const block of blocks) {
    const last = runs.at(-1)
    if (!last || block.kind === 'table' || last[0]?.kind === 'table') runs.push([block])
    else last.push(block)
  }
  return runs
}

function Block({ block, works, level }: { block: GuideBlock; works: readonly Work[]; level: 2 | 3 }) {
  const Heading = level === 2 ? 'h3' : 'h4'
  if (block.kind === 'heading') return <Heading>{block.text}</Heading>
  if (block.kind === 'paragraph') return <p>{<Words words={block.words} works={works} />}</p>
  if (block.kind === 'note') return <blockquote>{<Words words={block.words} works={works} />}</blockquote>
  if (block.kind !== 'list') return null
  const List = block.ordered ? 'ol' : 'ul'
  return (
    <List>
      {block.items.map((words, at) => (
        <li key={`${at}`}>
          <Words words={words} works={works} />
        </li>
      ))}
    </List>
  )
}

interface TableProps {
  readonly table: Extract<GuideBlock, { kind: 'table' }>
  readonly title: string
  readonly works: readonly Work[]
}

function GuideTable({ table, title, works }: TableProps) {
  return (
    <Table
      caption={title}
      captionHidden
      columns={table.head.map((label, at) => ({
        key: `${at}`,
        label,
        heading: at === 0,
        cell: (row: readonly GuideWords[]) => <Words words={row[at] ?? []} works={works} />,
      }))}
      rows={table.rows}
      rowKey={(row) => `${table.rows.indexOf(row)}`}
    />
  )
}

function Words({ words, works }: { words: GuideWords; works: readonly Work[] }) {
  return (
    <>
      {words.map((word, at) => {
        const key = `${at}`
        if (word.kind === 'strong') return <strong key={key}>{word.text}</strong>
        if (word.kind === 'citation') return <Cited key={key} keys={word.keys} works={works} />
        if (word.kind === 'text') return word.text
        return (
          <a key={key} href={word.href}>
            {word.text}
          </a>
        )
      })}
    </>
  )
}
