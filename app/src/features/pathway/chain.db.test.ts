import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join as inFolder } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anAchievement, ownerOf } from '../../testing/factories/achievement.ts'
import { aLaterDay, anAward, aRevocation } from '../../testing/factories/award.ts'
import { aStaff, type Staff } from '../../testing/factories/draft.ts'
import { aDistrict, aPerson, type District, join, type Someone, signedIn } from '../../testing/factories/people.ts'
import { judgedHere } from '../../testing/judged.ts'
import { BASE_URL, openWorld, type World } from '../../testing/world.ts'
import type { AchievementVersion } from '../catalog/reads.ts'
import { importStacks } from './actions/import-stacks.ts'
import { askToPublish, beginNextVersion, beginStack, saveStack } from './actions/own-stacks.ts'
import { answerToStack, proposeStack } from './actions/publish-own.ts'
import { acts } from './pages/own-stack.tsx'
import { findOpenStackPublication, getStackDraft } from './reads/own-stacks.ts'
import { SaveStack } from './rules/own-input.ts'
import { keyOf } from './rules/progress.ts'

const DAY = 24 * 3_600_000
let world: World
let district: District
let versions: AchievementVersion[]
let folder: string
let staff: Staff
type Acting = ReturnType<Staff['author']['ctx']>
const OWN = {
  title: 'The whole way here',
  summary: 'Two stacks one after the other, as our district asks it of those who stay.',
}
beforeAll(async () => {
  world = await openWorld('2026-11-20T16:05:00.250Z')
  district = await aDistrict(world, { slug: 'lakeside', name: 'Lakeside Unified School District' })
  versions = []
  for (let made = 0; made < 4; made++) versions.push(await anAchievement(world, { code: `B9${made}` }))
  staff = await aStaff(world, district)
  folder = mkdtempSync(inFolder(tmpdir(), 'chain-'))
}, 120_000)
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await world.close()
})

const words = (title: string) => ({
  ...{ title, titleEs: `${title} (es)` },
  summary: `${title}: what it takes and whom it is for, in one sentence.`,
  summaryEs: `${title}: lo que pide y para quién es, en una sola frase.`,
})
const codes = (...at: number[]) => at.map((one) => ({ code: versions[one]?.code ?? '' }))

/** Two stacks of two, and the pathway that leads through both to a micro-credential of its own. */
function theFile() {
  const step = (id: string) => ({ id, title: `Step ${id}`, titleEs: `Paso ${id}` })
  return [
    { code: 'ONE', slug: 'stack-one', ...words('Stack one'), rule: { all: true }, members: codes(0, 1) },
    { code: 'TWO', slug: 'stack-two', ...words('Stack two'), rule: { anyOf: 1 }, members: codes(1, 2) },
    {
      ...{ code: 'PW-BOT', slug: 'both-stacks', kind: 'pathway', ...words('Both stacks') },
      rule: { steps: [step('first'), step('second')] },
      members: [
        { code: 'ONE', step: 'first' },
        { code: 'TWO', step: 'second' },
      ],
    },
  ]
}

async function imported(stacks: unknown) {
  writeFileSync(inFolder(folder, 'stacks.yaml'), JSON.stringify(stacks))
  return (await importStacks(ownerOf(world), { folder, now: world.clock.now() })).problems
}

async function published() {
  const { rows } = await world.owner.query(
    'select s.code, s.kind, s.place, v.version, v.strand, v.words, v.rule, v.digest from stack s join stack_version v using (code, version) order by place',
  )
  return rows
}

function award(learner: Someone, at: number) {
  const version = versions[at]
  if (!version) throw new Error('no such member')
  return anAward(world, { district, learner, version })
}

async function wholesOf({ id }: Someone) {
  const { rows } = await world.owner.query(
    'select * from credential where learner_id = $1 and stack_code is not null order by reserved_at, awarded_at',
    [id],
  )
  return new Map(
    rows.map((row) => [row.stack_code, { ...row, document: JSON.parse(row.signed_bytes?.toString() ?? 'null') }]),
  )
}

async function aLearner(): Promise<Someone> {
  const learner = await aPerson(world, { name: 'Maya Jackson' })
  await join(world, district, { person: learner })
  return learner
}

