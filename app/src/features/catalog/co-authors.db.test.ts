import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aDistrict, aPerson, type District, join } from '../../testing/factories/people.ts'
import { openWorld, type World } from '../../testing/world.ts'
import { inviteAuthor } from './actions/co-authors.ts'
import { answerComment, writeComment } from './actions/comments.ts'
import { tellTalk } from './actions/draft-talk.ts'
import { beginDraft, saveSection } from './actions/drafts.ts'
import { draftAuthors } from './views/authors.ts'
import { draftPage } from './views/drafts.ts'

let world: World
let district: District
let ada: Awaited<ReturnType<typeof anAuthor>>
let ben: Awaited<ReturnType<typeof anAuthor>>
beforeAll(async () => {
  world = await openWorld()
  district = await aDistrict(world)
  ada = await anAuthor('Ada')
  ben = await anAuthor('Ben')
})
afterAll(() => world.close())

async function anAuthor(name: string, roles: readonly ('author' | 'assessor' | 'qaLead')[] = ['author']) {
  const person = await aPerson(world, { name })
  await join(world, district, { person, roles })
  return { id: person.id, ctx: world.as({ personId: person.id, tenantId: district.tenantId, roles }) }
}
const ask = (who: typeof ada, draftId: string, personId: string, deed: 'invite' | 'remove' = 'invite') =>
  inviteAuthor(who.ctx, draftId, { personId, deed, section: 'about' })
const write = (who: typeof ada, draftId: string, competency: string, revision: number) =>
  saveSection(who.ctx, draftId, { section: 'competency', revision, sent: { competency } })
const authorsOf = async (draftId: string) =>
  (await draftAuthors(ada.ctx, draftId)).authors.map(({ name, wrote }) => [name, wrote])

describe('a draft with several authors', () => {
  test('is written by whoever was asked in, and by nobody else; each asks further ones', async () => {
    const id = await beginDraft(ada.ctx)
    await expect(write(ben, id, 'Mine', 1)).rejects.toMatchObject({ because: 'not-your-draft' })
    await expect(ask(ben, id, ben.id)).rejects.toMatchObject({ because: 'not-your-draft' })
    expect((await draftAuthors(ada.ctx, id)).colleagues.map(({ name }) => name)).toEqual(['Ben'])
    world.clock.advance(60_000)
    await ask(ada, id, ben.id)
    await ask(ada, id, ben.id)
    expect(await authorsOf(id)).toEqual([
      ['Ada', true],
      ['Ben', false],
    ])
    await write(ben, id, 'The educator greets.', 1)
    expect(await authorsOf(id)).toEqual([
      ['Ada', true],
      ['Ben', true],
    ])
    const { rows } = await world.owner.query(
      `select count(*) from log_entry where subject_id = $1 and type = 'achievement.coAuthorInvited'`,
      [id],
    )
    expect(rows[0].count).toBe(1)
  })

  test('takes no one who may not write, or who reads the text for others', async () => {
    const id = await beginDraft(ada.ctx)
    const cleo = await anAuthor('Cleo', ['assessor'])
    await expect(ask(ada, id, cleo.id)).rejects.toMatchObject({ because: 'not-an-author' })
    await expect(ask(ada, id, world.home.ports.newId())).rejects.toMatchObject({ because: 'not-an-author' })
    await world.owner.query(
      'insert into draft_reviewer (tenant_id, draft_id, person_id, assigned_by, assigned_at) values ($1, $2, $3, $4, now())',
      [district.tenantId, id, ben.id, ada.id],
    )
    await expect(ask(ada, id, ben.id)).rejects.toMatchObject({ because: 'reads-this-text' })
    expect((await draftAuthors(ada.ctx, id)).colleagues).toEqual([])
  })

  test('lets go of one who has written nothing; one who wrote stays, whoever asks the database', async () => {
    const id = await beginDraft(ada.ctx)
    await ask(ada, id, ben.id)
    await ask(ada, id, ben.id, 'remove')
    expect(await authorsOf(id)).toEqual([['Ada', true]])
    await ask(ada, id, ben.id)
    await write(ben, id, 'The educator greets.', 1)
    await expect(ask(ada, id, ben.id, 'remove')).rejects.toMatchObject({ because: 'author-wrote' })
    const gone = world.owner.query('delete from draft_author where draft_id = $1', [id])
    await expect(gone).rejects.toThrow('author for good')
    const forgotten = world.owner.query('update draft_author set wrote_at = null where draft_id = $1', [id])
    await expect(forgotten).rejects.toThrow('author for good')
  })

  test('says for ten minutes who else wrote, and where; never of oneself', async () => {
    const id = await beginDraft(ada.ctx)
    await ask(ada, id, ben.id)
    world.clock.advance(20 * 60_000)
    const at = world.clock.now()
    await write(ben, id, 'The educator greets.', 1)
    expect((await draftPage(ada.ctx, id)).beside).toEqual([{ name: 'Ben', section: 'competency', at }])
    expect((await draftPage(ben.ctx, id)).beside).toEqual([])
    world.clock.advance(10 * 60_000 + 1)
    expect((await draftPage(ada.ctx, id)).beside).toEqual([])
  })
})

