import { Prose } from '../../../ui/layout.tsx'
import { plainName } from '../rules/names.ts'

/** The criteria as they were signed: paragraphs and lists of their Markdown, and nothing else of it. */
export function Narrative({ text, lang }: { text: string; lang: string | undefined }) {
  return (
    <Prose lang={lang}>
      {text
        .slice(0, 8_000)
        .split(/\n{2,}/)
        .map((block, place) => (
          <Block key={place} lines={block.split('\n')} />
        ))}
    </Prose>
  )
}

function Block({ lines }: { lines: readonly string[] }) {
  if (!lines.every((line) => line.startsWith('- '))) return <p>{plainName(lines.join(' '), 8_000)}</p>
  return (
    <ul>
      {lines.map((line, place) => (
        <li key={place}>{plainName(line.slice(2), 2_000)}</li>
      ))}
    </ul>
  )
}
