import { expect, test } from 'vitest'
import { safeName, withEnding } from './file-names.ts'

test.each([
  ['../../etc/passwd', 'etc passwd'],
  ['C:\\temp\\clase.jpg', 'C temp clase.jpg'],
  ['Lección 3: fracciones?.pdf', 'Lección 3 fracciones.pdf'],
  ['.hidden', 'file.hidden'],
  ['', 'file'],
  ['...', 'file'],
  ['a\u0000b\u202egnp.txt', 'a b gnp.txt'],
  [`${'x'.repeat(200)}.mp4`, `${'x'.repeat(80)}.mp4`],
])('%s is packed as %s', (given, packed) => expect(safeName(given)).toBe(packed))

test.each([
  ['My class', 'image/jpeg', 'My class.jpg'],
  ['My class.png', 'image/jpeg', 'My class.png'],
  ['A page', 'text/html; charset=utf-8', 'A page.html'],
  ['Something', 'application/x-unknown', 'Something'],
])('%s of %s opens as %s', (name, type, packed) => expect(withEnding(name, type)).toBe(packed))
