import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { NotFound } from '../../lib/refusal.ts'
import { historyOf } from '../../platform/log.ts'
import { type Browser, browserOf } from '../../testing/browser.ts'
import { aDraftOf, answering, aStaff, draftNow, type Staff, theWorksOfDrafts } from '../../testing/factories/draft.ts'
import { aDistrict, type District, type Someone, signedIn } from '../../testing/factories/people.ts'
import { openWorld, type World } from '../../testing/world.ts'
import { answerComment, settle, writeComment } from './actions/comments.ts'
import { beginDraft, discardDraft, saveSection } from './actions/drafts.ts'
import { assignReviewer, requestReview, sendDraftBack } from './actions/review-draft.ts'
import { type DraftComment, listDraftComments } from './reads/drafts.ts'
import { ownWordsOnDrafts } from './views/take-out.ts'

let world: World
let district: District
let staff: Staff
let elsewhere: Staff
let whole: string
let blank: string
beforeAll(async () => {
  world = await openWorld()
  district = await aDistrict(world, { name: 'Lakeview' })
  staff = await aStaff(world, district)
  elsewhere = await aStaff(world, await aDistrict(world, { slug: 'south' }))
  await theWorksOfDrafts(world)
  const greeting = { code: 'Y1', slug: 'greeting-1', title: 'Greet <at> the "door"' }
  whole = await aDraftOf(staff.author.ctx(), greeting)
  blank = await beginDraft(staff.author.ctx())
})
afterAll(() => world.close())

const browsers = new Map<string, Browser>()
async function by({ person }: { person: Someone }): Promise<Browser> {
  const open = browsers.get(person.id) ?? browserOf(world, { cookie: (await signedIn(world, person)).cookie })
  browsers.set(person.id, open)
  return open
}
/** The page around the frame, and the document inside it. */
async function preview(id: string, query = '', who: { person: Someone } = staff.author) {
  const { status, text } = await (await by(who)).get(`/author/m/${id}/preview${query}`)
  const srcdoc = /<iframe[^>]*srcdoc="([^"]*)"/.exec(text)?.[1] ?? ''
  return { status, text, inside: srcdoc.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&amp;', '&') }
}

describe('the preview of a draft', () => {
  test('shows the page as it would be published, in a frame that runs and sends nothing', async () => {
    const { status, text, inside } = await preview(whole)
    expect(status).toBe(200)
    expect(/sandbox="([^"]*)"/.exec(text)?.[1]).not.toMatch(/allow-(scripts|forms|top)/)
    expect(inside).toContain('<h1>Greet &lt;at> the &quot;door&quot;</h1>')
    expect(inside).toContain('Count the minutes until the first task starts')
    expect(inside).toMatch(/aria-disabled="true"[^>]*>Start</)
    expect(inside).not.toContain('href="/m/greeting-1')
    expect(text).toContain('Every part is written.')
  })

  test.each(['?show=write', '?show=R1', '?width=full', '?as=reader', '?show=R4&criterion=C9&C1=x'])(
    'is whole for %s, also where nothing is written yet, and writes nothing',
    async (query) => {
      const before = await draftNow(staff.author.ctx(), blank)
      for (const id of [whole, blank]) {
        const { status, text, inside } = await preview(id, query)
        expect([id, status]).toEqual([id, 200])
        expect(text).not.toContain('slot-away')
        // No token of the visit comes into the frame: what stands there could not be sent even by hand.
        expect(inside).not.toMatch(/name="_csrf" value="[^"]/)
      }
      expect(await draftNow(staff.author.ctx(), blank)).toEqual(before)
    },
  )

  test('the work is asked for by the pages of the work', async () => {
    expect((await preview(whole, '?show=R1')).inside).toContain('The log names no student.')
    expect((await preview(whole, '?show=write')).inside).toContain('Which class did you choose')
  })

  test('what is blank is named where it is blank, and leads to its field', async () => {
    const { text, inside } = await preview(blank)
    expect(inside).toContain('[Blank: Title]')
    expect(text).toContain(`href="/author/m/${blank}/edit?section=about#field-title"`)
    expect(text).toContain(`href="/author/m/${blank}/rubric#field-rubric-criteria-0-descriptors-demonstrated"`)
    expect(text).toContain(`href="/author/m/${blank}/edit?section=alignments#row-alignments"`)
  })
})

