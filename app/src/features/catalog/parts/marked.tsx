import { plain } from '../rules/plain.ts'
import { formsOf } from '../rules/spelling.ts'

/** A text with the words that a search found marked in it. */
export function Marked({ text, found }: { text: string; found: readonly string[] }) {
  const words = new Set(found.flatMap((phrase) => phrase.split(' ')).flatMap(formsOf))
  const line = plain(text)
  if (![...words].some((word) => line.includes(word))) return <>{text}</>
  return (
    <>
      {text
        .split(/([\p{L}\p{N}]+)/u)
        .map((piece, at) => (at % 2 === 1 && words.has(plain(piece)) ? <mark key={`${at}`}>{piece}</mark> : piece))}
    </>
  )
}
