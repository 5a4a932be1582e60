import { say, t } from '../../../text.ts'
import { Disclosure } from '../../../ui/accordion.tsx'
import { Mark } from '../../../ui/mark.tsx'
import type { ImportedFile } from '../actions/import-drafts.ts'
import { cannotHold } from '../rules/draft-import.ts'
import { findingText, placeText } from './draft-words.ts'

/** What came of each file, in the order sent. */
export function ImportReport({ report }: { report: readonly ImportedFile[] }) {
  const counted = (action: ImportedFile['action']) => report.filter((line) => line.action === action).length
  return (
    <>
      <p>
        {t('catalog.import.count', {
          created: counted('created'),
          updated: counted('updated'),
          unchanged: counted('unchanged'),
          refused: counted('refused'),
        })}
      </p>
      <ul class="draft-findings">
        {report.map((line) => (
          <FileLine key={line.file} line={line} />
        ))}
      </ul>
    </>
  )
}

function FileLine({ line }: { line: ImportedFile }) {
  const { file, code, action, draftId, because, problems } = line
  const name = code ? `${code} (${file})` : file
  return (
    <li class="draft-finding">
      <Mark name={action === 'refused' ? 'problem' : 'met'} />
      <div>
        <p>
          {draftId ? <a href={`/author/m/${draftId}/edit`}>{name}</a> : name}: {t(`catalog.import.action.${action}`)}
          {because && ` ${becauseText(line)}`}
        </p>
        {problems.length > 0 && (
          <Disclosure summary={t('catalog.import.problems', { count: problems.length })} open={action === 'refused'}>
            <ul>
              {inOrder(problems).map((problem) => (
                <li key={`${problem.path} ${problem.code} ${problem.message}`}>
                  {problem.line !== undefined && t('catalog.import.line', { line: problem.line })}{' '}
                  <Place path={problem.path} />: {findingText(problem)}
                </li>
              ))}
            </ul>
          </Disclosure>
        )}
      </div>
    </li>
  )
}

/** What keeps a file out comes before what may be written later. */
function inOrder(problems: ImportedFile['problems']): ImportedFile['problems'] {
  return problems.toSorted((a, b) => Number(cannotHold([b])) - Number(cannotHold([a])))
}

/** The field by its name, and as the file writes it where that is something else. */
function Place({ path }: { path: string }) {
  const name = placeText(path)
  return (
    <>
      <strong>{name}</strong>
      {path !== name && (
        <>
          {' '}
          <code>{path}</code>
        </>
      )}
    </>
  )
}

function becauseText({ because, unread }: ImportedFile): string {
  if (because?.includes('-')) return say(`refusal.${because}`)
  const { why = '', line = 0, column = 0 } = unread ?? {}
  return say(`catalog.import.because.${because}`, { why, line, column })
}
