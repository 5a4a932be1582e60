import { describe, expect, test } from 'vitest'
import { GUIDES, readGuides } from './guide-lint.ts'
import { citedIn, linksIn, readGuide, wordCount } from './guide-text.ts'

const FILE = `# Two words

Date: 2026-11-30

A lead of one
paragraph.

## First part

Words with **weight**, a [page](/explore) and a work [hattie2007; sadlerd1989].

### Under it

- one
- two,
  still two

1. first
2. second

> A note to copy.

| What | How |
| --- | --- |
| a line | |
`

describe('a guide is read as a closed set of blocks', () => {
  test('each of them', () => {
    const { guide, problems } = readGuide(FILE)
    expect(problems).toEqual([])
    expect({ title: guide.title, date: guide.date, lead: guide.lead }).toEqual({
      title: 'Two words',
      date: '2026-11-30',
      lead: 'A lead of one paragraph.',
    })
    const text = (words: string) => [{ kind: 'text', text: words }]
    expect(guide.blocks).toEqual([
      { kind: 'heading', level: 2, text: 'First part' },
      {
        kind: 'paragraph',
        words: [
          { kind: 'text', text: 'Words with ' },
          { kind: 'strong', text: 'weight' },
          { kind: 'text', text: ', a ' },
          { kind: 'link', text: 'page', href: '/explore' },
          { kind: 'text', text: ' and a work ' },
          { kind: 'citation', keys: ['hattie2007', 'sadlerd1989'] },
          { kind: 'text', text: '.' },
        ],
      },
      { kind: 'heading', level: 3, text: 'Under it' },
      { kind: 'list', ordered: false, items: [text('one'), text('two, still two')] },
      { kind: 'list', ordered: true, items: [text('first'), text('second')] },
      { kind: 'note', words: text('A note to copy.') },
      { kind: 'table', head: ['What', 'How'], rows: [[text('a line'), []]] },
    ])
    expect(citedIn(guide)).toEqual(['hattie2007', 'sadlerd1989'])
    expect(linksIn(guide)).toEqual(['/explore'])
    expect(wordCount({ ...guide, blocks: guide.blocks.slice(0, 2) })).toBe(15)
  })

  test.each([
    ['HTML', 'A <script>alert(1)</script> line.'],
    ['a picture', '![alt](https://elsewhere.example/p.png)'],
    ['code', 'Run `this`.'],
    ['emphasis by lines below', 'A _word_ here.'],
    ['a link without an address', 'See [the page].'],
    ['a second title', '# Again'],
    ['a table without its rule', '| a | b |\n| c | d |'],
    ['a row that is too short', '| a | b |\n| --- | --- |\n| c |'],
  ])('%s is a problem', (_what, piece) => {
    expect(readGuide(`${FILE}\n${piece}\n`).problems.map(({ code }) => code)).toContain('guide_form')
  })

  test('a file without a day or a title says so', () => {
    expect(readGuide('Words\n\nmore\n\nlead').problems.map(({ code }) => code)).toEqual(['guide_title', 'guide_date'])
  })
})

describe('the guides together', () => {
  const lead = 'A lead that is as long as a lead has to be: sixty characters and more.'
  const guide = (words = 'word '.repeat(620), date = '2026-11-30') =>
    `# A guide\n\nDate: ${date}\n\n${lead}\n\n## Part\n\n${words}[hattie2007] and [a page](/explore).\n`
  const bibliography = new Map([
    ['hattie2007', { verified: true }],
    ['locke2002', { verified: false }],
  ])
  const whole = () =>
    new Map(
      ['en', 'es'].flatMap((language) => GUIDES.map((slug) => [`guides/${language}/${slug}.md`, guide()] as const)),
    )
  const codes = (change: (files: Map<string, string>) => void) => {
    const files = whole()
    change(files)
    return [...new Set(readGuides({ files, bibliography }).problems.map(({ file, code }) => `${file} ${code}`))]
  }
  const ES = 'guides/es/for-coaches.md'

  test('in both languages alike, nothing is wrong', () => {
    expect(codes(() => undefined)).toEqual([])
  })

  test.each<[string, (files: Map<string, string>) => void, string]>([
    ['one language is missing', (files) => files.delete(ES), `${ES} guide_missing`],
    [
      'a name nobody asked for',
      (files) => files.set('guides/en/other.md', guide()),
      'guides/en/other.md guide_unknown',
    ],
    ['too few words', (files) => files.set(ES, guide('Few words.')), `${ES} guide_length`],
    ['another day', (files) => files.set(ES, guide(undefined, '2026-12-01')), `${ES} guide_differs`],
    ['a further block', (files) => files.set(ES, `${guide()}\n## More\n`), `${ES} guide_differs`],
    ['another work', (files) => files.set(ES, guide().replace('hattie2007', 'locke2002')), `${ES} guide_differs`],
    [
      'a work nobody verified',
      (files) => files.set(ES, guide().replace('hattie2007', 'locke2002')),
      `${ES} reference_unverified`,
    ],
    ['a link that runs', (files) => files.set(ES, guide().replace('/explore', 'javascript:x')), `${ES} guide_link`],
    [
      'a link without a lock',
      (files) => files.set(ES, guide().replace('/explore', 'http://a.example')),
      `${ES} guide_link`,
    ],
  ])('%s', (_what, change, expected) => {
    expect(codes(change)).toContain(expected)
  })
})
