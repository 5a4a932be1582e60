import { t } from '../../../text.ts'
import type { OwnStackView } from '../views/own.ts'

/** The sentence that stands beside a field; what is wrong there, and what to do. */
export function problemAt({ problems }: Pick<OwnStackView, 'problems'>, field: string): string | undefined {
  const problem = problems.find((one) => one.field === field)
  return problem && t(`pathway.bad.${problem.because}`, { ...problem.values })
}
