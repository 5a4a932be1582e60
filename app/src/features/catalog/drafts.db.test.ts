import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { browserOf } from '../../testing/browser.ts'
import { queriesOf } from '../../testing/count-queries.ts'
import { aDraftOf } from '../../testing/factories/draft.ts'
import { aDistrict, aPerson, type District, join, signedIn } from '../../testing/factories/people.ts'
import { openWorld, type World } from '../../testing/world.ts'
import { beginDraft, discardDraft, saveSection } from './actions/drafts.ts'
import { importDrafts } from './actions/import-drafts.ts'
import { sectionAddress } from './parts/draft-outline.tsx'
import { getDraft, listDraftAuthors, listOpenDrafts } from './reads/drafts.ts'
import { SECTION_IDS } from './rules/draft.ts'

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

/** The fields of the page's own form, as they stand there. */
function fieldsOf(text: string, action: string): Record<string, string[]> {
  const form = text.slice(text.indexOf(`action="${action}"`))
  const fields: Record<string, string[]> = {}
  for (const [field] of form.slice(0, form.indexOf('</form>')).matchAll(/<(input|textarea|select)[^>]*>/g)) {
    const name = / name="([^"]*)"/.exec(field)?.[1] ?? ''
    const value = / value="([^"]*)"/.exec(field)?.[1] ?? ''
    if (name !== '' && name !== '_csrf') fields[name] = [...(fields[name] ?? []), value].slice(0, 2)
  }
  return fields
}

test.each(SECTION_IDS)('the part "%s" is saved as its own page sends it', async (section) => {
  const person = await aPerson(world)
  await join(world, district, { person, roles: ['author'] })
  const own = world.as({ personId: person.id, tenantId: district.tenantId, roles: ['author'] })
  const id = await aDraftOf(own, {})
  const browser = browserOf(world, await signedIn(world, person))
  const address = sectionAddress(id, section)
  const { text } = await browser.get(address)
  const [path = ''] = address.split('?')
  const fields = fieldsOf(text, path)
  expect(Object.keys(fields)).toContain('revision')
  const answer = await browser.post(path, { ...fields, do: 'save' }, address)
  expect(answer.status).toBe(303)
  expect((await own.transact((tx) => getDraft(tx, own.scope, id))).revision).toBeGreaterThanOrEqual(1)
})

