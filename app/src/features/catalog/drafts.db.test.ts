import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aDistrict, aPerson, type District, join } from '../../testing/factories/people.ts'
import { openWorld, type World } from '../../testing/world.ts'
import { beginDraft, discardDraft, saveSection } from './actions/drafts.ts'
import { getDraft, listDraftAuthors, listOpenDrafts } from './reads/drafts.ts'

let world: World
let district: District
let author: ReturnType<World['as']>
let other: ReturnType<World['as']>
beforeAll(async () => {
  world = await openWorld()
  district = await aDistrict(world)
  author = await anAuthor()
  other = await anAuthor()
})
afterAll(() => world.close())

async function anAuthor(at = district) {
  const person = await aPerson(world)
  await join(world, at, { person, roles: ['author'] })
  return world.as({ personId: person.id, tenantId: at.tenantId, roles: ['author'] })
}
const kept = (id: string) => author.transact((tx) => getDraft(tx, author.scope, id))
const competency = (text: string, revision: number) => ({
  section: 'competency' as const,
  revision,
  sent: { competency: text },
})

describe('a draft', () => {
  test('begins blank, keeps what is saved section by section, and says who wrote it', async () => {
    const id = await beginDraft(author)
    expect(await saveSection(author, id, competency(' The educator greets. ', 1))).toMatchObject({ revision: 2 })
    const more = { section: 'about' as const, revision: 1, sent: { title: 'Greet', strand: 'B' } }
    expect(await saveSection(author, id, more)).toMatchObject({ revision: 3 })
    const draft = await kept(id)
    expect(draft).toMatchObject({ state: 'draft', revision: 3, sections: { competency: 2, about: 3 } })
    expect(draft.content).toMatchObject({ title: 'Greet', strand: 'B', competency: 'The educator greets.' })
    const authors = await author.transact((tx) => listDraftAuthors(tx, author.scope, [id]))
    expect(authors.get(id)).toEqual([author.actor.id])
  })

  test('is never written over: an older text of the same part is refused, another part is not', async () => {
    const id = await beginDraft(author)
    await saveSection(author, id, competency('First', 1))
    await expect(saveSection(author, id, competency('Second', 1))).rejects.toMatchObject({
      because: 'draft-changed',
      values: { revision: 2 },
    })
    expect((await kept(id)).content.competency).toBe('First')
    expect(await saveSection(author, id, competency('First', 1))).toMatchObject({ revision: 2 })
  })

  test('adds a row after keeping the words of the form', async () => {
    const id = await beginDraft(author)
    const sent = { components: { 0: { id: 'K1', name: 'Count' } } }
    await saveSection(author, id, { section: 'method', revision: 1, sent, deed: 'add:components' })
    expect((await kept(id)).content.components).toEqual([{ id: 'K1', name: 'Count' }, { id: 'K2' }])
  })

  test('is changed by its own authors alone, and not at all once it is put away', async () => {
    const id = await beginDraft(author)
    await expect(saveSection(other, id, competency('Mine', 1))).rejects.toMatchObject({ because: 'not-your-draft' })
    const elsewhere = await anAuthor(await aDistrict(world))
    await expect(saveSection(elsewhere, id, competency('Mine', 1))).rejects.toThrow('draft')
    await discardDraft(author, id)
    await expect(saveSection(author, id, competency('Late', 1))).rejects.toMatchObject({ because: 'draft-not-open' })
    const open = await author.transact((tx) => listOpenDrafts(tx, author.scope))
    expect(open.map((draft) => draft.id)).not.toContain(id)
  })

  test('holds no more than a file of the catalogue may', async () => {
    const id = await beginDraft(author)
    await expect(saveSection(author, id, competency('x'.repeat(300_000), 1))).rejects.toMatchObject({
      because: 'draft-too-large',
    })
  })
})
