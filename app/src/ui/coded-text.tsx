export interface CodedTextProps {
  text: string
  /** Where the part of a code stands, such as `R1` at `#R1`; a code that is not here stays plain. */
  places: Readonly<Record<string, string>>
}

const CODE = /\b([A-Z]\d{1,2}(?:\.[a-z])?)\b/

/** A text in which the code of a part leads to that part. Works in islands. */
export function CodedText({ text, places }: CodedTextProps) {
  return (
    <>
      {text.split(CODE).map((piece, at) => {
        const href = at % 2 === 1 ? places[piece] : undefined
        return href ? (
          <a key={`${at}`} href={href}>
            {piece}
          </a>
        ) : (
          piece
        )
      })}
    </>
  )
}
