import { t } from '../../../text.ts'
import { Disclosure } from '../../../ui/accordion.tsx'
import { Mark } from '../../../ui/mark.tsx'
import type { ImportedFile } from '../actions/import-drafts.ts'
import { findingText, placeText } from './draft-words.ts'
import { becauseText, countText, filesInOrder, problemsInOrder } from './import-words.ts'

/** What came of each file: what keeps the others out first, then in the order sent. */
export function ImportReport({ report }: { report: readonly ImportedFile[] }) {
  return (
    <>
      <p>{countText(report)}</p>
      {report.some(({ action }) => action === 'left') && <p>{t('catalog.import.left')}</p>}
      <ul class="draft-findings">
        {filesInOrder(report).map((line) => (
          <FileLine key={line.file} line={line} />
        ))}
      </ul>
    </>
  )
}

const MARKS = {
  created: 'met',
  updated: 'met',
  unchanged: 'met',
  left: 'info',
  waiting: 'waiting',
  refused: 'problem',
} as const

function FileLine({ line }: { line: ImportedFile }) {
  const { file, code, action, draftId, problems } = line
  const name = code ? `${code} (${file})` : file
  return (
    <li class="draft-finding">
      <Mark name={MARKS[action]} />
      <div>
        <p>
          {draftId ? <a href={`/author/m/${draftId}/edit`}>{name}</a> : name}: {t(`catalog.import.action.${action}`)}
          {becauseText(line)}
        </p>
        {problems.length > 0 && (
          <Disclosure summary={t('catalog.import.problems', { count: problems.length })} open={action === 'refused'}>
            <ul>
              {problemsInOrder(problems).map((problem) => (
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
