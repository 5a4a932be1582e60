import { renderToString } from 'preact-render-to-string'
import { expect, test } from 'vitest'
import { Button } from './button.tsx'
import { Checkbox } from './checkbox.tsx'
import { CheckList, Choice } from './choice.tsx'
import { PageFacts } from './context.ts'
import { CriterionCard } from './criterion-card.tsx'
import { ErrorSummary } from './error-summary.tsx'
import { Field, Select, TextArea } from './field.tsx'
import { fieldId } from './field-id.ts'
import { FileField } from './file-field.tsx'
import { Form } from './form.tsx'
import { facts } from './testing/page-facts.ts'

/** Every id that the markup points at, and every id that it has. */
function ids(html: string) {
  const pointed = [...html.matchAll(/(?:for|aria-describedby|aria-labelledby|list)="([^"]+)"/g)]
    .flatMap(([, list]) => (list ?? '').split(' '))
    .concat([...html.matchAll(/href="#([^"]+)"/g)].map(([, id]) => id ?? ''))
  const present = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id ?? '')
  return { pointed, present }
}

const CONTROLS = [
  [
    'text field',
    <Field name="full.name" label="Name" hint="As on a credential" error="Write your name" value="Ada" suffix="now" />,
  ],
  ['field with proposals', <Field name="zone" label="Time zone" list={['UTC', 'America/Chicago']} />],
  [
    'text area',
    <TextArea name="reflection" label="Reflection" hint="150 words" error="Write a little more" value="Ada" />,
  ],
  [
    'select',
    <Select
      name="grade"
      label="Grade"
      hint="One"
      error="Choose one"
      empty="Choose"
      options={[{ value: 'a', label: 'A' }]}
    />,
  ],
  [
    'radio group',
    <Choice
      name="consent"
      label="Consent"
      hint="Form 3"
      error="Choose"
      options={[
        { value: 'y', label: 'Yes', hint: 'All' },
        { value: 'n', label: 'No' },
      ]}
    />,
  ],
  [
    'check list',
    <CheckList name="grades" label="Grades" error="Choose" options={[{ value: 'k', label: 'K' }]} values={['k']} />,
  ],
  ['check box', <Checkbox name="own" label="My own work" hint="All of it" error="Confirm" />],
  ['file', <FileField name="file" label="File" hint="Up to 2 GB" error="Too large" />],
  [
    'criterion',
    <CriterionCard
      name="level.c1"
      title="Asks"
      hint="Video"
      error="Choose"
      levels={[{ value: '1', title: 'Shown', text: 'Five questions' }]}
      state="unread"
      stateText="Not read"
    />,
  ],
] as const

test.each(CONTROLS)('%s: every id it points at is on the page, once', (_name, control) => {
  const { pointed, present } = ids(renderToString(control))
  expect(pointed.filter((id) => !present.includes(id))).toEqual([])
  expect(new Set(present).size).toBe(present.length)
})

test.each(CONTROLS.filter(([name]) => name !== 'field with proposals'))(
  '%s: the error is tied to it',
  (_name, control) => {
    const html = renderToString(control)
    const error = html.match(/id="([^"]+-error)"/)?.[1] ?? 'none'
    expect(html).toMatch(new RegExp(`aria-describedby="[^"]*${error}`))
  },
)

test.each(CONTROLS.filter(([name]) => ['text field', 'text area'].includes(name)))(
  '%s: what was typed is kept beside its error',
  (_name, control) => {
    expect(renderToString(control)).toMatch(/value="Ada"|>Ada</)
  },
)

test('a group of radios is a fieldset with a legend, one name, and the chosen one checked', () => {
  const html = renderToString(
    <Choice
      name="level"
      label="Level"
      value="2"
      options={[
        { value: '1', label: 'Not yet' },
        { value: '2', label: 'Shown' },
      ]}
    />,
  )
  expect(html).toMatch(/^<fieldset.*<legend[^>]*>Level<\/legend>/)
  expect(html.match(/type="radio"/g)).toHaveLength(2)
  expect(html.match(/name="level"/g)).toHaveLength(2)
  expect(html).toMatch(/value="2" checked/)
  expect(html).not.toMatch(/value="1" checked/)
})

test('the error summary leads to the first control of each field, in forms of the same page told apart by scope', () => {
  const errors = [{ field: 'consent', text: 'Choose' }]
  const html = renderToString(
    <>
      <ErrorSummary errors={errors} scope="b" />
      <Choice name="consent" scope="a" label="A" options={[{ value: 'y', label: 'Yes' }]} />
      <Choice name="consent" scope="b" label="B" options={[{ value: 'y', label: 'Yes' }]} error="Choose" />
    </>,
  )
  expect(html).toContain(`href="#${fieldId('consent', 'b')}"`)
  expect(html).toMatch(/<input[^>]*id="field-b-consent"/)
  expect(ids(html).pointed.filter((id) => !ids(html).present.includes(id))).toEqual([])
})

test('the error summary takes the focus without script, and is not there when all is well', () => {
  expect(renderToString(<ErrorSummary errors={[{ field: 'a', text: 'Look' }]} />)).toMatch(
    /tabindex="-1"[^>]*autofocus|autofocus[^>]*tabindex="-1"/i,
  )
  expect(renderToString(<ErrorSummary errors={[]} />)).toBe('')
})

test('a form posts the token of the visit and its hidden fields', () => {
  const html = renderToString(
    <PageFacts.Provider value={facts({ csrf: 'token-1', path: '/me/inbox' })}>
      <Form hidden={{ revision: 3, back: undefined }} files>
        <Button kind="primary">Save</Button>
      </Form>
    </PageFacts.Provider>,
  )
  expect(html).toContain('method="post" action="/me/inbox" enctype="multipart/form-data"')
  expect(html).toContain('<input type="hidden" name="_csrf" value="token-1"/>')
  expect(html).toContain('name="revision" value="3"')
  expect(html).not.toContain('name="back"')
})

test('words of people are escaped in labels, values, hints and attributes', () => {
  const bad = '"><script>alert(1)</script>'
  const html = renderToString(
    <>
      <Field name="a" label={bad} hint={bad} error={bad} value={bad} />
      <TextArea name="b" label={bad} value={`</textarea>${bad}`} />
      <Select name="c" label={bad} options={[{ value: bad, label: bad }]} />
      <Choice name="d" label={bad} options={[{ value: bad, label: bad, hint: bad }]} />
    </>,
  )
  expect(html).not.toContain('<script')
  expect(html.match(/<\/textarea>/g)).toHaveLength(1)
})

test('a busy button keeps its name, says what it does, and cannot send twice', () => {
  const html = renderToString(<Button busy="Saving">Save</Button>)
  expect(html).toContain('type="button"')
  expect(html).toContain('aria-disabled="true"')
  expect(html).toMatch(/Save<span[^>]*role="status"/)
})

test('a button that cannot be pressed says why and stays reachable', () => {
  const html = renderToString(
    <Button id="send" disabledBecause="Two parts are missing.">
      Send
    </Button>,
  )
  expect(html).toContain('aria-describedby="send-reason"')
  expect(html).toMatch(/id="send-reason"[^>]*>Two parts are missing\./)
  expect(html).not.toMatch(/ disabled/)
})