async function wordsOf(path: string, person?: Someone, locale = 'en') {
  const known = person ? (await signedIn(world, person)).cookie : ''
  const cookie = [known, `cairn-look=lang=${locale}`].filter(Boolean).join('; ')
  const answer = await world.app.request(BASE_URL + path, { headers: { accept: 'text/html', cookie } })
  const html = await answer.text()
  const said = html
    .slice(html.indexOf('<main'))
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
  return { words: said, html }
}

test('the file is taken as it stands, and once more changes nothing', async () => {
  expect(await imported(theFile())).toEqual([])
  const first = await published()
  expect(first.map(({ code, version }) => [code, version])).toEqual([
    ['ONE', 1],
    ['TWO', 1],
    ['PW-BOT', 1],
  ])
  expect(first[2].rule.members).toEqual([
    { stack: 'ONE', group: 'first' },
    { stack: 'TWO', group: 'second' },
  ])
  world.clock.advance(1000)
  expect(await imported(theFile())).toEqual([])
  expect(await published()).toEqual(first)
})

test('a stack in itself is refused by a sentence, and what was there stays', async () => {
  const [one, two, both] = theFile()
  const before = await published()
  const around = [
    { ...one, members: [...codes(0), { code: 'TWO' }] },
    { ...two, members: [...codes(1), { code: 'ONE' }] },
    both,
  ]
  expect((await imported(around)).map(({ message }) => message)).toEqual([
    'ONE stands in itself, by way of TWO. Take TWO out.',
    'TWO stands in itself, by way of ONE. Take ONE out.',
  ])
  expect(await published()).toEqual(before)
})

