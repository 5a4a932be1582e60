import { expect, test } from 'vitest'
import { doneElsewhere, pressed, shelved, stillUnsaved, type Unsaved } from './typed-form.ts'

const empty = { body: '' }
const text: Unsaved = { text: { base: empty, said: { body: 'Timed notes.' } } }
const page = { forms: { text: empty, piece: { class: 'C' } }, done: false, refused: null }

test.each<[string, Unsaved, object, Unsaved]>([
  ['what was typed beside another button is there again', pressed(text, 'remove'), { done: true }, text],
  ['what its own button sent is done with', pressed(text, 'text'), { done: true }, {}],
  ['what never arrived is there again', pressed(text, 'text'), {}, text],
  [
    'what came back refused stays',
    pressed(text, 'text'),
    { refused: 'text', forms: { text: { body: 'Timed notes.' } } },
    text,
  ],
  [
    'of two presses at once only the last is known to have arrived',
    pressed(pressed(text, 'text'), 'remove'),
    { done: true },
    text,
  ],
  ['words of a part that is locked meanwhile wait', text, { forms: {} }, text],
  [
    'words about a piece that was removed go with it',
    { '/piece p1': { base: { class: 'C' }, said: { class: 'A' } } },
    { forms: { '/text ': empty, '/piece p2': { class: 'C' } } },
    {},
  ],
  [
    'an answer that is kept by now needs nothing',
    { piece: { base: { class: 'C' }, said: { class: 'A' } } },
    { forms: { piece: { class: 'A' } } },
    {},
  ],
  [
    'an answer given elsewhere meanwhile stays as it is there',
    { piece: { base: { class: 'C' }, said: { class: 'A' } } },
    { forms: { piece: { class: 'B' } } },
    {},
  ],
  [
    'and what was chosen beside it is there again',
    { piece: { base: { class: 'C', consent: '' }, said: { class: 'A', consent: 'one' } } },
    { forms: { piece: { class: 'B', consent: '' } } },
    { piece: { base: { class: 'B', consent: '' }, said: { class: 'B', consent: 'one' } } },
  ],
])('%s', (_case, unsaved, came, expected) => expect(stillUnsaved(unsaved, { ...page, ...came })).toEqual(expected))

const others: Unsaved = { link: { base: { url: '' }, said: { url: 'https://notes.invalid' } } }
const longer: Unsaved = { text: { base: empty, said: { body: 'Timed notes of Monday.' } } }

test.each<[string, Unsaved, { before: Unsaved; now: Unsaved }, Unsaved]>([
  ['words of another tab stay when this one saved its own', { ...text, ...others }, { before: text, now: {} }, others],
  ['what this tab types is put beside them', others, { before: {}, now: text }, { ...others, ...text }],
  ['of one form what another tab typed since stays', longer, { before: text, now: {} }, longer],
])('%s', (_case, shelf, tab, expected) => expect(shelved(shelf, tab)).toEqual(expected))

test.each<[string, { before: Unsaved; after: Unsaved }, readonly string[]]>([
  ['what another tab saved is done with', { before: { ...text, ...others }, after: others }, ['text']],
  ['what it only typed beside is not', { before: text, after: { ...text, ...others } }, []],
  ['nor are other words of the same form that it saved', { before: longer, after: {} }, []],
])('%s', (_case, device, names) => expect(doneElsewhere(text, device)).toEqual(names))
