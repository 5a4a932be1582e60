import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aFrameworkOf, theOwnFramework } from '../../testing/factories/framework.ts'
import { aDistrict, aPerson, type District, join } from '../../testing/factories/people.ts'
import { openWorld, type World } from '../../testing/world.ts'
import { beginDraft, saveSection } from './actions/drafts.ts'
import { getDraft } from './reads/drafts.ts'
import { aligning } from './views/aligning.ts'

// Words of a framework that may not be passed on; nobody who aligns to it may ever read them here.
const SECRET = 'Zinnober listens before speaking'

let world: World
let author: ReturnType<World['as']>
let closed: string
let open: string

beforeAll(async () => {
  world = await openWorld()
  const district = await aDistrict(world)
  author = await anAuthor(district)
  await theOwnFramework(world)
  const taken = (title: string, words: string, redistributable: 'yes' | 'no') =>
    aFrameworkOf(world, district.tenantId, { title, words, code: 'S.1', redistributable })
  closed = await taken('Closed standards', SECRET, 'no')
  open = await taken('Open standards', 'Asks 100% of them', 'yes')
})
afterAll(() => world.close())

async function anAuthor(district: District) {
  const person = await aPerson(world)
  await join(world, district, { person, roles: ['author'] })
  return world.as({ personId: person.id, tenantId: district.tenantId, roles: ['author'] })
}
const asked = async (framework: string, q: string) =>
  (await aligning(author, [], { in: framework, q })).picker?.found.map(({ itemId, label, words }) => ({
    itemId,
    label,
    words,
  }))
const rowsOf = async (id: string) => (await author.transact((tx) => getDraft(tx, author.scope, id))).content.alignments

describe('statements to align to', () => {
  test('are found in every framework of the site, by their words only where these may be shown', async () => {
    const { picker } = await aligning(author, [], { in: '', q: 'LRN.1' })
    expect(picker?.frameworks.map(({ title }) => title)).toEqual([
      'Cairn Framework of Teaching Practice',
      'Closed standards',
      'Open standards',
    ])
    expect(picker?.found.map(({ itemId }) => itemId)).toEqual(['LRN.1'])
    expect(await asked(open, 'asks 100%')).toEqual([{ itemId: 'S.1', label: null, words: 'Asks 100% of them' }])
    expect(await asked(open, 'asks 1_0')).toEqual([])
    expect(await asked(closed, 'zinnober')).toEqual([])
    expect(await asked(closed, 's.1')).toEqual([{ itemId: 'S.1', label: null, words: null }])
  })

  test('become rows when they are chosen, after the words of the form are kept; words go along only where they may', async () => {
    const id = await beginDraft(author)
    const sent = { prerequisites: { 0: { code: 'A1', kind: 'required' } } }
    const pick = async (framework: string, key: string, revision: number) =>
      saveSection(author, id, {
        ...{ section: 'alignments', revision, deed: `pick:${framework} ${key}` },
        sent: { ...sent, alignments: { ...(await rowsOf(id)) } },
      })
    const keyIn = async (framework: string) =>
      (await aligning(author, [], { in: framework, q: '' })).picker?.found[0]?.key ?? ''
    await pick('cairn-teaching-practice', 'LRN.1', 1)
    await pick(closed, await keyIn(closed), 2)
    await pick(open, await keyIn(open), 3)
    const uri = 'https://case.example/i'
    expect(await rowsOf(id)).toEqual([
      { frameworkId: 'cairn-teaching-practice', itemId: 'LRN.1', label: 'Prior knowledge', strength: 'full' },
      { frameworkId: closed, itemId: 'S.1', uri, strength: 'full' },
      { frameworkId: open, itemId: 'S.1', uri, label: 'Asks 100% of them', strength: 'full' },
    ])
    expect(await pick('cairn-teaching-practice', 'LRN.1', 4)).toMatchObject({ revision: 4 })
    await expect(pick(closed, 'S.1', 4)).rejects.toMatchObject({ because: 'statement-gone' })
    const typed = {
      alignments: { 0: { frameworkId: closed, itemId: 'S.1', label: SECRET }, 1: { itemId: 'X', label: 'Y' } },
    }
    await saveSection(author, id, { section: 'alignments', revision: 4, sent: typed })
    expect(await rowsOf(id)).toEqual([
      { frameworkId: closed, itemId: 'S.1' },
      { itemId: 'X', label: 'Y' },
    ])
    expect(JSON.stringify(await author.transact((tx) => getDraft(tx, author.scope, id)))).not.toContain('Zinnober')
  })
})
