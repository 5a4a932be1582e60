import { expect, test } from 'vitest'
import { paragraphsOf } from './rich-text.ts'

test('an empty line parts paragraphs; marks become citations', () => {
  expect(paragraphsOf('It fell\n[cook2018; reinke2018]. [not a key]\n\nIt stayed.\n\n \n')).toEqual([
    [
      { kind: 'text', text: 'It fell ' },
      { kind: 'citation', keys: ['cook2018', 'reinke2018'] },
      { kind: 'text', text: '. [not a key]' },
    ],
    [{ kind: 'text', text: 'It stayed.' }],
  ])
})
