import { csvText } from '../../../lib/csv.ts'
import { say, t } from '../../../text.ts'
import { GROUPINGS, type Grouping, type ShownStudent } from '../rules/practice-case.ts'

export function columnName(column: Grouping | 'code' | 'first' | 'later'): string {
  return say(`submission.practice.column.${column}`)
}

export function groupName(student: ShownStudent, grouping: Grouping): string {
  return say(`submission.practice.${grouping}.${student[grouping]}`)
}

export function resultName(result: boolean | null): string {
  if (result === null) return t('submission.practice.none')
  return t(result ? 'submission.practice.reached' : 'submission.practice.notReached')
}

/** The table as a spreadsheet opens it. */
export function practiceCsv(students: readonly ShownStudent[]): string {
  const later = students.some((student) => student.later !== undefined)
  const head = (['code', ...GROUPINGS, 'first', ...(later ? ['later' as const] : [])] as const).map(columnName)
  const rows = students.map((student) => [
    student.code,
    ...GROUPINGS.map((grouping) => groupName(student, grouping)),
    resultName(student.first),
    ...(student.later === undefined ? [] : [resultName(student.later)]),
  ])
  return `\uFEFF${csvText([head, ...rows])}`
}