test('a saving by script answers with what stands around the form, as the page itself would say it', async () => {
  const person = await aPerson(world)
  await join(world, district, { person, roles: ['author'] })
  const own = world.as({ personId: person.id, tenantId: district.tenantId, roles: ['author'] })
  const id = await aDraftOf(own, {})
  const browser = browserOf(world, await signedIn(world, person))
  const { revision } = await own.transact((tx) => getDraft(tx, own.scope, id))
  const fields = { competency: 'The educator understands questions.' }
  const { text } = await browser.json(`/api/v1/drafts/${id}`, { section: 'competency', revision, fields }, 'PUT')
  expect(text).toContain('places')
  const { places } = JSON.parse(text)
  expect(Object.keys(places)).toEqual(expect.arrayContaining(['draft-facts', 'draft-outline', 'draft-panel']))
  const { text: page } = await browser.get(`/author/m/${id}/edit?section=competency`)
  expect(page).toContain(places['draft-facts'])
  const count = /(\d+) things? to mend/.exec(places['draft-facts'])?.[1]
  const { text: review } = await browser.get(`/author/m/${id}/review`)
  expect(review).toContain(`${count} things are to mend in this draft before it can be read`)
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

  test('stands in a list that goes on behind each draft, and leaves none out where two were saved at once', async () => {
    const page = (after?: string) => author.transact((tx) => listOpenDrafts(tx, author.scope, { most: 2, after }))
    await world.owner.query('update achievement_draft set updated_at = date_trunc($1, updated_at)', ['hour'])
    const all = await author.transact((tx) => listOpenDrafts(tx, author.scope))
    const seen: string[] = []
    for (let rows = await page(); rows.length > 0; rows = await page(seen.at(-1)))
      seen.push(...rows.map(({ id }) => id))
    expect(seen).toEqual(all.map(({ id }) => id))
    expect(seen.length).toBeGreaterThan(2)
  })

  test('comes out of files: each begins one, finds it as it is, goes into it, or says in which line it is wrong', async () => {
    const file = (text: string) => ({ name: 'z7.yaml', bytes: Buffer.from(text) })
    const told = async (text: string, who = author) => (await importDrafts(who, [file(text)]))[0]
    const first = await told('code: Z7\ntitle: Greet\n')
    expect(first).toMatchObject({ action: 'created', code: 'Z7', file: 'z7.yaml' })
    expect((await kept(first?.draftId ?? '')).content).toEqual({ code: 'Z7', title: 'Greet' })
    expect(await told('title: "Greet"\ncode: Z7\n', other)).toMatchObject({ action: 'unchanged' })
    expect(await told('code: Z7\ntitle: Meet\n', other)).toMatchObject({ action: 'refused', because: 'not-your-draft' })
    expect(await told('code: Z7\ntitle: Meet\n')).toMatchObject({ action: 'updated', draftId: first?.draftId })
    const wrong = await told('code: Z8\ntitle: Greet\neffort:\n  hours: ten\n')
    expect(wrong).toMatchObject({ action: 'refused', because: 'shape', draftId: null })
    expect(wrong?.problems.find(({ path }) => path === 'effort.hours')).toMatchObject({ line: 4 })
    expect(wrong?.problems.find(({ path }) => path === 'summary')?.line).toBeUndefined()
    const strange = await told('code: Z8\ntitel: Greet\n')
    expect(strange?.problems.find(({ path }) => path === 'titel')).toMatchObject({ code: 'unknown', line: 2 })
    expect(await told('a: &b 1\nc: *b\n')).toMatchObject({ action: 'refused', because: 'yaml_unsafe' })
    expect(await told('[]')).toMatchObject({ action: 'refused', because: 'no_fields', problems: [] })
    expect(await told('code: Z8\ntitle: "Greet\n')).toMatchObject({
      because: 'yaml_syntax',
      unread: { why: 'MISSING_CHAR', line: 3, column: 1 },
    })
  })

  test('changed here is not written over by a file until that is asked for', async () => {
    const sent = [{ name: 'z60.yaml', bytes: Buffer.from('code: Z60\ntitle: Greet\nrubric: { passLevel: nosuch }\n') }]
    const id = (await importDrafts(author, [{ name: 'z60.yaml', bytes: Buffer.from('code: Z60\n') }]))[0]?.draftId ?? ''
    expect(await importDrafts(author, sent)).toMatchObject([{ action: 'updated', draftId: id }])
    await saveSection(author, id, { ...competency('The educator greets.', 2) })
    const own = await kept(id)
    expect(await importDrafts(author, sent)).toMatchObject([{ action: 'left', draftId: id }])
    expect(await kept(id)).toEqual(own)
    expect(await importDrafts(author, sent, { replace: true })).toMatchObject([{ action: 'updated', draftId: id }])
    expect((await kept(id)).content).not.toHaveProperty('competency')
  })

  test('files of an archive may come before each other in any order, never in a circle or before nothing', async () => {
    const needing = (code: string, need: string) =>
      strToU8(`code: ${code}\nprerequisites:\n  - { code: ${need}, kind: required }\n`)
    const zip = zipSync({
      'z/z81.yaml': needing('Z81', 'Z82'),
      'z/z82.yaml': needing('Z82', 'Z83'),
      'z/z83.yaml': needing('Z83', 'Q99'),
      'z/z84.yaml': needing('Z84', 'Z85'),
      'z/z85.yaml': needing('Z85', 'Z84'),
    })
    const lines = await importDrafts(author, [{ name: 'all.zip', bytes: zip }])
    const found = lines.map(({ problems }) => problems.filter(({ code }) => code.startsWith('prerequisite_')))
    expect(found.map(([first]) => [first?.code, first?.message, first?.line])).toEqual([
      ['prerequisite_draft', 'Z82 is a draft. Until it is published nobody has to earn it first.', 3],
      ['prerequisite_draft', 'Z83 is a draft. Until it is published nobody has to earn it first.', 3],
      ['prerequisite_unknown', 'Q99 is no micro-credential that can come first here.', 3],
      ['prerequisite_cycle', 'Z84 needs Z85 needs Z84', 3],
      ['prerequisite_cycle', 'Z85 needs Z84 needs Z85', 3],
    ])
  })

  test('whatever stands on the site already is asked once for all files of an archive', async () => {
    const reading = async (from: number, count: number) => {
      const codes = Array.from({ length: count }, (_, at) => `Y${from + at}`)
      const text = (code: string) =>
        `code: ${code}\nprerequisites:\n  - { code: ${codes[0]}, kind: required }\nalignments:\n  - { label: Greet }\n`
      const zip = zipSync(Object.fromEntries(codes.map((code) => [`${code}.yaml`, strToU8(text(code))])))
      const sent = await queriesOf(world, async () => {
        const lines = await importDrafts(author, [{ name: 'all.zip', bytes: zip }])
        expect(lines.map(({ code, action }) => [code, action])).toEqual(codes.map((code) => [code, 'created']))
      })
      return sent.filter((query) => /^\s*select/i.test(query) && !query.includes('"log_head"'))
    }
    const ofTwo = await reading(10, 2)
    expect(ofTwo.length).toBeGreaterThan(5)
    expect(await reading(20, 12)).toEqual(ofTwo)
  })

  test('a code that stands twice in an archive is one draft, with the words of the later file', async () => {
    const zip = zipSync({
      'a.yaml': strToU8('code: Y90\ntitle: Greet\n'),
      'b.yaml': strToU8('code: Y90\ntitle: Meet\n'),
    })
    const lines = await importDrafts(author, [{ name: 'all.zip', bytes: zip }])
    expect(lines.map(({ action }) => action)).toEqual(['created', 'updated'])
    expect(new Set(lines.map(({ draftId }) => draftId)).size).toBe(1)
    expect((await kept(lines[0]?.draftId ?? '')).content).toMatchObject({ title: 'Meet' })
  })

  test('two files with one new address are told at once, each with the name of the other', async () => {
    const zip = zipSync({
      'a.yaml': strToU8('code: Y91\nslug: say-hello\n'),
      'b.yaml': strToU8('code: Y92\nslug: say-hello\n'),
    })
    const lines = await importDrafts(author, [{ name: 'all.zip', bytes: zip }])
    const shared = lines.map(({ problems }) => problems.find(({ code }) => code === 'slug_shared'))
    expect(shared).toMatchObject([
      { path: 'slug', line: 2, values: { file: 'a.yaml', others: 'b.yaml' } },
      { path: 'slug', line: 2, values: { file: 'b.yaml', others: 'a.yaml' } },
    ])
  })

  test('comes out of an archive whole; what is cut off, empty or a ZIP by name alone brings nothing', async () => {
    const zip = zipSync({
      'z/z71.yaml': strToU8('code: Z71\n'),
      'z/note.txt': strToU8('hello'),
      '__MACOSX/z/._z71.yaml': strToU8('x'),
    })
    const lines = await importDrafts(author, [{ name: 'all.zip', bytes: zip }])
    expect(lines.map(({ file, action, because }) => [file, action, because])).toEqual([
      ['z/z71.yaml', 'waiting', null],
      ['z/note.txt', 'refused', 'file_kind'],
    ])
    const cut = importDrafts(author, [{ name: 'all.zip', bytes: zip.subarray(0, zip.length - 30) }])
    await expect(cut).rejects.toMatchObject({ because: 'archive-unreadable' })
    const empty = importDrafts(author, [{ name: 'all.zip', bytes: zipSync({}) }])
    await expect(empty).rejects.toMatchObject({ because: 'archive-empty' })
    const inside = zipSync({ 'in.zip': zip })
    expect(await importDrafts(author, [{ name: 'all.zip', bytes: inside }])).toMatchObject([{ because: 'zip_inside' }])
    const named = { name: 'all.zip', bytes: strToU8('code: Z71\n') }
    expect(await importDrafts(author, [named])).toMatchObject([{ action: 'refused', because: 'not_zip' }])
  })

  test('nothing of an archive is brought in while one of its files is refused, and each says all that is wrong with it', async () => {
    await importDrafts(other, [{ name: 'z51.yaml', bytes: strToU8('code: Z51\n') }])
    const zip = zipSync({
      'a.yaml': strToU8('code: Z50\ntitle: Greet\n'),
      'b.yaml': strToU8('code: Z51\ntitle: Greet\n'),
      'c.json': strToU8('{\n  "title":}'),
      'd.yaml': strToU8('code: Z52\nneedsStudents: maybe\n'),
      // Each of its signs is written with two in the draft.
      'e.yaml': strToU8(`code: Z53\ntitle: '${'"'.repeat(200_000)}'\n`),
    })
    const before = await author.transact((tx) => listOpenDrafts(tx, author.scope))
    const lines = await importDrafts(author, [{ name: 'all.zip', bytes: zip }])
    expect(lines.map(({ action, because, draftId }) => [action, because, draftId])).toEqual([
      ['waiting', null, null],
      ['refused', 'not-your-draft', null],
      ['refused', 'json_syntax', null],
      ['refused', 'shape', null],
      ['refused', 'file_too_large', null],
    ])
    expect(lines[2]).toMatchObject({ unread: { line: 2, column: 11 }, problems: [] })
    expect(await author.transact((tx) => listOpenDrafts(tx, author.scope))).toEqual(before)
  })

  test('five hundred files may be sent at once, in archives or one by one', async () => {
    const many = (count: number) =>
      zipSync(Object.fromEntries(Array.from({ length: count }, (_, i) => [`${i}.yaml`, strToU8('[]')])))
    const sent = (...counts: number[]) =>
      importDrafts(author, [
        ...counts.map((count) => ({ name: 'm.zip', bytes: many(count) })),
        { name: 'z.yaml', bytes: strToU8('[]') },
      ])
    expect(await sent(200, 299)).toHaveLength(500)
    for (const counts of [[501], [500], [250, 250]])
      await expect(sent(...counts)).rejects.toMatchObject({ because: 'archive-too-many', values: { most: 500 } })
  })

  test('holds no more than a file of the catalogue may', async () => {
    const id = await beginDraft(author)
    await expect(saveSection(author, id, competency('x'.repeat(300_000), 1))).rejects.toMatchObject({
      because: 'draft-too-large',
    })
  })
})
