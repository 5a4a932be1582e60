import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anAchievement } from '../../testing/factories/achievement.ts'
import { anAward } from '../../testing/factories/award.ts'
import { acting, aStaff, type Staff } from '../../testing/factories/draft.ts'
import { aDistrict, aPerson, type District, join, type Someone, signedIn } from '../../testing/factories/people.ts'
import { BASE_URL, openWorld, type World } from '../../testing/world.ts'
import type { AchievementVersion } from '../catalog/reads.ts'
import {
  askToPublish,
  beginNextVersion,
  beginStack,
  discardStack,
  saveStack,
  sendStackBack,
} from './actions/own-stacks.ts'
import { answerToStack, proposeStack, withdrawStack } from './actions/publish-own.ts'
import { findOpenStackPublication, getStackDraft } from './reads/own-stacks.ts'
import { SaveStack } from './rules/own-input.ts'
import { keyOf } from './rules/progress.ts'
import { ownStackPage } from './views/own.ts'
import { publishOwnStack } from './writes/own-stacks.ts'

const WORDS = {
  title: 'The first weeks here',
  summary: 'What our district asks of everybody who begins to teach with us.',
}

let world: World
let district: District
let staff: Staff
let versions: AchievementVersion[]
let member: Someone
beforeAll(async () => {
  world = await openWorld()
  district = await aDistrict(world, { slug: 'lakeside', name: 'Lakeside Schools' })
  staff = await aStaff(world, district)
  versions = [await anAchievement(world), await anAchievement(world), await anAchievement(world)]
  member = await aPerson(world)
  await join(world, district, { person: member })
}, 120_000)
afterAll(() => world.close())

type Acting = ReturnType<Staff['author']['ctx']>
const draftNow = (ctx: Acting, id: string) => ctx.transact((tx) => getStackDraft(tx, ctx.scope, id))

async function save(ctx: Acting, id: string, sent: Record<string, unknown>): Promise<string> {
  const { revision } = await draftNow(ctx, id)
  return saveStack(ctx, id, SaveStack.parse({ revision, ...sent }))
}

const codes = (...at: number[]) => at.map((one) => versions[one]?.code ?? '').join(', ')

async function aReady(author: Acting, sent: Record<string, unknown> = {}): Promise<string> {
  const id = await beginStack(author, 'stack')
  await save(author, id, { ...WORDS, find: codes(0, 1), do: 'search', ...sent })
  await askToPublish(author, id)
  return id
}

async function openOf(ctx: Acting, id: string): Promise<string> {
  return (await ctx.transact((tx) => findOpenStackPublication(tx, ctx.scope, id)))?.id ?? ''
}

async function publish(id: string): Promise<void> {
  const [first, second] = staff.leads
  const { revision } = await draftNow(first.ctx(), id)
  await proposeStack(first.ctx(), id, { revision })
  await answerToStack(second.ctx(), id, { id: await openOf(first.ctx(), id), answer: 'accept' })
}

async function wordsOf(path: string, person?: Someone): Promise<string> {
  const cookie = person ? (await signedIn(world, person)).cookie : ''
  const answer = await world.app.request(BASE_URL + path, { headers: { accept: 'text/html', cookie } })
  if (answer.status !== 200) return String(answer.status)
  const html = await answer.text()
  return html
    .slice(html.indexOf('<main'))
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
}

describe('a draft', () => {
  test('keeps everything that was typed and says beside each field what is wrong', async () => {
    const author = staff.author.ctx()
    const id = await beginStack(author, 'pathway')
    const sent = {
      title: 'Two',
      find: `${codes(0)} QQ9`,
      do: 'search',
      parts: { p1: { min: '5', title: 'First of all', after: ['p2'] } },
    }
    expect(await save(author, id, sent)).toBe('QQ9')
    const page = await wordsOf(`/author/stacks/${id}?find=QQ9`, staff.author.person)
    for (const sentence of [
      'There is no micro-credential with the code QQ9.',
      'Write 4 to 70 characters.',
      'This step waits for itself: it comes after 2',
      'Choose where it stands.',
    ])
      expect(page).toContain(sentence)
    expect((await draftNow(author, id)).content).toMatchObject({
      title: 'Two',
      parts: [{ min: '5', title: 'First of all' }, {}],
    })
    await expect(askToPublish(author, id)).rejects.toMatchObject({ because: 'stack-unfinished' })
  })

  test('finds members by words, and those of the organization alone; nobody saves over another', async () => {
    const author = staff.author.ctx()
    const id = await beginStack(author, 'stack')
    await world.owner.query(`update achievement set visibility = 'organization', creator_id = $1 where id = $2`, [
      district.tenantId,
      versions[2]?.achievementId,
    ])
    const { found } = await ownStackPage(author, id, 'greet at the door')
    expect(found.choices.map(({ code }) => code)).toContain(versions[2]?.code)
    await save(author, id, WORDS)
    await expect(saveStack(author, id, SaveStack.parse({ revision: 1 }))).rejects.toMatchObject({
      because: 'stack-draft-changed',
    })
    const other = staff.readers[1].ctx()
    await expect(save(other, id, WORDS)).rejects.toMatchObject({ because: 'not-your-stack' })
    await save(author, id, { ...WORDS, find: codes(0, 1), do: 'search' })
    await save(author, id, { ...WORDS, do: `up:${versions[1]?.achievementId}` })
    const order = (await draftNow(author, id)).content.members.map(keyOf)
    expect(order).toEqual([versions[1]?.achievementId, versions[0]?.achievementId])
    await discardStack(author, id)
    await expect(save(author, id, WORDS)).rejects.toMatchObject({ because: 'draft-not-open' })
  })
})

