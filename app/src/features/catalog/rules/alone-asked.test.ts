import { expect, test } from 'vitest'
import { withoutStudents } from './alone-asked.ts'

test.each<[string, string | null]>([
  ['no students summer', ''],
  ['assessment without kids', 'assessment'],
  ['coaching in the summer, no students', 'coaching ,'],
  ['evaluar sin alumnos', 'evaluar'],
  ['Sin clases en verano', ''],
  ['summer reading', null],
  ['no student left behind talk', 'left behind talk'],
  ['students who say no', null],
  ['', null],
])('%s: %s', (q, rest) => expect(withoutStudents(q)?.rest ?? null).toBe(rest))
