import { withoutEnd } from '../../../lib/spans.ts'
import type { EvidenceKind } from '../model.ts'

const LONGEST = 80
/** Controls, marks that turn the direction of writing, and zero-width signs: a name must show what it is. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu
const RESERVED = /[<>:"/\\|?*]/g

/** The holder's own file name, safe to show and to offer for download. Never sent to a reader. */
export function displayName(fileName: string): string {
  const last = fileName.normalize('NFC').split(/[\\/]/).at(-1) ?? ''
  const line = last.replace(INVISIBLE, '').replace(RESERVED, ' ').replace(/\s+/g, ' ').trim()
  const plain = withoutEnd(line.replace(/^\.+/, ''), '. ')
  const letters = [...plain]
  if (letters.length <= LONGEST) return plain || 'file'
  const ending = extensionOf(plain)
  return (
    letters
      .slice(0, LONGEST - ending.length)
      .join('')
      .trimEnd() + ending
  )
}

/** A written text goes by its first words, in its own spelling and cut between two of them. */
export function textName(text: string): string {
  const line = (text.split('\n')[0] ?? '').normalize('NFC').replace(INVISIBLE, '').replace(/\s+/g, ' ').trim()
  const letters = [...line]
  if (letters.length <= LONGEST) return line || 'text'
  const cut = letters.slice(0, LONGEST - 1).join('')
  const space = cut.lastIndexOf(' ')
  return `${withoutEnd(space > LONGEST / 2 ? cut.slice(0, space) : cut, ' ,;:.')}…`
}

export interface NamedEvidence {
  readonly id: string
  readonly requirementId: string
  readonly kind: EvidenceKind
}

/** What a reader sees instead of a file name: the place, the kind and a count, the same for every learner. */
export function neutralNames(evidence: readonly NamedEvidence[]): Map<string, string> {
  const counts = new Map<string, number>()
  return new Map(
    evidence.map(({ id, requirementId, kind }) => {
      const base = `${requirementId.toLowerCase()}-${kind}`
      const count = (counts.get(base) ?? 0) + 1
      counts.set(base, count)
      return [id, `${base}-${count}`]
    }),
  )
}

function extensionOf(name: string): string {
  return /\.[A-Za-z0-9]{1,8}$/.exec(name)?.[0] ?? ''
}
