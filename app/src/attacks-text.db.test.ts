import { afterAll, beforeAll, expect, test } from 'vitest'
import { anAchievement } from './testing/factories/achievement.ts'
import { aHeldCredential, type HeldCredential, visitOf } from './testing/factories/credential.ts'
import { aDistrict, aPerson } from './testing/factories/people.ts'
import { openWorld, type World } from './testing/world.ts'

const TEMPLATES = `{{7*7}} \${7*7} #{7*7}`
const SCRIPT = '</script><!--<script>alert(1)\u2028<img src=x onerror=alert(2)>'
const MARKDOWN =
  '[a](javascript:alert(1)) [b](data:text/html,x) ![c](https://evil.example/x.png) <form id="body"><svg onload=alert(3)>'
let world: World
let held: HeldCredential
let slug: string

beforeAll(async () => {
  world = await openWorld('2026-11-20T16:05:00Z')
  const district = await aDistrict(world, { slug: 'north', name: `North ${TEMPLATES}` })
  const version = await anAchievement(world, { title: `Listening ${SCRIPT}`, summary: MARKDOWN })
  slug = version.slug
  const readers: [Awaited<ReturnType<typeof aPerson>>, Awaited<ReturnType<typeof aPerson>>] = [
    await aPerson(world),
    await aPerson(world),
  ]
  held = await aHeldCredential(world, { district, version, readers, visibility: 'public', name: `Maya ${TEMPLATES}` })
}, 120_000)
afterAll(() => world.close())

const pages = () => ['/', '/explore', `/m/${slug}`, `/c/${held.publicId}`, '/issuers/north']
async function textOf(path: string): Promise<string> {
  const answer = await visitOf(world).get(path)
  expect([path, answer.status]).toEqual([path, 200])
  return answer.text()
}

test('C-markdown-html-urls: what authors write becomes text; no address, element or id of theirs', async () => {
  expect(await textOf(`/m/${slug}`)).toContain('&lt;svg onload=alert(3)>')
  for (const path of pages()) {
    const text = await textOf(path)
    const own = text.replaceAll(/"[^"]*"/g, (value) =>
      /^"(javascript|data:text|vbscript|https:\/\/evil)/.test(value) ? value : '""',
    )
    expect([
      path,
      own.match(/"(javascript|data:text|vbscript|https:\/\/evil)[^"]*"|<svg onload|<img src=x|<form id="body"/i),
    ]).toEqual([path, null])
  }
})

test('C-json-in-script: data inside a page cannot end its script, and parses to the same words', async () => {
  let blocks = 0
  for (const path of pages())
    for (const [, inner = ''] of (await textOf(path)).matchAll(
      /<script type="application\/ld\+json"[^>]*>([\s\S]*?)<\/script>/g,
    )) {
      blocks++
      expect(inner).not.toMatch(/<|\u2028/)
      expect(() => JSON.parse(inner)).not.toThrow()
      if (path.startsWith('/m/'))
        expect(JSON.stringify(JSON.parse(inner))).toContain(JSON.stringify(SCRIPT).slice(1, -1))
    }
  expect(blocks).toBeGreaterThan(0)
})

test('C-template-injection: signs of template languages are shown as they were written', async () => {
  for (const path of [`/c/${held.publicId}`, '/issuers/north']) {
    const text = await textOf(path)
    expect([path, text.includes(TEMPLATES), />[^<]*\b49\b[^<]*</.test(text)]).toEqual([path, true, false])
  }
  const { rows } = await world.owner.query('select subject, text from mail_message')
  expect(rows.filter(({ subject, text }) => /\b49\b/.test(`${subject} ${text ?? ''}`))).toEqual([])
})