describe('publishing', () => {
  test('takes two who wrote none of it, and the database asks that itself', async () => {
    const [first, second] = staff.leads
    const writer = await acting(world, district, ['qaLead'])
    const id = await aReady(writer.ctx())
    const { revision } = await draftNow(first.ctx(), id)
    await expect(proposeStack(writer.ctx(), id, { revision })).rejects.toMatchObject({ because: 'own-text' })
    await proposeStack(first.ctx(), id, { revision })
    const open = await openOf(first.ctx(), id)
    for (const [ctx, because] of [
      [first.ctx(), 'second-lead'],
      [writer.ctx(), 'own-text'],
    ] as const)
      await expect(answerToStack(ctx, id, { id: open, answer: 'accept' })).rejects.toMatchObject({ because })
    const alone = second.ctx()
    await expect(
      alone.transact((tx) => publishOwnStack(tx, { publicationId: open, now: alone.now() })),
    ).rejects.toThrow('publication refused')
    const { rows } = await world.owner.query(
      `select has_table_privilege('cairn_app', 'stack', 'insert') or has_table_privilege('cairn_app', 'stack_version', 'insert') as may`,
    )
    expect(rows[0].may).toBe(false)
    expect(await answerToStack(alone, id, { id: open, answer: 'accept' })).toBe(true)
    expect(await wordsOf('/stacks')).toMatch(/Lakeside Schools The first weeks here/)
    expect(await wordsOf('/stacks/the-first-weeks-here')).toContain('By Lakeside Schools.')
    expect((await draftNow(alone, id)).state).toBe('published')
  })

  test('what came back is a draft again; its proposal is answered', async () => {
    const author = staff.author.ctx()
    const id = await aReady(author, { title: 'One that comes back' })
    const [first, second] = staff.leads
    await proposeStack(first.ctx(), id, { revision: (await draftNow(author, id)).revision })
    const open = await openOf(author, id)
    await sendStackBack(second.ctx(), id)
    await expect(answerToStack(second.ctx(), id, { id: open, answer: 'accept' })).rejects.toThrow('publication')
    await save(author, id, { ...WORDS, title: 'One that came back' })
  })

  test('a next version is another row, the one before stays, and what is withdrawn keeps its page', async () => {
    const author = staff.author.ctx()
    await publish(await aReady(author, { title: 'Next to next' }))
    const { rows } = await world.owner.query(`select code from stack where slug = 'next-to-next'`)
    const code = String(rows[0].code)
    const next = await beginNextVersion(author, code)
    await expect(askToPublish(author, next)).rejects.toMatchObject({ because: 'stack-unchanged' })
    await save(author, next, { ...WORDS, title: 'Next to next', takes: 'some', anyOf: '1' })
    await askToPublish(author, next)
    await publish(next)
    expect(await wordsOf('/stacks/next-to-next')).toContain('Earn any 1 of these 2')
    expect(await wordsOf('/stacks/next-to-next/v/1')).toContain('Version 2 counts now.')
    await withdrawStack(staff.leads[0].ctx(), code)
    expect(await wordsOf('/stacks')).not.toContain('Next to next')
    expect(await wordsOf('/stacks/next-to-next')).toContain('This stack is offered no more.')
    const other = await aDistrict(world)
    const stranger = await acting(world, other, ['qaLead'])
    await expect(withdrawStack(stranger.ctx(), code)).rejects.toThrow('stack')
  })
})

test('with an entry for members it is for members, and its award names who made it', async () => {
  await publish(
    await aReady(staff.author.ctx(), { title: 'Among ourselves', find: codes(0, 2), takes: 'some', anyOf: '1' }),
  )
  expect(await wordsOf('/stacks/among-ourselves')).toBe('404')
  expect(await wordsOf('/stacks')).not.toContain('Among ourselves')
  const page = await wordsOf('/stacks/among-ourselves', member)
  expect(page).toContain('Lakeside Schools made it for its members.')
  expect(page).toContain(versions[2]?.code ?? '-')
  const [version] = versions
  if (version) await anAward(world, { district, learner: member, version })
  const { rows } = await world.owner.query(
    `select signed_bytes from credential where learner_id = $1 and stack_code = (select code from stack where slug = 'among-ourselves')`,
    [member.id],
  )
  const { credentialSubject } = JSON.parse(rows[0].signed_bytes.toString())
  expect(credentialSubject.achievement.creator).toMatchObject({
    id: `${BASE_URL}/issuers/lakeside`,
    name: 'Lakeside Schools',
  })
})
