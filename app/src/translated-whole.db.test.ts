import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AchievementContent } from './features/catalog/model.ts'
import type { AchievementVersion } from './features/catalog/reads.ts'
import { revokeCredential } from './features/credential/actions/revoke.ts'
import { browserOf } from './testing/browser.ts'
import { anAchievement } from './testing/factories/achievement.ts'
import { anEarnedDecision } from './testing/factories/decision.ts'
import { anOffering } from './testing/factories/offering.ts'
import { aDistrict, aPerson, type District, join, type Someone, signedIn } from './testing/factories/people.ts'
import { aReader, type Reader } from './testing/factories/reader.ts'
import { anAdmitted, readThrough, take } from './testing/factories/review.ts'
import { aReadyDraft } from './testing/factories/submission.ts'
import { translatedWhole } from './testing/factories/translation.ts'
import { openWorld, type World } from './testing/world.ts'

let world: World
let district: District
let version: AchievementVersion
let spanish: AchievementContent
beforeAll(async () => {
  world = await openWorld()
  district = await aDistrict(world)
  version = await anAchievement(world)
  spanish = await translatedWhole(world, version)
  await anOffering(world, district.tenantId, [version.achievementId])
})
afterAll(() => world.close())

/** What a person reads: no address, no value that a form sends back, no record for machines. */
function readable(html: string): string {
  return html
    .replace(/<script type="application\/ld\+json".*?<\/script>/gs, '')
    .replace(/ (value|href|src)="[^"]*"/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
}

/** Every text of an entry that is longer than the name of a level, which is the product's own. */
function sentencesOf(said: unknown): string[] {
  if (typeof said === 'string') return said.length > 10 && said.includes(' ') ? [said] : []
  return typeof said === 'object' && said !== null ? Object.values(said).flatMap(sentencesOf) : []
}

async function reader(person: Someone, locale: 'en' | 'es') {
  const browser = browserOf(world, await signedIn(world, person))
  browser.cookies.set('cairn-look', `lang=${locale}`)
  const see = async (path: string) => {
    const { status, text } = await browser.get(path)
    expect([path, status]).toEqual([path, 200])
    const read = readable(text)
    const has = (content: AchievementContent) => sentencesOf(content).filter((sentence) => read.includes(sentence))
    return { text: read, english: has(version.content), spanish: has(spanish) }
  }
  return { browser, see }
}

type See = Awaited<ReturnType<typeof reader>>['see']

/** A page that speaks Spanish alone, and says which wording decides. */
async function insistSpanish(see: See, path: string, least: number) {
  const page = await see(path)
  expect([path, page.english]).toEqual([path, []])
  expect(page.spanish.length, path).toBeGreaterThanOrEqual(least)
  expect(page.text).toContain('Traducción de la edición 1.0.0 en inglés')
}

async function anEducator(locale: 'en' | 'es') {
  const person = await aPerson(world)
  await join(world, district, { person })
  return { person, ...(await reader(person, locale)) }
}

test('its public page is in the reader’s language, each version too; the original is one step away', async () => {
  const { see } = await anEducator('es')
  const path = `/m/${version.slug}`
  await insistSpanish(see, path, 30)
  await insistSpanish(see, `${path}/v/1.0.0`, 30)
  const original = await see(`${path}/v/1.0.0?text=en`)
  expect(original.spanish).toEqual([])
  expect(original.english.length).toBeGreaterThanOrEqual(30)
  expect(original.text).toContain('Este es el original, edición 1.0.0.')
  const english = await (await anEducator('en')).see(path)
  expect(english.spanish).toEqual([])
  expect(english.text).toContain('Read it in Spanish')
  expect((await (await anEducator('en')).see(`${path}?text=es`)).english).toEqual([])
  const other = await anAchievement(world)
  expect((await see(`/m/${other.slug}`)).text).not.toMatch(/Traducción de la edición|Leer en/)
})