describe('a pathway of stacks', () => {
  test('shows each stack as one stop with how far one is in it; what an entry counts toward stays what it was', async () => {
    const learner = await aLearner()
    await award(learner, 0)
    const { words: said, html } = await wordsOf('/pathways/both-stacks', learner)
    expect(said).toContain('It takes both of these stacks, step by step.')
    expect(said).toMatch(/ONE Stack one Stack Stack one: what it takes .*? 1 of 2 2\. Step second/)
    expect(said).toContain('Stack one · 1 of 2')
    expect(html).toContain('href="/stacks/stack-one"')
    expect((await wordsOf('/me/progress', learner)).words).toContain('Both stacks')
    expect((await wordsOf('/stacks/stack-one')).words).toContain('Counts toward: Both stacks')
    expect((await wordsOf(`/m/${versions[1]?.slug}`)).words).toContain('Counts toward: Stack one · Stack two')
    expect((await wordsOf('/explore?stack=PW-BOT')).html).toContain(`href="/m/${versions[2]?.slug}"`)
  })

  test('is awarded with the last stack, and its credential verifies and names those of the stacks', async () => {
    const learner = await aLearner()
    await award(learner, 2)
    await award(learner, 0)
    expect([...(await wholesOf(learner)).keys()]).toEqual(['TWO'])
    await award(learner, 1)
    const wholes = await wholesOf(learner)
    expect([...wholes.keys()].sort()).toEqual(['ONE', 'PW-BOT', 'TWO'])
    const { document, state, public_id } = wholes.get('PW-BOT') ?? {}
    expect(state).toBe('published')
    const parts = ['TWO', 'ONE'].map((code) => wholes.get(code)?.public_id)
    expect(document.evidence.map(({ id }: { id: string }) => id)).toEqual(parts.map((id) => `${BASE_URL}/c/${id}`))
    expect(document.credentialSubject.achievement.related.map(({ id }: { id: string }) => id)).toEqual(
      ['two', 'one'].map((slug) => `${BASE_URL}/stacks/stack-${slug}/v/1`),
    )
    expect(document.credentialSubject.achievement.criteria.narrative).toContain('Takes 2 of 2 stacks')
    expect(await judgedHere(world, document)).toBe('valid')
    expect(await judgedHere(world, { ...document, name: 'Another' })).toBe('invalid')
    const page = await wordsOf(`/c/${public_id}`, learner)
    for (const id of parts) expect(page.html).toContain(`href="/c/${id}"`)
    expect((await wordsOf('/pathways/both-stacks', learner)).words).toContain('Complete: you hold 2 stacks')
  })

  test('that is younger than the stacks is awarded with the next credential of one of them', async () => {
    const [one, two, both] = theFile()
    await imported([one, two])
    const learner = await aLearner()
    await award(learner, 0)
    await award(learner, 1)
    expect([...(await wholesOf(learner)).keys()].sort()).toEqual(['ONE', 'TWO'])
    await imported([one, two, both])
    await award(learner, 2)
    expect((await wholesOf(learner)).get('PW-BOT')).toMatchObject({ state: 'published' })
  })

  test('is complete once in the log, also where what completes it stands in a stack of it too', async () => {
    const [one, two, both] = theFile()
    const members = [{ code: versions[1]?.code, step: 'first' }, ...(both?.members.slice(1) ?? [])]
    await imported([one, two, { ...both, code: 'PW-TWO', slug: 'in-both', members }])
    const learner = await aLearner()
    await award(learner, 2)
    await award(learner, 1)
    const { rows } = await world.owner.query(
      `select body ->> 'code' as code from log_entry where type = 'pathway.completed' and person_id = $1 order by id`,
      [learner.id],
    )
    expect(rows.map(({ code }) => code)).toEqual(['TWO', 'PW-TWO'])
    await imported([one, two, both])
  })

  test('a stack in it that is offered no more is met by its award alone, and says so', async () => {
    const [one, two, both] = theFile()
    const [holder, other] = [await aLearner(), await aLearner()]
    await award(holder, 2)
    const withdraw = (place: number | null) =>
      world.owner.query(`update stack set place = $1 where code = 'TWO'`, [place])
    await withdraw(null)
    await award(other, 2)
    const held = await wordsOf('/pathways/both-stacks', holder)
    expect(held.words).toMatch(/TWO Stack two .* This stack is offered no more\..* This stack is complete/)
    const waits = await wordsOf('/pathways/both-stacks', other)
    expect(waits.words).toContain('This stack is offered no more.')
    expect(waits.words).not.toContain('This stack is complete')
    await imported([one, two, both])
  })

  test('ends thirty days after a stack it needs has ended, unless it is completed again', async () => {
    const learner = await aLearner()
    const first = await award(learner, 0)
    await award(learner, 1)
    const until = async (days: number) => {
      await aLaterDay(world, new Date(world.clock.now().getTime() + days * DAY).toISOString(), district)
      await world.settle()
      return wholesOf(learner)
    }
    await aRevocation(world, { award: first, issuer: district })
    const late = await until(31)
    expect(late.get('ONE')).toMatchObject({ revoked_reason: 'part-revoked' })
    expect(late.get('PW-BOT')).toMatchObject({ revoked_at: null })
    expect(late.get('PW-BOT')?.lapses_at).not.toBeNull()
    const ended = await until(31)
    expect(ended.get('PW-BOT')).toMatchObject({ revoked_reason: 'part-revoked' })
    expect(ended.get('TWO')).toMatchObject({ revoked_at: null })
  })
})

