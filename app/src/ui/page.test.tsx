import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { expect, test } from 'vitest'
import { inLocale } from '../text.ts'
import { initials } from './avatar.tsx'
import { type PageContext, PageFacts } from './context.ts'
import { CredentialSheet } from './credential-sheet.tsx'
import { DateTime } from './date-time.tsx'
import { HtmlDocument } from './document.tsx'
import { Filters } from './filters.tsx'
import { Funnel } from './funnel.tsx'
import { Gallery } from './gallery.tsx'
import { ProgressStones } from './progress-stones.tsx'
import { Qr } from './qr.tsx'
import { RubricTable } from './rubric-table.tsx'
import { Shell } from './shell.tsx'
import { Table } from './table.tsx'
import { facts } from './testing/page-facts.ts'
import { Timeline } from './timeline.tsx'

function draw(content: VNode, over: Partial<PageContext> = {}): string {
  const page = facts(over)
  return inLocale(page.locale, () => renderToString(<PageFacts.Provider value={page}>{content}</PageFacts.Provider>))
}

function page(over: Partial<PageContext> = {}): string {
  return draw(
    <HtmlDocument title="Today" lang={over.locale ?? 'en'} styles={['/app.css']} scripts={['/app.js']}>
      <Shell>
        <h1>Today</h1>
      </Shell>
    </HtmlDocument>,
    over,
  )
}

test('the skip link is the first thing to reach and leads to the main part', () => {
  const html = page()
  const first = html.match(/<(a|button|input|summary)[^>]*>/)?.[0] ?? ''
  expect(first).toContain('href="#main"')
  expect(html).toContain('id="main"')
})

const learning = { name: 'learning', title: 'Learning', areas: [{ href: '/plan', label: 'Plan', current: true }] }
const account = { name: 'account', title: 'Account', areas: [] }
test.each([
  ['a visitor', {}],
  ['a person', { person: { id: 'maria', name: 'Maria Alvarez', groups: [learning, account] } }],
])('help is the last item of the header for %s', (_who, over) => {
  const header = page(over).match(/<header.*<\/header>/s)?.[0] ?? ''
  expect([...header.matchAll(/<a [^>]*href="([^"]+)"/g)].at(-1)?.[1]).toBe('/help')
})

test('the menu of a person names each group for its list, and ends with their account', () => {
  const html = page({ person: { id: 'maria', name: 'Maria Alvarez', groups: [learning, account] } })
  const lists = [
    ...html.matchAll(/id="([^"]+)">([^<]+)<\/p><ul class="site-menu-list" aria-labelledby="([^"]+)">(.*?)<\/ul>/g),
  ]
  expect(lists.map(([, id, title, by]) => [id === by, title])).toEqual([
    [true, 'Learning'],
    [true, 'Account'],
  ])
  expect(
    lists.map(([, , , , items]) => [...(items ?? '').matchAll(/(?:href|action)="([^"]+)"/g)].map(([, to]) => to)),
  ).toEqual([['/plan'], ['/me/settings', '/sign-out']])
})

test('a visitor’s header wants no script; that of a person closes its menus by key, and forgets what was not saved', () => {
  expect(page()).not.toContain('data-island')
  const own = page({ person: { id: 'maria', name: 'Maria Alvarez', groups: [account] } })
  expect(own).toContain('data-island="menu-keys"')
  expect(own).toContain(
    'data-island="sign-out-forgets" data-props="{&quot;begins&quot;:&quot;cairn-typed maria &quot;}"',
  )
})

test('theme and density stand on the root; the system theme leaves the choice to the device', () => {
  expect(page({ theme: 'dark', density: 'ledger' })).toContain(
    '<html lang="en" data-theme="dark" data-density="ledger">',
  )
  expect(page()).toContain('<html lang="en" data-density="comfort">')
})

test('scripts carry the nonce, and no page has an inline style or handler', () => {
  const html = draw(
    <HtmlDocument title="All" lang="en" styles={['/app.css']} scripts={['/app.js']}>
      <Shell>
        <Gallery />
      </Shell>
    </HtmlDocument>,
  )
  expect(html).toContain('<script type="module" src="/app.js" nonce="nonce">')
  expect(html).not.toMatch(/ style="| on[a-z]+="|<style/)
})

test('ids are unique and every reference finds its target in the gallery', () => {
  const html = draw(<Gallery />)
  const present = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id)
  expect(present.filter((id, at) => present.indexOf(id) !== at)).toEqual([])
  const pointed = [...html.matchAll(/(?: for|aria-describedby|aria-labelledby)="([^"]+)"/g)].flatMap(([, list]) =>
    (list ?? '').split(' '),
  )
  expect(pointed.filter((id) => !present.includes(id))).toEqual([])
})

test('the switches of language and theme are forms that come back to the same page', () => {
  const html = page({ path: '/m/questions', theme: 'dark' })
  expect(html.match(/action="\/me\/settings\/appearance"/g)).toHaveLength(2)
  expect(html).toContain('name="back" value="/m/questions"')
  expect(html).toMatch(/name="theme" value="dark" aria-pressed="true"/)
  expect(html).toMatch(/name="locale" value="es" lang="es" aria-pressed="false"/)
})

test('the page speaks Spanish', () => {
  const html = page({ locale: 'es' })
  expect(html).toContain('<html lang="es"')
  expect(html).toContain('Ir al contenido')
  expect(draw(<Gallery />, { locale: 'es' })).toContain('Aún no')
})