describe('the desk over a sample', () => {
  const chosen = (...levels: string[]) => `?as=reader&${levels.map((level, at) => `C${at + 1}=${level}`).join('&')}`

  test.each([
    ['nothing scored', [], '0 of 3 criteria scored'],
    ['a level nobody knows', ['demonstrated', 'splendid'], '1 of 3 criteria scored'],
    ['all at the level that passes', ['demonstrated', 'demonstrated', 'exemplary'], 'By the rule: earned'],
    ['one below', ['demonstrated', 'not_yet', 'exemplary'], 'not yet. Below the level that passes: C2.'],
  ])('%s', async (_case, levels, said) => {
    expect((await preview(whole, chosen(...levels))).text).toContain(said)
  })

  test('a rule that counts a part no criterion looks at decides nothing', async () => {
    const { rubric } = (await draftNow(staff.author.ctx(), whole)).content
    const rule = { kind: 'compensatory', minTotal: 50, sectionMin: { O: 50 } } as const
    const id = await aDraftOf(staff.author.ctx(), {
      code: 'Y2',
      slug: 'greeting-2',
      rubric: { ...rubric, rule } as never,
    })
    const all = chosen('demonstrated', 'demonstrated', 'demonstrated')
    expect((await preview(id, all)).text).toContain('The rule cannot decide yet.')
  })

  test('a sample stands in each place, and says where the open criterion looks', async () => {
    const { text } = await preview(whole, '?as=reader&criterion=C3')
    expect(text).toContain('Sample: what an educator would send for R1')
    expect(text.match(/C3 looks here/g)).toHaveLength(2)
    expect((await preview(whole, '?as=reader')).text.match(/C1 looks here/g)).toHaveLength(1)
  })
})

describe('who sees a draft', () => {
  test('those who write or answer for quality here, and of the readers those who were asked', async () => {
    const [reader] = staff.readers
    const statusFor = async (who: { person: Someone }) => (await preview(whole, '', who)).status
    expect(await statusFor(staff.leads[0])).toBe(200)
    expect(await statusFor(reader)).toBe(404)
    await assignReviewer(staff.leads[0].ctx(), whole, { personId: reader.person.id, deed: 'assign' })
    expect((await preview(whole, '', reader)).text).not.toContain(`/author/m/${whole}/edit`)
    expect(await statusFor(reader)).toBe(200)
    for (const who of [elsewhere.author, elsewhere.leads[0]]) expect(await statusFor(who)).toBe(404)
  })
})