describe('a pathway of an organization’s own', () => {
  const draftNow = (ctx: Acting, id: string) => ctx.transact((tx) => getStackDraft(tx, ctx.scope, id))
  const save = async (ctx: Acting, id: string, sent: object) =>
    saveStack(ctx, id, SaveStack.parse({ revision: (await draftNow(ctx, id)).revision, ...sent }))
  const keysIn = async (ctx: Acting, id: string) => (await draftNow(ctx, id)).content.members.map(keyOf)

  async function publish(id: string) {
    const [first, second] = staff.leads
    await proposeStack(first.ctx(), id, { revision: (await draftNow(first.ctx(), id)).revision })
    const open = await first.ctx().transact((tx) => findOpenStackPublication(tx, first.ctx().scope, id))
    await answerToStack(second.ctx(), id, { id: open?.id ?? '', answer: 'accept' })
  }

  test('takes stacks by code or words, and neither a pathway nor itself; a stack takes none', async () => {
    const author = staff.author.ctx()
    const id = await beginStack(author, 'pathway')
    expect(await save(author, id, { ...OWN, find: 'ONE, PW-BOT', do: 'search' })).toBe('PW-BOT')
    expect(await keysIn(author, id)).toEqual(['ONE'])
    const asking = { revision: (await draftNow(author, id)).revision, ...OWN, find: 'ZZ9', do: 'ask' }
    expect(await acts.save(author as never, SaveStack.parse(asking), { draft: id })).toMatchObject({
      to: `/author/stacks/${id}?find=ZZ9`,
      done: 'pathway.own.held',
    })
    expect((await draftNow(author, id)).state).toBe('draft')
    const page = await wordsOf(`/author/stacks/${id}?find=PW-BOT`, staff.author.person)
    expect(page.words).toContain('A pathway holds stacks and micro-credentials, no other pathway. Leave PW-BOT out')
    const worded = await wordsOf(`/author/stacks/${id}?find=stack+two`, staff.author.person)
    expect(worded.html).toContain('value="add:TWO"')
    expect(worded.words).toContain('Put in at least two of them, micro-credentials or stacks.')
    await save(author, id, { ...OWN, do: 'add:PW-BOT' })
    await save(author, id, { ...OWN, do: 'add:TWO' })
    expect(await keysIn(author, id)).toEqual(['ONE', 'TWO'])
    const parts = { p1: { title: 'First of all' }, p2: { title: 'And after it', after: ['p1'] } }
    await save(author, id, { ...OWN, parts, members: { ONE: { part: 'p1' }, TWO: { part: 'p2' } } })
    await askToPublish(author, id)
    await publish(id)
    const { words: said } = await wordsOf('/pathways/the-whole-way-here')
    expect(said).toMatch(
      /step by step\. .* ONE Stack one .* Takes 2 of its 2 micro-credentials, in any order\. .* TWO Stack two/,
    )
    const next = await beginNextVersion(author, (await draftNow(author, id)).code ?? '')
    const own = (await draftNow(author, next)).code ?? ''
    expect(await save(author, next, { ...OWN, find: own, do: 'search' })).toBe(own)
    const itself = await wordsOf(`/author/stacks/${next}?find=${own}`, staff.author.person)
    expect(itself.words).toContain(`${own} cannot stand in itself.`)
    const stack = await beginStack(author, 'stack')
    await save(author, stack, { ...OWN, find: 'ONE', do: 'search' })
    await save(author, stack, { ...OWN, do: 'add:ONE' })
    expect(await keysIn(author, stack)).toEqual([])
    const inStack = await wordsOf(`/author/stacks/${stack}?find=ONE`, staff.author.person)
    expect(inStack.words).toContain('A stack holds micro-credentials alone. Put ONE into a pathway.')
  })

  test('is for members where one of its stacks is; one that is withdrawn is put in no more', async () => {
    const author = staff.author.ctx()
    const stack = await beginStack(author, 'stack')
    const find = codes(0, 1).map(({ code }) => code)
    await save(author, stack, { ...OWN, title: 'Ours alone', find: find.join(' '), do: 'search' })
    await askToPublish(author, stack)
    await publish(stack)
    const ours = (await draftNow(author, stack)).code ?? ''
    await world.owner.query(`update stack set visibility = 'organization' where code = $1`, [ours])
    const id = await beginStack(author, 'pathway')
    const parts = { p1: { title: 'First of all' }, p2: { title: 'And after it', after: ['p1'] } }
    await save(author, id, { ...OWN, title: 'Ours all the way', parts, find: `ONE ${ours}`, do: 'search' })
    const members = { ONE: { part: 'p1' }, [ours]: { part: 'p2' } }
    await save(author, id, { ...OWN, title: 'Ours all the way', parts, members })
    await askToPublish(author, id)
    await publish(id)
    expect((await wordsOf('/stacks')).words).not.toContain('Ours all the way')
    expect((await wordsOf('/stacks', staff.author.person)).words).toContain('Ours all the way')
    await world.owner.query('update stack set place = null where code = $1', [ours])
    const next = await beginNextVersion(author, (await draftNow(author, id)).code ?? '')
    await expect(askToPublish(author, next)).rejects.toMatchObject({ because: 'stack-unfinished' })
    expect((await wordsOf(`/author/stacks/${next}`, staff.author.person)).words).toContain(
      'This stack is offered no more',
    )
  })

  test('is for members from when one of its stacks is, and counts what its rule names', async () => {
    const author = staff.author.ctx()
    const open = { title: 'Open to everybody' }
    const stack = await beginStack(author, 'stack')
    await save(author, stack, {
      ...OWN,
      ...open,
      find: codes(0, 1)
        .map(({ code }) => code)
        .join(' '),
      do: 'search',
    })
    await askToPublish(author, stack)
    await publish(stack)
    const code = (await draftNow(author, stack)).code ?? ''
    const id = await beginStack(author, 'pathway')
    const parts = { p1: { title: 'First of all' }, p2: { title: 'And after it', after: ['p1'] } }
    const way = { ...OWN, title: 'A way for everybody', parts }
    await save(author, id, { ...way, find: `ONE ${code}`, do: 'search' })
    await save(author, id, { ...way, members: { ONE: { part: 'p1' }, [code]: { part: 'p2' } } })
    await askToPublish(author, id)
    await publish(id)
    expect((await wordsOf('/stacks')).words).toContain('A way for everybody')
    const { achievementId } = versions[1] ?? { achievementId: '' }
    const inside = await beginNextVersion(author, code)
    const kept = `update achievement set visibility = $1, creator_id = $2 where id = $3`
    await world.owner.query(kept, ['organization', district.tenantId, achievementId])
    await save(author, inside, { ...OWN, title: 'Open to members' })
    await askToPublish(author, inside)
    await publish(inside)
    expect((await wordsOf('/stacks')).words).not.toContain('A way for everybody')
    expect((await wordsOf('/pathways/a-way-for-everybody')).words).toContain('Nothing here')
    const ours = await wordsOf('/pathways/a-way-for-everybody', staff.author.person)
    expect(ours.words).toContain('made it for its members.')
    await world.owner.query(`update stack set visibility = 'public' where slug = 'a-way-for-everybody'`)
    const { words: others } = await wordsOf('/pathways/a-way-for-everybody')
    expect(others).toContain('It takes both of these stacks')
    expect(others).toContain('One part of this step is now kept by another organization to its members')
    await world.owner.query(kept, ['public', null, achievementId])
  })

  test('is looked for among stacks and micro-credentials alike, a stack by its code in small letters too', async () => {
    const rule = { rule: { all: true }, members: codes(0, 2) }
    const many = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I'].map((letter) => ({
      ...{
        code: `GR-${letter}`,
        slug: `greeting-${letter.toLowerCase()}`,
        ...words(`Greet and more ${letter}`),
        ...rule,
      },
    }))
    const year = { code: 'NOV', slug: 'first-year', ...words('First year'), ...rule }
    expect((await imported([...theFile(), ...many, year])).map(({ message }) => message)).toEqual([])
    const id = await beginStack(staff.author.ctx(), 'pathway')
    const found = async (find: string, locale = 'en') => {
      const { html } = await wordsOf(`/author/stacks/${id}?find=${find}`, staff.author.person, locale)
      return { html, keys: [...html.matchAll(/value="add:([^"]+)"/g)].map(([, key = '']) => key) }
    }
    const both = (await found('greet')).keys
    expect(both).toHaveLength(8)
    expect(both.filter((key) => key.startsWith('GR-'))).toEqual(['GR-A', 'GR-B', 'GR-C', 'GR-D'])
    expect((await found('nov')).keys).toEqual(['NOV'])
    const spanish = await found(versions[0]?.code ?? '', 'es')
    expect(spanish.html).toMatch(/<span lang="en[^"]*">Greet at the door/)
    expect((await found('nov', 'es')).html).toContain('First year (es)')
    expect((await wordsOf('/stacks/stack-one', undefined, 'es')).html).toMatch(
      /<a class="pathway-part" href="[^"]*the-whole-way-here" lang="en">/,
    )
    await imported(theFile())
  })

  test('the database itself asks what stands in what', async () => {
    const rule = (...members: string[]) =>
      JSON.stringify({ anyOf: 2, groups: [], members: members.map((stack) => ({ stack })) })
    const may = async (kind: string, ...members: string[]) =>
      (
        await world.owner.query('select sec.may_be_together($1, $2, $3) as may', [
          ...[district.tenantId, kind, rule(...members)],
        ])
      ).rows[0].may
    expect(await may('pathway', 'ONE', 'TWO')).toBe(true)
    expect(await may('pathway', 'ONE', 'PW-BOT')).toBe(false)
    expect(await may('pathway', 'ONE', 'NONE')).toBe(false)
    expect(await may('stack', 'ONE', 'TWO')).toBe(false)
  })
})
