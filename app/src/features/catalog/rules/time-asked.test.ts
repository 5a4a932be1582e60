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
  ['10-15 minutes', { rest: '', time: '45min' }],
  ['10 to 15 minute warm up', { rest: 'warm up', time: '45min' }],
  ['de 10 a 15 minutos', { rest: 'de', time: '45min' }],
  ['2.5 hours reading', { rest: 'reading', time: 'week' }],
  ['1,5 horas', { rest: '', time: 'week' }],
  ['1 hour 30 minutes', { rest: '', time: 'week' }],
  ['1 hour and 30 minutes of wait time', { rest: 'of wait time', time: 'week' }],
  ['120 minutes', { rest: '', time: 'week' }],
  ['grades 3-5 in 15 minutes', { rest: 'grades 3-5 in', time: '45min' }],
  ['40 hours of credit', null],
  ['transitions that save minutes', null],
  ['F2', null],
  ['grade 3 minuet', null],
])('%s → %j', (q, asked) => expect(timeAsked(q)).toEqual(asked))
