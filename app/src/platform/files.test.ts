import { expect, test } from 'vitest'
import { disposition, rangeOf } from './files.ts'

test.each([
  [null, null],
  ['bytes=0-3', { start: 0, end: 3 }],
  ['bytes=4-', { start: 4, end: 9 }],
  ['bytes=-4', { start: 6, end: 9 }],
  ['bytes=-40', { start: 0, end: 9 }],
  ['bytes=2-99', { start: 2, end: 9 }],
  ['bytes=10-', 'refused'],
  ['bytes=3-2', 'refused'],
  ['bytes=-0', 'refused'],
  ['bytes=-', 'refused'],
  ['bytes=0-1,3-4', 'refused'],
  ['items=0-1', 'refused'],
])('a range of %s of ten bytes', (header, range) => {
  expect(rangeOf(header, 10)).toEqual(range)
})

test.each([
  ['plan.pdf', `attachment; filename="plan.pdf"; filename*=UTF-8''plan.pdf`],
  ['a"b\\c%.pdf', `attachment; filename="abc.pdf"; filename*=UTF-8''a%22b%5Cc%25.pdf`],
  ['año 1.pdf', `attachment; filename="ano 1.pdf"; filename*=UTF-8''a%C3%B1o%201.pdf`],
  ['שלום', `attachment; filename="file"; filename*=UTF-8''%D7%A9%D7%9C%D7%95%D7%9D`],
  ["o'clock (1)*.pdf", `attachment; filename="o'clock (1)*.pdf"; filename*=UTF-8''o%27clock%20%281%29%2A.pdf`],
  ['half\ud800.pdf', `attachment; filename="half.pdf"; filename*=UTF-8''half.pdf`],
])('B-hostile-file-names: the header for %s', (name, header) => {
  expect(disposition('attachment', name)).toBe(header)
})