describe('what is said about a draft', () => {
  const at = (...rest: string[]) => ['/author/m', whole, ...rest].join('/')
  const said = async () =>
    listed(await staff.author.ctx().transact((tx) => listDraftComments(tx, staff.author.ctx().scope, whole)))
  const listed = (rows: readonly DraftComment[]) =>
    rows.map(({ place, text, answers, resolvedAt }) => [place, text, answers !== null, resolvedAt !== null]).sort()
  const idOf = async (text: string) =>
    String((await world.owner.query('select id from draft_comment where text = $1', [text])).rows[0]?.id)

  test('stands beside its part, is answered, done and opened again, and each says so once', async () => {
    const [author, lead] = [await by(staff.author), await by(staff.leads[0])]
    const written = await lead.post(
      at('comments'),
      { about: 'method', text: 'Say who counts.', from: 'editor' },
      at('edit'),
    )
    expect(written.location).toBe(`${at('edit')}?section=method#comments`)
    await lead.post(at('comments'), { about: 'method', text: 'Say who counts.', from: 'editor' }, at('edit'))
    const commentId = await idOf('Say who counts.')
    await author.post(at('comments/answer'), { commentId, text: 'The teacher does.', from: 'editor' }, at('edit'))
    const method = (await author.get(`${at('edit')}?section=method`)).text
    for (const words of ['Say who counts.', 'The teacher does.', 'Mark as done', '1 comment<'])
      expect(method).toContain(words)
    expect((await author.get(`${at('edit')}?section=about`)).text).not.toContain('Say who counts.')
    const settle = (deed: string) =>
      author.post(at('comments/settle'), { commentId, deed, from: 'comments' }, at('edit'))
    expect((await settle('done')).location).toBe(`${at('comments')}#comments`)
    await settle('done')
    expect(await said()).toEqual([
      ['method', 'Say who counts.', false, true],
      ['method', 'The teacher does.', true, false],
    ])
    const folded = (await author.get(at('comments'))).text
    expect(folded).toMatch(/<details[^>]*>.*1 comment is done.*Say who counts\./s)
    await settle('open')
    const log = await staff.author.ctx().transact((tx) => historyOf(tx, district.tenantId, whole))
    const types = log.map(({ type }) => type.replace('achievement.', '')).filter((type) => type.startsWith('comment'))
    expect(types).toEqual(['commented', 'commentAnswered', 'commentDone', 'commentReopened'])
  })

  test('an answer to an answer stands under the same comment, and is no comment to be done', async () => {
    const author = staff.author.ctx()
    const answer = await idOf('The teacher does.')
    await answerComment(author, whole, { commentId: answer, text: 'And a colleague.', from: 'comments' })
    const rows = await author.transact((tx) => listDraftComments(tx, staff.author.ctx().scope, whole))
    expect(rows.find(({ text }) => text === 'And a colleague.')?.answers).toBe(await idOf('Say who counts.'))
    await expect(settle(author, whole, { commentId: answer, deed: 'done', from: 'comments' })).rejects.toThrow(NotFound)
    await expect(
      answerComment(author, blank, { commentId: answer, text: 'Elsewhere', from: 'comments' }),
    ).rejects.toThrow(NotFound)
  })

  test('stays when the text changes, and what a review asks for stands in the same place', async () => {
    const author = staff.author.ctx()
    const { revision, content } = await draftNow(author, whole)
    await requestReview(author, whole, answering({ revision }, 'requestReview'))
    const note = { component: 'Q08', comment: 'The second step needs a number.' } as const
    await sendDraftBack(staff.leads[0].ctx(), whole, note)
    const sent = { keyMethod: { name: 'Greet and count', description: content.keyMethod?.description } }
    await saveSection(author, whole, { section: 'method', revision: revision + 1, sent })
    const { text } = await (await by(staff.author)).get(`${at('edit')}?section=method`)
    for (const words of ['Say who counts.', note.comment, 'Q08']) expect(text).toContain(words)
  })

  test('a reviewer writes on the page of the review; what is refused is kept', async () => {
    const [reader, idle] = staff.readers
    const asked = await by(reader)
    const comment = { about: 'Q14', text: 'Two ideas in C2.', from: 'review' }
    expect((await asked.post(at('comments'), comment, at('review'))).location).toBe(`${at('review')}#comments`)
    expect((await asked.get(at('review'))).text).toContain('Two ideas in C2.')
    const long = await asked.post(at('comments'), { ...comment, text: 'x'.repeat(2001) }, at('review'))
    expect([long.status, long.text.includes('x'.repeat(2001))]).toEqual([422, true])
    // Another author reads along and has no say; another organization sees nothing.
    const other = await by(idle)
    expect((await other.get(at('comments'))).text).not.toContain('Send the answer')
    expect((await other.post(at('comments'), comment, '/author/drafts')).status).toBe(403)
    for (const who of [elsewhere.author, elsewhere.leads[0]])
      expect((await (await by(who)).post(at('comments'), comment, '/author/drafts')).status).toBe(404)
  })

  test('one takes one’s own words along, and nobody else’s', async () => {
    const { person } = staff.readers[0]
    const { draftComments } = await ownWordsOnDrafts(world.as({ personId: person.id }))
    expect(draftComments).toMatchObject([{ organization: 'Lakeview', place: 'Q14', text: 'Two ideas in C2.' }])
  })

  test('who is erased has no name there, and a draft that is closed takes no more words', async () => {
    const lead = staff.leads[0]
    await world.owner.query('update person set erased_at = now() where id = $1', [lead.person.id])
    const author = staff.author.ctx()
    const { text } = await (await by(staff.author)).get(at('comments'))
    expect(text).toContain('Say who counts.')
    expect(text).not.toContain(lead.person.name)
    await discardDraft(author, whole)
    await expect(writeComment(author, whole, { about: '', text: 'Too late', from: 'comments' })).rejects.toMatchObject({
      because: 'draft-moved',
    })
  })
})
