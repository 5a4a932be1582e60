import { t } from '../../../text.ts'
import { Table } from '../../../ui/table.tsx'
import { GROUPINGS, type ShownStudent } from '../rules/practice-case.ts'
import { columnName, groupName, resultName } from './practice-rows.ts'

/** One row a student, as many columns as there are ways to split. */
export function PracticeTable({ students }: { students: readonly ShownStudent[] }) {
  const later = students.some((student) => student.later !== undefined)
  const days = later ? (['first', 'later'] as const) : (['first'] as const)
  return (
    <Table
      caption={t('submission.practice.caption', { count: students.length })}
      narrow="scroll"
      rows={students}
      rowKey={({ code }) => code}
      columns={[
        { key: 'code', label: columnName('code'), cell: ({ code }: ShownStudent) => code, heading: true },
        ...GROUPINGS.map((grouping) => ({
          key: grouping,
          label: columnName(grouping),
          cell: (student: ShownStudent) => groupName(student, grouping),
        })),
        ...days.map((day) => ({
          key: day,
          label: columnName(day),
          cell: (student: ShownStudent) => resultName(student[day] ?? null),
        })),
      ]}
    />
  )
}
