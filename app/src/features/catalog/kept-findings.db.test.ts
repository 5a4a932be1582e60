import { afterAll, beforeAll, expect, test } from 'vitest'
import { aDistrict, aPerson, type District, join } from '../../testing/factories/people.ts'
import { openWorld, type World } from '../../testing/world.ts'
import { inviteAuthor } from './actions/co-authors.ts'
import { beginDraft, saveSection } from './actions/drafts.ts'
import { keepFinding } from './actions/keep-finding.ts'
import { countsOf, type KeepFinding } from './rules/kept-findings.ts'
import { draftPage, draftsPage } from './views/drafts.ts'
import { reviewPage } from './views/review.ts'

const LONG = `${'The educator greets every student at the door and '.repeat(6)}listens.`
const REASON = 'One long sentence tells the whole walk through the door.'

let world: World
let district: District
let ada: ReturnType<World['as']>
beforeAll(async () => {
  world = await openWorld()
  district = await aDistrict(world)
  ada = await somebody('Ada', ['author'])
})
afterAll(() => world.close())

async function somebody(name: string, roles: readonly ('author' | 'qaLead')[]) {
  const person = await aPerson(world, { name })
  await join(world, district, { person, roles })
  return world.as({ personId: person.id, tenantId: district.tenantId, roles })
}
const why = (id: string, rationale: string, revision: number) =>
  saveSection(ada, id, { section: 'why', revision, sent: { rationale } })
const keep = (id: string, given: Partial<KeepFinding>, who = ada) =>
  keepFinding(who, id, { section: 'why', keep: '', release: '', reasons: {}, ...given })
async function remarkOn(id: string) {
  const { findings } = await draftPage(ada, id)
  return { remark: findings.find(({ code }) => code === 'T2'), findings, counts: countsOf(findings) }
}

test('a remark stands with a reason and a name, is counted apart, and comes up again when its words change', async () => {
  const id = await beginDraft(ada)
  await why(id, LONG, 1)
  const { remark, counts } = await remarkOn(id)
  const key = remark?.key ?? ''
  await keep(id, { keep: key, reasons: { [key]: REASON } })
  await keep(id, { keep: key, reasons: { [key]: 'Said twice, heard once.' } })
  const now = await remarkOn(id)
  expect(now.remark?.kept).toEqual({ reason: REASON, name: 'Ada', at: world.clock.now() })
  expect(now.counts).toEqual({ errors: counts.errors, warnings: counts.warnings - 1, kept: 1 })
  expect((await draftsPage(ada)).mine[0]).toMatchObject({ kept: 1, warnings: counts.warnings - 1 })
  const ben = await somebody('Ben', ['author'])
  await inviteAuthor(ada, id, { personId: ben.actor.id, deed: 'invite', section: 'why' })
  world.clock.advance(600_000)
  await world.settle()
  const told = await world.owner.query(
    "select body ->> 'toPerson' as to, body ->> 'path' as path from outbox where body ->> 'template' = 'catalog.draftKept'",
  )
  expect(told.rows).toEqual([{ to: ben.actor.id, path: `/author/m/${id}/edit` }])
  const lead = await somebody('Ruth', ['qaLead'])
  expect((await reviewPage(lead, id)).kept.map(({ code, kept }) => [code, kept?.reason])).toEqual([['T2', REASON]])
  await saveSection(ada, id, { section: 'about', revision: 3, sent: { title: 'Greet' } })
  expect((await remarkOn(id)).remark?.kept?.reason).toBe(REASON)
  await why(id, `${LONG} Again.`, 4)
  expect((await remarkOn(id)).counts.kept).toBe(0)
  await expect(keep(id, { keep: key, reasons: { [key]: REASON } })).rejects.toMatchObject({
    because: 'finding-changed',
  })
})

test('needs a reason of ten characters and an author of the draft; an error is never kept', async () => {
  const id = await beginDraft(ada)
  await why(id, LONG, 1)
  const { remark, findings } = await remarkOn(id)
  const key = remark?.key ?? ''
  const short = keep(id, { keep: key, reasons: { [key]: 'Because.' } })
  await expect(short).rejects.toMatchObject({ fields: { [`reasons.${key}`]: 'catalog.keep.reason.length' } })
  const ben = await somebody('Ben', ['author'])
  const other = keep(id, { keep: key, reasons: { [key]: REASON } }, ben)
  await expect(other).rejects.toMatchObject({ because: 'not-your-draft' })
  const error = findings.find(({ level }) => level === 'error')?.key ?? ''
  const mended = keep(id, { keep: error, reasons: { [error]: REASON } })
  await expect(mended).rejects.toMatchObject({ because: 'finding-changed' })
  expect((await remarkOn(id)).counts.kept).toBe(0)
})

test('is judged again when an author says so', async () => {
  const id = await beginDraft(ada)
  await why(id, LONG, 1)
  const key = (await remarkOn(id)).remark?.key ?? ''
  await keep(id, { keep: key, reasons: { [key]: REASON } })
  await keep(id, { release: key })
  expect((await remarkOn(id)).counts.kept).toBe(0)
})