const ROWS = [{ id: 'a', name: 'Questions that probe', hours: 6 }]
const COLUMNS = [
  {
    key: 'name',
    label: 'Title',
    heading: true,
    cell: (row: (typeof ROWS)[0]) => row.name,
    sort: { href: '?sort=name', direction: 'ascending' as const },
  },
  {
    key: 'hours',
    label: 'Hours',
    align: 'end' as const,
    cell: (row: (typeof ROWS)[0]) => row.hours,
    sort: { href: '?sort=hours' },
  },
]

test('a table has a caption, headers with their sort, and cells that name their column on a phone', () => {
  const html = draw(<Table caption="Work" rows={ROWS} rowKey={(row) => row.id} columns={COLUMNS} />)
  expect(html).toMatch(/<table[^>]*><caption[^>]*>Work<\/caption>/)
  expect(html).toMatch(/<th scope="col" aria-sort="ascending"/)
  expect(html).toMatch(/<th scope="col"[^>]*aria-sort="none"/)
  expect(html).toMatch(/<th scope="row">Questions that probe/)
  expect(html).toContain('data-label="Hours"')
})

test('an empty table says so, and a table that scrolls is a named region reached by keyboard', () => {
  const html = draw(
    <Table caption="Work" rows={[]} rowKey={() => ''} columns={[]} narrow="scroll" empty={<p>All read.</p>} />,
  )
  expect(html).toContain('All read.')
  expect(html).toMatch(/<section[^>]*aria-label="Work, scrolls sideways"[^>]*tabindex="0"/i)
})

test('the rubric has headers both ways and says which level meets and which was given', () => {
  const html = draw(
    <RubricTable
      caption="What counts"
      levels={['Not yet', 'Shown']}
      passLevel={1}
      criteria={[{ id: 'c', title: 'Asks', texts: ['few', 'many'], given: 0 }]}
    />,
  )
  expect(html.match(/<th scope="col"/g)).toHaveLength(3)
  expect(html).toContain('<th scope="row">Asks')
  expect(html).toContain('This level meets the criterion')
  expect(html).toMatch(/rubric-given"[^>]*>.*Given.*few/)
})

test('progress is said in words, and a state is never color alone', () => {
  expect(draw(<ProgressStones value={3} max={4} text="3 of 4" />)).toContain('3 of 4')
  const line = draw(<Timeline label="Work" items={[{ id: 'a', state: 'late', title: 'Decision' }]} />)
  expect(line).toMatch(/<ol[^>]*>.*Late: /)
})

test('a date is written for the language and the zone, and for machines no finer than for people', () => {
  const at = new Date('2026-05-04T03:30:00Z')
  expect(draw(<DateTime at={at} zone="America/Chicago" />)).toBe('<time datetime="2026-05-03">May 3, 2026</time>')
  expect(draw(<DateTime at={at} zone="America/Chicago" />, { locale: 'es' })).toContain('3 de mayo de 2026')
})

test('the QR code keeps a quiet zone of four modules and its address can be followed', () => {
  const html = draw(<Qr address="https://example.org/c/1" />)
  const size = Number(html.match(/viewBox="0 0 (\d+)/)?.[1])
  const drawn = [...html.matchAll(/M(\d+) (\d+)h(\d+)/g)].map(([, x, y, length]) => ({
    x: Number(x),
    y: Number(y),
    end: Number(x) + Number(length),
  }))
  expect(Math.min(...drawn.map(({ x }) => x))).toBe(4)
  expect(Math.min(...drawn.map(({ y }) => y))).toBe(4)
  expect(Math.max(...drawn.map(({ end }) => end))).toBe(size - 4)
  expect(html).toContain('<a href="https://example.org/c/1">')
})

test('a small group is hidden in the drawing and in the numbers behind it', () => {
  const html = draw(
    <Funnel
      id="f"
      locale="en"
      finding="Few renew."
      steps={[
        { label: 'Earned', count: 1200 },
        { label: 'Renewed', count: null },
      ]}
    />,
  )
  expect(html.match(/fewer than 10/g)).toHaveLength(2)
  expect(html).toContain('1,200')
})

test('filters say how many and each can be taken away', () => {
  const html = draw(
    <Filters action="/explore" count="4 micro-credentials" active={[{ label: 'A week', remove: '/explore?q=x' }]}>
      <i />
    </Filters>,
  )
  expect(html).toMatch(/method="get" action="\/explore"/)
  expect(html).toMatch(/role="status".*4 micro-credentials/)
  expect(html).toMatch(/href="\/explore\?q=x" aria-label="Remove filter A week"/)
  expect(html).not.toContain('_csrf')
})

test('a revoked credential says so and carries no seal', () => {
  const sheet = (revoked: boolean) =>
    draw(
      <CredentialSheet
        address="https://example.org/c/1"
        badge={{ src: '/b.svg', alt: 'Badge' }}
        kind="Micro-credential"
        title="Questions"
        name="Ada <b>"
        issuer={{ name: 'Lakeview' }}
        issuedAt={new Date('2026-05-03T12:00:00Z')}
        zone="UTC"
        criteria={[]}
        revoked={revoked}
      />,
    )
  expect(sheet(true)).toContain('no longer valid')
  expect(sheet(true)).not.toContain('seal')
  expect(sheet(false)).toContain('Signed by Lakeview')
  expect(sheet(false)).toContain('Ada &lt;b>')
})

test.each([
  ['Maria Alvarez', 'MA'],
  ['Ana de la Cruz', 'AC'],
  ['Ñusta', 'Ñ'],
  ['', ''],
])('initials of %s are %s', (name, expected) => {
  expect(initials(name)).toBe(expected)
})