describe('what is said about a draft is told to those it concerns', () => {
  const MINUTE = 60_000
  const lettersTo = async ({ id }: { id: string }) => {
    const { rows } = await world.owner.query(
      `select body ->> 'template' as template, body -> 'values' as values, body ->> 'path' as path from outbox
       where kind = 'mail' and body ->> 'toPerson' = $1 and body ->> 'template' ~ 'draft(Talk|Kept)' order by id`,
      [id],
    )
    return rows.map(({ template, values, path }) => [template.replace('catalog.', ''), values.words, values.kept, path])
  }
  const afterMinutes = async (minutes: number) => {
    world.clock.advance(minutes * MINUTE)
    await world.settle()
  }
  async function drafted() {
    const id = await beginDraft(ada.ctx)
    await ask(ada, id, ben.id)
    return id
  }

  test('once for what came together, at most once an hour, and never to whoever said it', async () => {
    const id = await drafted()
    const say = (who: typeof ada, text: string) => writeComment(who.ctx, id, { about: '', text, from: 'comments' })
    const comments = `/author/m/${id}/comments`
    await say(ben, 'Name the class.')
    await say(ben, 'And the week.')
    await afterMinutes(9)
    expect(await lettersTo(ada)).toEqual([])
    await say(ada, 'A class of mine?')
    await afterMinutes(1)
    expect(await lettersTo(ada)).toEqual([['draftTalk', 2, 0, comments]])
    expect(await lettersTo(ben)).toEqual([['draftTalk', 1, 0, comments]])
    await say(ben, 'Any class.')
    await afterMinutes(59)
    expect(await lettersTo(ada)).toHaveLength(1)
    await afterMinutes(1)
    expect((await lettersTo(ada)).at(-1)).toEqual(['draftTalk', 1, 0, comments])
    await tellTalk(world.as({ tenantId: district.tenantId, system: 'draft-talk' }), { body: { draftId: id } })
    expect(await lettersTo(ada)).toHaveLength(2)
    expect(await lettersTo(ben)).toHaveLength(1)
  })

  test('whoever commented hears of an answer, unless they may not come to the draft any more', async () => {
    const id = await drafted()
    const [ruth, theo] = [await anAuthor('Ruth', ['qaLead']), await anAuthor('Theo', ['qaLead'])]
    const ids: string[] = []
    for (const who of [ruth, theo]) {
      await writeComment(who.ctx, id, { about: 'method', text: `Say who counts, ${who.id}.`, from: 'review' })
      const { rows } = await world.owner.query('select id from draft_comment where written_by = $1', [who.id])
      ids.push(rows[0].id)
    }
    await afterMinutes(10)
    await afterMinutes(60)
    for (const commentId of ids) await answerComment(ada.ctx, id, { commentId, text: 'The teacher.', from: 'editor' })
    await world.owner.query('update role_grant set ended_at = now() where person_id = $1', [theo.id])
    await afterMinutes(10)
    expect(await lettersTo(ruth)).toEqual([['draftTalk', 1, 0, `/author/m/${id}/comments`]])
    expect(await lettersTo(theo)).toEqual([])
  })
})
