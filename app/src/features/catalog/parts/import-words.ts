import { inLocale, say, t } from '../../../text.ts'
import type { ImportedFile } from '../actions/import-drafts.ts'
import { cannotHold } from '../rules/draft-import.ts'
import { findingText, placeText } from './draft-words.ts'

type Problems = ImportedFile['problems']

/** How many files came to what; where one was refused, that none was brought in. */
export function countText(report: readonly ImportedFile[]): string {
  const counted = (action: ImportedFile['action']) => report.filter((line) => line.action === action).length
  const [refused, waiting] = [counted('refused'), counted('waiting')]
  if (refused > 0) return t('catalog.import.nothing', { refused, waiting })
  return t('catalog.import.count', {
    created: counted('created'),
    updated: counted('updated'),
    unchanged: counted('unchanged'),
    left: counted('left'),
  })
}

/** What keeps the others out comes first. */
export function filesInOrder(report: readonly ImportedFile[]): readonly ImportedFile[] {
  return report.toSorted((a, b) => Number(b.action === 'refused') - Number(a.action === 'refused'))
}

/** What keeps a file out comes before what may be written later. */
export function problemsInOrder(problems: Problems): Problems {
  return problems.toSorted((a, b) => Number(cannotHold([b])) - Number(cannotHold([a])))
}

/** Why the file was refused as a whole; behind what became of it. */
export function becauseText({ because, unread }: ImportedFile): string {
  if (because === null) return ''
  if (because.includes('-')) return ` ${say(`refusal.${because}`)}`
  const { why = '', line = 0, column = 0 } = unread ?? {}
  return ` ${say(`catalog.import.because.${because}`, { why, line, column })}`
}

/** What the page says of a file, in lines for a console: each place as an editor jumps to it. */
export function consoleText(line: ImportedFile): string {
  return inLocale('en', () => {
    const { file, action, unread, problems } = line
    const found = problemsInOrder(problems).map(
      (one) => `  ${placed(file, one.line)}: ${fieldText(one.path)}: ${findingText(one)}`,
    )
    const first = `${placed(file, unread?.line)}: ${t(`catalog.import.action.${action}`)}${becauseText(line)}`
    return [first, ...found].join('\n')
  })
}

function placed(file: string, line: number | undefined): string {
  return line === undefined ? file : `${file}:${line}`
}

function fieldText(path: string): string {
  const name = placeText(path)
  return name === path ? path : `${name} (${path})`
}
