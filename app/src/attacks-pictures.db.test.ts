import { unbake } from '@cairn/openbadges'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseCsv } from './lib/csv.ts'
import { browserOf } from './testing/browser.ts'
import { anAchievement } from './testing/factories/achievement.ts'
import { aHeldCredential } from './testing/factories/credential.ts'
import { aDistrict, aPerson, type District, join, type Someone, signedIn } from './testing/factories/people.ts'
import { BASE_URL, openWorld, type World } from './testing/world.ts'

const FORMULA = '=HYPERLINK("https://evil.example";"A")'
const FULL_WIDTH = '＝1+1'
const AFTER_TAB = '\t@SUM(1)'
let world: World
let district: District
let readers: [Someone, Someone]

beforeAll(async () => {
  world = await openWorld('2026-11-20T16:05:00Z')
  district = await aDistrict(world, { slug: 'north', name: 'North', schools: [FORMULA, FULL_WIDTH, AFTER_TAB] })
  readers = [await aPerson(world), await aPerson(world)]
})
afterAll(() => world.close())

async function bytesOf(path: string): Promise<Buffer> {
  const answer = await world.app.request(`${BASE_URL}${path}`)
  expect([path, answer.status]).toEqual([path, 200])
  return Buffer.from(await answer.arrayBuffer())
}

describe('C-image-generator-text', () => {
  test.each([
    ['markup', '<image href="https://evil.example"/></svg><script>alert(1)</script>&lol;'],
    ['right-to-left text and marks', '\u202eمايا جاكسون\u202c \u200f'],
    ['emoji', '👩🏽‍🏫'.repeat(25)],
    ['controls', 'Maya\u0007\u001b[31m\u2028Jackson'],
    ['as much as a name may hold', 'Jackson '.repeat(15).trim()],
  ])(
    'C-image-generator-text: with %s every picture is a picture, bounded, and carries the signed bytes',
    async (_kind, name) => {
      const version = await anAchievement(world, {
        title: [...name.replaceAll(/[\p{Cc}\u202a-\u202e]/gu, '')].slice(0, 40).join('').slice(0, 70),
      })
      const learner = await aPerson(world)
      await join(world, district, { person: learner })
      await world.owner.query('update person set name = $2 where id = $1', [learner.id, name])
      const given = { district, version, readers, learner, visibility: 'public', showName: true } as const
      const { publicId, bytes } = await aHeldCredential(world, given)
      const started = performance.now()
      for (const path of [`/m/${version.slug}/v/${version.version}/badge.png`, `/c/${publicId}.png`]) {
        const picture = await bytesOf(path)
        const { format, width, height } = await sharp(picture).metadata()
        expect([path, format, Math.max(width, height) <= 4_096, picture.length < 1_048_576]).toEqual([
          path,
          'png',
          true,
          true,
        ])
        if (path.startsWith('/c/')) expect(unbake(picture).text).toBe(bytes.toString('utf8'))
      }
      const drawn = (await bytesOf(`/m/${version.slug}/badge.svg`)).toString('utf8')
      expect(drawn).not.toMatch(/<script|<image|&lol;/)
      expect((await sharp(Buffer.from(drawn)).metadata()).format).toBe('svg')
      const page = (await bytesOf(`/c/${publicId}`)).toString('utf8')
      expect(page).toContain(`property="og:image" content="${BASE_URL}/c/${publicId}.png"`)
      expect(page).not.toContain('<script>alert')
      expect(performance.now() - started).toBeLessThan(10_000)
    },
  )
})

test('C-image-generator-text: a name of 10,000 characters never gets as far as a picture', async () => {
  const person = await aPerson(world)
  const long = world.owner.query('update person set name = $2 where id = $1', [person.id, 'a'.repeat(10_000)])
  await expect(long).rejects.toThrow('person_name_check')
})

test('B-csv-formula-export: the overview of a district leaves as CSV that no spreadsheet runs', async () => {
  const put = (key: string, people: number) =>
    world.owner.query(
      'insert into insight_count values ($1, $2, $3) on conflict (tenant_id, key) do update set people = excluded.people',
      [district.tenantId, key, people],
    )
  for (const stage of ['chosen', 'submitted', 'decided', 'earned']) await put(stage, 90)
  for (const school of [FORMULA, FULL_WIDTH, AFTER_TAB]) await put(`cell/CLM/${district.units[school]}`, 30)
  const person = await aPerson(world)
  await join(world, district, { person, roles: ['recognizer'] })
  const { text } = await browserOf(world, await signedIn(world, person)).get('/org/north/overview.csv')
  const parsed = parseCsv(text.replace(/^\uFEFF/, ''))
  const cells = parsed.ok ? parsed.rows.flatMap((row) => row.cells) : []
  expect(cells.filter((cell) => '\t\r=+-@＝＋－＠'.includes(cell.charAt(0) || '?'))).toEqual([])
  for (const school of [FORMULA, FULL_WIDTH]) expect(cells).toContain(`'${school}`)
})
