import { renderToString } from 'preact-render-to-string'
import { expect, test } from 'vitest'
import { Slot } from './slot.tsx'

const Part = ({ text }: { text: string }) => <p>{text}</p>
const LINE = /Not available just now/g

test('what came in time is shown, and one line stands for all that did not', () => {
  const html = renderToString(<Slot panels={[null, { Part, data: { text: 'Ten hours' } }, null]} />)
  expect(html).toContain('<p>Ten hours</p>')
  expect(html.match(LINE)).toHaveLength(1)
})

test('nothing is said where nothing is missing', () => {
  expect(renderToString(<Slot panels={[{ Part, data: { text: 'Ten hours' } }]} />)).toBe('<p>Ten hours</p>')
  expect(renderToString(<Slot />)).toBe('')
})
