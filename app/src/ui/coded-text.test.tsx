import { renderToString } from 'preact-render-to-string'
import { expect, test } from 'vitest'
import { CodedText } from './coded-text.tsx'

const places = { R1: '#R1', 'R1.a': '#R1.a', O1: '#O1' }
const link = (code: string) => `<a href="#${code}">${code}</a>`

test.each([
  ['The count named in R1, before O1.', `The count named in ${link('R1')}, before ${link('O1')}.`],
  ['R1.a and R1.', `${link('R1.a')} and ${link('R1')}.`],
  ['Grade of AR1, R12, r1 and R9.', 'Grade of AR1, R12, r1 and R9.'],
  ['constructor & C2', 'constructor &amp; C2'],
  ['', ''],
])('%s', (text, html) => expect(renderToString(<CodedText text={text} places={places} />)).toBe(html))
