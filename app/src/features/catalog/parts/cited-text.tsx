import { paragraphsOf, type RichPiece } from '../rules/rich-text.ts'
import type { Work } from '../tables.ts'

/** An author's text with its citations as links into the reference list of the page. */
export function CitedText({ text, works }: { text: string; works: readonly Work[] }) {
  // Folded YAML keeps one line end where the author left an empty line.
  const paragraphs = paragraphsOf(text.replaceAll('\n', '\n\n'))
  return (
    <>
      {paragraphs.map((pieces, at) => (
        <p key={`${at}`}>
          {pieces.map((piece, place) => (
            <Piece key={`${place}`} piece={piece} works={works} />
          ))}
        </p>
      ))}
    </>
  )
}

function Piece({ piece, works }: { piece: RichPiece; works: readonly Work[] }) {
  if (piece.kind === 'text') return <>{piece.text}</>
  return <Cited keys={piece.keys} works={works} />
}

/** One citation in running text. */
export function Cited({ keys, works }: { keys: readonly string[]; works: readonly Work[] }) {
  const cited = keys.flatMap((key) => works.find((work) => work.key === key) ?? [])
  return (
    <>
      (
      {cited.map((work, at) => (
        <span key={work.key}>
          {at > 0 && '; '}
          <a href={`#ref-${work.key}`}>{shortName(work)}</a>
        </span>
      ))}
      )
    </>
  )
}

/** "Rowe, 1986", "Kim & Lee, 2010", "Agarwal et al., 2012"; a body is named without its editors. */
export function shortName({ authors, year }: Pick<Work, 'authors' | 'year'>): string {
  const names = (authors.split('(')[0] ?? '').split(';').map((author) => author.split(',')[0]?.trim() ?? '')
  const [first = authors, second] = names
  if (names.length === 1) return `${first}, ${year}`
  return names.length === 2 ? `${first} & ${second}, ${year}` : `${first} et al., ${year}`
}

export function References({ works }: { works: readonly Work[] }) {
  return (
    <ol class="catalog-references" lang="en">
      {works.map(({ key, authors, year, title, venue, address }) => (
        <li key={key} id={`ref-${key}`}>
          {authors} ({year}). <cite>{title}</cite>. {venue}.{' '}
          {address && (
            <a class="catalog-line" href={address}>
              {address.replace(/^https:\/\//, '')}
            </a>
          )}
        </li>
      ))}
    </ol>
  )
}
