import { expect, test } from 'vitest'
import { timeAsked } from './time-asked.ts'

test.each([
  ['45 minutes', { rest: '', time: '45min' }],
  ['a 15-minute warm up', { rest: 'a warm up', time: '45min' }],
  ['20min exit ticket', { rest: 'exit ticket', time: '45min' }],
  ['tengo 30 minutos libres', { rest: 'tengo libres', time: '45min' }],
  ['1 hour on feedback', { rest: 'on feedback', time: '45min' }],
  ['6 horas', { rest: '', time: 'week' }],
  ['10 hours', { rest: '', time: 'week' }],
  ['40 hours of credit', null],
  ['transitions that save minutes', null],
  ['F2', null],
  ['grade 3 minuet', null],
])('%s → %j', (q, asked) => expect(timeAsked(q)).toEqual(asked))
