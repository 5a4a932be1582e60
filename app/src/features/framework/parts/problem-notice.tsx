import { t } from '../../../text.ts'
import { Notice } from '../../../ui/notice.tsx'
import type { SourceProblem } from '../rules/reading.ts'

/** Why a source could not be read, as exactly as it is known. */
export function ProblemNotice({ problem }: { problem: SourceProblem }) {
  return (
    <Notice tone="danger" title={t('framework.problem')}>
      <p>{sentenceOf(problem)}</p>
      {problem.kind === 'shape' && (
        <>
          <ul>
            {problem.paths.map(({ path, because }, at) => (
              <li key={`${path} ${at}`}>
                <code>{path}</code> {whatIsWrong(because)}
              </li>
            ))}
          </ul>
          {problem.more > 0 && <p>{t('framework.problem.more', { count: problem.more })}</p>}
        </>
      )}
    </Notice>
  )
}

function sentenceOf(problem: SourceProblem): string {
  switch (problem.kind) {
    case 'json':
      return t('framework.problem.json', { line: problem.line, column: problem.column })
    case 'csv':
      return t('framework.problem.csv', { line: problem.line })
    case 'several':
      return t('framework.problem.several', { count: problem.count })
    case 'shape':
      return t('framework.problem.shape')
    case 'columns':
      return t('framework.problem.columns')
    case 'empty':
      return t('framework.problem.empty')
    default:
      return t('framework.problem.unknown')
  }
}

function whatIsWrong(because: 'missing' | 'form' | 'twice'): string {
  if (because === 'missing') return t('framework.problem.missing')
  return because === 'twice' ? t('framework.problem.twice') : t('framework.problem.form')
}