test('it is taken out as the file that it is, beside the content that is signed', async () => {
  const visitor = browserOf(world)
  const path = `/m/${version.slug}/v/1.0.0`
  const file = await visitor.get(`${path}/es.json`)
  expect(JSON.parse(file.text)).toEqual({
    ...spanish,
    code: version.code,
    slug: version.slug,
    strand: 'B',
    visibility: 'public',
  })
  expect(JSON.parse((await visitor.get(`${path}/content.json`)).text)).toEqual(version.content)
  expect((await visitor.get(`${path}/fr.json`)).status).toBe(404)
  expect((await visitor.get(`/m/${(await anAchievement(world)).slug}/v/1.0.0/es.json`)).status).toBe(404)
})

test('an educator works, checks and sends in Spanish; what is kept and judged is the original', async () => {
  const { person, see, browser } = await anEducator('es')
  const id = await aReadyDraft(world, { learner: person, version })
  const work = `/me/work/${id}`
  await insistSpanish(see, work, 3)
  await insistSpanish(see, `${work}/requirements/R1`, 8)
  await insistSpanish(see, `${work}/write`, 3)
  await insistSpanish(see, `${work}/ready`, 1)
  expect((await see(`${work}/ready`)).text).toContain('Todo está aquí.')
  expect((await see('/me/inbox')).english).toEqual([])
  const part = `${work}/requirements/R1`
  expect((await see(part)).text).toContain(spanish.part2.requirements[0]?.readyChecks[0])
  const said = /name="yes\[\]" value="([^"]*)"/.exec((await browser.get(part)).text)?.[1] ?? ''
  await browser.post(`${part}/checks`, { 'yes[]': said }, part)
  const { rows } = await world.owner.query('select checks from submission where id = $1', [id])
  expect(rows[0].checks.R1).toEqual(version.content.part2.requirements[0]?.readyChecks)
})

interface Read {
  readonly learner: Someone
  readonly submissionId: string
}
async function readAtTheDesk(readers: readonly Reader[]): Promise<Read> {
  const { person: learner } = await anEducator('es')
  const work = await anAdmitted(world, { district, learner, version })
  await world.settle()
  for (const one of readers) {
    const reviewId = (await take(world, one)) ?? ''
    const { see } = await reader(one, 'es')
    await insistSpanish(see, `/assess/read/${reviewId}`, 12)
    const queue = await see('/assess/queue')
    expect([queue.english, queue.spanish]).toEqual([[], [spanish.title]])
    await readThrough(world, one, { reviewId, work, levels: { C2: 'not_yet' } })
  }
  world.clock.advance(11_000)
  await world.settle()
  return work
}

test('a reader’s desk and the decision are in Spanish too', async () => {
  const { learner, submissionId } = await readAtTheDesk([
    await aReader(world, district),
    await aReader(world, district),
  ])
  const { see } = await reader(learner, 'es')
  await insistSpanish(see, `/me/work/${submissionId}/decision/1`, 3)
  await insistSpanish(see, `/me/work/${submissionId}/timeline`, 1)
})

test('letters about a credential name it as its holder reads it; the credential keeps the name that is signed', async () => {
  const { person: learner } = await anEducator('es')
  await world.owner.query(`update person set locale = 'es' where id = $1`, [learner.id])
  const readers = [await aPerson(world), await aPerson(world)] as const
  const { submissionId } = await anEarnedDecision(world, { district, learner, readers, version })
  await world.settle()
  const { rows } = await world.owner.query('select id, signed_bytes from credential where submission_id = $1', [
    submissionId,
  ])
  expect(JSON.parse(rows[0].signed_bytes).name).toBe(version.title)
  const admin = world.as({ tenantId: district.tenantId, personId: readers[0].id, roles: ['organizationAdmin'] })
  await revokeCredential(admin, { credentialId: rows[0].id, reason: 'error' })
  const letters = await world.owner.query(
    `select body ->> 'template' as template, body #>> '{values,title}' as title from outbox
     where kind = 'mail' and body ->> 'toPerson' = $1 and body ->> 'template' like 'credential.%' order by 1`,
    [learner.id],
  )
  expect(letters.rows).toEqual([
    { template: 'credential.awarded', title: spanish.title },
    { template: 'credential.revoked.error', title: spanish.title },
  ])
})
