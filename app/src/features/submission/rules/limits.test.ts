import { expect, test } from 'vitest'
import type { EvidenceKind } from '../model.ts'
import { displayName, neutralNames, textName } from './display-name.ts'
import { EVIDENCE_LIMITS, MOST_BYTES, mayAdd } from './limits.ts'

const MIB = 1024 ** 2
const GIB = 1024 ** 3
const empty = { attempt: { files: 0, bytes: 0 }, personBytes: 0 }

test.each([
  ['video', 2 * GIB],
  ['audio', 500 * MIB],
  ['file', 100 * MIB],
  ['image', 100 * MIB],
  ['link', 20 * MIB],
] as const)('%s: %i bytes and not one more', (kind, bytes) => {
  expect(MOST_BYTES[kind]).toBe(bytes)
  expect(mayAdd({ kind, bytes }, empty)).toEqual({ ok: true })
  expect(mayAdd({ kind, bytes: bytes + 1 }, empty)).toEqual({ ok: false, because: 'file-too-large' })
})

test.each([
  ['39 files', { attempt: { files: 39, bytes: 0 } }, null],
  ['40 files', { attempt: { files: 40, bytes: 0 } }, 'quota-files'],
  ['5 GiB in this attempt', { attempt: { files: 1, bytes: 5 * GIB - 10 } }, null],
  ['a byte more', { attempt: { files: 1, bytes: 5 * GIB - 9 } }, 'quota-attempt'],
  ['a smaller setting', { attempt: { files: 1, bytes: GIB }, attemptGib: 1 }, 'quota-attempt'],
  ['20 GiB of one person', { personBytes: 20 * GIB - 10 }, null],
  ['a byte more of one person', { personBytes: 20 * GIB - 9 }, 'quota-person'],
] as const)('%s', (_case, room, because) => {
  expect(mayAdd({ kind: 'file', bytes: 10 }, { ...empty, ...room })).toEqual(
    because ? { ok: false, because } : { ok: true },
  )
})

test('uploads come in 5 MiB pieces and can go on for 7 days', () => {
  expect(EVIDENCE_LIMITS).toMatchObject({ chunkBytes: 5 * MIB, resumableDays: 7 })
})

test.each([
  ['a plain name', 'Exit tickets 3b.pdf', 'Exit tickets 3b.pdf'],
  ['a path', 'C:\\Users\\me\\..\\plan.docx', 'plan.docx'],
  ['a climbing path', '../../etc/passwd', 'passwd'],
  ['a turned direction', 'plan\u202Efdp.exe', 'planfdp.exe'],
  ['controls and zero-width signs', 'a\u0000b\u200B\nc.txt', 'abc.txt'],
  ['signs of a shell or a tag', '<b>"x"|y?.png', 'b x y .png'],
  ['dots at the ends', '...hidden. .', 'hidden'],
  ['nothing left', '///', 'file'],
  ['composed letters', 'cancio\u0301n.mp3', 'canción.mp3'],
])('%s', (_case, name, expected) => {
  expect(displayName(name)).toBe(expected)
})

test('a long name keeps its ending', () => {
  const name = displayName(`${'é'.repeat(300)}.pptx`)
  expect([...name]).toHaveLength(80)
  expect(name.endsWith('.pptx')).toBe(true)
})

test('a written text goes by its first words, in its own spelling', () => {
  expect(textName('Step one: the 1/2 sheet.\nStep two.')).toBe('Step one: the 1/2 sheet.')
  const name = textName(
    'Timed notes by a colleague, 8:05 to 8:13. Two students said which step differed, before the teacher.',
  )
  expect(name).toBe('Timed notes by a colleague, 8:05 to 8:13. Two students said which step…')
  expect([...textName('é'.repeat(300))]).toHaveLength(80)
})

test('a reader sees the place and the kind, whatever the files were called', () => {
  const piece = (id: string, requirementId: string, kind: EvidenceKind) => ({
    id,
    requirementId,
    kind,
    fileName: 'Maria Alvarez.mp4',
  })
  const names = neutralNames([
    piece('x', 'R1', 'video'),
    piece('y', 'R1', 'video'),
    piece('z', 'R1', 'file'),
    piece('w', 'R2', 'video'),
  ])
  expect([...names]).toEqual([
    ['x', 'r1-video-1'],
    ['y', 'r1-video-2'],
    ['z', 'r1-file-1'],
    ['w', 'r2-video-1'],
  ])
})
