import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { anAchievement, theStarterCatalog } from '../../testing/factories/achievement.ts'
import { acting } from '../../testing/factories/draft.ts'
import { anOffering } from '../../testing/factories/offering.ts'
import { aDistrict } from '../../testing/factories/people.ts'
import { openWorld, type World } from '../../testing/world.ts'
import { listCards } from './reads.ts'
import { ExploreQuery } from './rules/explore-query.ts'
import { byCode } from './rules/search-rank.ts'
import { forkPage } from './views/versions.ts'
import { explore, smallBeginnings } from './views.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
  await theStarterCatalog(world)
})
afterAll(() => world.close())

function ask(given: Record<string, unknown>) {
  return explore(world.as({}), ExploreQuery.parse(given))
}
async function codes(given: Record<string, unknown>): Promise<string[]> {
  const { found } = await ask(given)
  return found.cards.map(({ card }) => card.code)
}

describe('search in the starter catalogue', () => {
  test('small Spanish words find nothing by themselves, on an English page neither', async () => {
    for (const q of ['tiempo de espera', 'acoso', 'niños con dotes'])
      for (const { matches } of (await ask({ q })).found.cards)
        expect([q, matches.map(({ typed }) => typed).filter((typed) => ['de', 'con'].includes(typed))]).toEqual([q, []])
  })

  test.each([
    ['a code, in small letters', 'f2', 'F2'],
    ['the title, misspelled', 'qestions that prob', 'D2'],
    ['a word cut short', 'formativ', 'E3'],
    ['a phrase that is not in the text and its synonym is', 'exit ticket', 'E3'],
    ['an abbreviation of the field', 'IEP', 'I4'],
    ['a Spanish word with its accent', 'retroalimentación', 'E4'],
    ['the same without it', 'retroalimentacion', 'E4'],
    ['two letters', 'AI', 'J6'],
    ['a Spanish phrase', 'inteligencia artificial', 'J6'],
    ['the wording of a parent', 'math talks', 'H1'],
    ['two words of a title', 'wait time', 'D3'],
    ['an abbreviation beside a word', 'ELL text', 'I6'],
    ['one word that a colleague says', 'burnout', 'K1'],
    ['a word the title writes in two', 'coteaching', 'I3'],
    ['what a science teacher asks for', 'science phenomenon', 'H6'],
    ['a word of the law', 'dyslexia', 'G10'],
    ['the beginning of a title', 'fair grading', 'E9'],
    ['a code read out', 'f 2', 'F2'],
  ])('%s: %s → %s first', async (_what, q, first) => {
    expect((await codes({ q }))[0]).toBe(first)
  })

  test.each([
    ['famly', 'K4'],
    ['familia', 'K4'],
    ['asking questions', 'D2'],
    ['gifed', 'A10'],
    ['gifed', 'I11'],
    ['exxit tikets', 'D5'],
    ['exot tickts', 'D5'],
    ['transitions', 'B7'],
    ['transitons betwen activites', 'B7'],
    ['teeching rutines', 'B1'],
    ['redyness befor unit', 'A2'],
    ['addapt puchased leson', 'C6'],
    ['qestioning', 'D2'],
    ['probeing qestions', 'D2'],
    ['feedbcak studnets', 'E4'],
    ['dissagregated resluts', 'F2'],
    ['fluancy practise', 'G3'],
    ['numbr tallks', 'H1'],
    ['acomodation', 'I2'],
    ['acommodations that workk', 'I2'],
    ['artifical inteligence', 'J6'],
    ['planing with AI', 'J6'],
    ['lisening to familys', 'K4'],
    ['facillitating plc cicles', 'L6'],
    ['inteligensia artifisial', 'J6'],
    ['retroalimentasion', 'E4'],
  ])('as people spell it: %s → %s among the first three', async (q, code) => {
    expect((await codes({ q })).slice(0, 3)).toContain(code)
  })

  test.each([
    ['class is too loud', 'B2'],
    ['they forget everything I teach', 'D7'],
    ['nobody answers my questions', 'D3'],
    ['kids copy from ChatGPT', 'J8'],
    ["parents don't answer my messages", 'K5'],
    ['kid explodes when he gets angry', 'B4'],
    ['my lessons run out of time', 'C9'],
    ['students guess instead of reading words', 'G2'],
    ['transitions take too long', 'B7'],
    ['burned out', 'K1'],
    ['make slides accessible', 'J3'],
    ['home visits', 'K6'],
    ['kids on their phones', 'B2'],
    ['I spend all weekend grading', 'E4'],
    ['observe a colleague', 'L3'],
    ['two kids do all the talking', 'D3'],
    ['nobody does the homework', 'E9'],
    ['IEP meeting tomorrow', 'I4'],
    ['class of thirty five', 'D6'],
  ])('what bothers somebody: %s → %s first', async (q, code) => {
    expect((await codes({ q }))[0]).toBe(code)
  })

  test.each([
    'xylophone zeppelin',
    'blockchain kubernetes',
    'qwertz asdfgh',
    'zzzzzzzzzz',
    'mortgage insurance',
    'submarine periscope',
  ])('nobody means anything here by %s', async (q) => {
    expect(await codes({ q })).toEqual([])
  })

  test('a search of several words finds those with every word before those with one', async () => {
    const found = await codes({ q: 'ELL text' })
    expect(found.slice(0, 2)).toEqual(['I6', 'K5'])
    expect(found).toContain('D11')
    expect(found).toContain('A9')
  })

  test('each result says which words matched, and where', async () => {
    const { found } = await ask({ q: 'famly' })
    expect(found.cards[0]?.matches).toEqual([
      { typed: 'famly', found: 'family', field: 'title', how: 'spelling', weight: expect.any(Number) },
    ])
  })

  test('words nobody uses here find nothing', async () => {
    expect(await codes({ q: 'xylophone zeppelin' })).toEqual([])
  })

  test('signs that mean something to the database are only signs', async () => {
    for (const q of ["'; drop table achievement; --", '&|!()<->:*', '\\', '%', '()', 'a:b'.repeat(80)])
      expect((await ask({ q })).query.q).toBeDefined()
    expect(await codes({ q: "family'; --" })).toContain('K4')
  })

  test('an empty search is everything in the order of the codes', async () => {
    const all = await codes({})
    expect(all).toEqual([...all].sort((a, b) => a.localeCompare(b, 'en', { numeric: true })))
    expect(all).toContain('B1')
  })
})

describe('search in Spanish', () => {
  async function found(q: string): Promise<string[]> {
    const { found } = await explore(world.as({ locale: 'es' }), ExploreQuery.parse({ q }))
    return found.cards.map(({ card }) => card.code)
  }

  test.each([
    ['a title', 'tiempo de espera', 'D3'],
    ['a word without its accent', 'rubricas', 'E2'],
    ['one with a slip in it', 'retroalimentasion', 'E4'],
    ['another form of a word', 'calificaciones justas', 'E9'],
    ['a word with its tilde', 'coenseñanza', 'I3'],
    ['the same without it', 'coensenanza', 'I3'],
    ['what Spanish calls another way', 'altas capacidades', 'A10'],
    ['a code', 'f2', 'F2'],
    ['the English of the same title', 'wait time', 'D3'],
    ['an abbreviation of the field', 'IEP', 'I4'],
    ['what bothers somebody', 'las familias no contestan', 'K5'],
    ['the same in other words', 'estoy agotada', 'K1'],
    ['what happens every day', 'no paran de hablar', 'B3'],
    ['a word of Spain', 'deberes', 'E9'],
    ['what is said in one breath', 'mañana tengo reunión del IEP', 'I4'],
    ['a worry', 'la directora viene a observar mi clase', 'L2'],
    ['how many they are', 'clase muy numerosa', 'D6'],
    ['what is not done', 'no entregan las tareas', 'E9'],
  ])('%s: %s → %s first', async (_what, q, first) => {
    expect((await found(q))[0]).toBe(first)
  })

  test.each([
    ['boleto de salida', ['D5', 'D10', 'E3']],
    ['convivencia', ['B2', 'B4', 'B5']],
    ['padres y madres', ['K4', 'F10']],
    ['evaluacion', ['E5', 'E6', 'E10']],
  ])('%s: %s are among the first eight', async (q, codes) => {
    expect((await found(q)).slice(0, 8)).toEqual(expect.arrayContaining(codes))
  })

  test('cards speak Spanish, and nobody else finds other entries because of it', async () => {
    const { found: page } = await explore(world.as({ locale: 'es' }), ExploreQuery.parse({ q: 'D3' }))
    expect(page.cards[0]?.card).toMatchObject({ title: 'Tiempo de espera y turnos equitativos', wordsIn: 'es' })
    expect((await ask({ q: 'D3' })).found.cards[0]?.card.title).toBe('Wait time and equitable calling')
    expect(await found('acorralar')).toEqual(['H9'])
    expect(await codes({ q: 'acorralar' })).toEqual([])
  })
})

describe('facets', () => {
  test('values of one facet widen, facets narrow', async () => {
    const [f, j] = [await codes({ strand: 'F' }), await codes({ strand: 'J' })]
    expect(f).toEqual(expect.arrayContaining(['F1', 'F2']))
    expect(f.filter((code) => !code.startsWith('F'))).toEqual([])
    expect(await codes({ strand: ['F', 'J'] })).toEqual([...f, ...j])
    expect(await codes({ strand: ['F', 'J'], audience: 'paraeducator' })).not.toContain('F2')
    const short = await codes({ strand: ['F', 'J'], time: 'week' })
    expect(short).toEqual(expect.arrayContaining(['F1', 'J6']))
    expect(short).not.toContain('F2')
  })

  test('45 minutes: the shortest first step first, and the next page goes on', async () => {
    const { found } = await ask({ time: '45min' })
    const rest = await explore(world.as({}), { ...ExploreQuery.parse({ time: '45min' }), after: found.next ?? '' })
    const minutes = [...found.cards, ...rest.found.cards].map(({ card }) => card.firstStepMinutes)
    expect(minutes).toEqual(minutes.toSorted((one, other) => one - other))
    expect(rest.found.cards[0]?.card.code).not.toBe(found.cards.at(-1)?.card.code)
    expect((await codes({ time: '45min', q: 'wait time' }))[0]).toBe('D3')
    expect((await codes({ q: '45 minutes' }))[0]).toBe(found.cards[0]?.card.code)
    expect(await codes({ q: 'wait time in 45 minutes' })).toEqual(await codes({ q: 'wait time' }))
  })

  test('no students needed is said of every card that is left', async () => {
    const { found } = await ask({ students: 'no' })
    expect(found.total).toBe(30)
    expect(found.cards.every(({ card }) => !card.needsStudents)).toBe(true)
  })

  test('the number beside a value is what a press on it shows', async () => {
    const { found } = await ask({ q: 'students', grade: '3-5' })
    for (const [strand, count] of Object.entries(found.counts.strand)) {
      const pressed = await ask({ q: 'students', grade: '3-5', strand })
      expect([strand, pressed.found.total]).toEqual([strand, count])
    }
  })

  test('a stack or pathway shows its members, with their number and its name in the language of the reader', async () => {
    const { found } = await ask({ stack: 'PW-FOR' })
    expect(found.cards.map(({ card }) => card.code)).toEqual(
      ['C1', 'C8', 'D10', 'D5', 'E1', 'E3', 'E4', 'E5', 'E6', 'E8', 'E9', 'F7'].sort(byCode),
    )
    expect(found.counts.stack['PW-FOR']).toBe(12)
    expect((await ask({ strand: 'F' })).found.counts.stack['PW-FOR']).toBe(1)
    const { found: spanish } = await explore(world.as({ locale: 'es' }), ExploreQuery.parse({}))
    expect(spanish.stacks.find(({ code }) => code === 'NOV')?.title).toBe('Primer año')
  })

  test('when nothing is left, the filter in the way is named with what waits behind it', async () => {
    await anAchievement(world, { title: 'Greet with ocarinas' })
    const { found } = await ask({ q: 'ocarinas', students: 'no' })
    expect(found.total).toBe(0)
    expect(found.without).toEqual([{ facet: 'students', total: 1 }])
  })
})

test('whoever thinks of adapting an entry reads its title in their own language too', async () => {
  const author = await acting(world, await aDistrict(world), ['author'])
  const [D2] = (await ask({ q: 'D2' })).found.cards
  const [{ slug = '', version = '' } = {}] = [D2?.card]
  const page = (locale: 'en' | 'es') => forkPage({ ...author.ctx(), locale }, { slug, version })
  expect(await page('en')).toMatchObject({ title: D2?.card.title, translated: null })
  const { title, translated } = await page('es')
  expect(title).toBe(D2?.card.title)
  expect(translated).not.toBeNull()
  expect(translated).not.toBe(title)
})

describe('pages of cards', () => {
  test('go on after the last card, without a gap and without a repetition, ranked or not', async () => {
    for (const q of ['', 'students']) {
      const query = ExploreQuery.parse({ q })
      const whole = await world.home.db.asPublic((tx) => listCards(tx, query, { limit: 300, language: 'en' }))
      const walked: string[] = []
      let after: string | null | undefined
      do {
        const page = await world.home.db.asPublic((tx) =>
          listCards(tx, query, { limit: 3, language: 'en', after: after ?? undefined }),
        )
        expect(page.total).toBe(whole.total)
        walked.push(...page.cards.map(({ card }) => card.code))
        after = page.next
      } while (after)
      expect(walked).toEqual(whole.cards.map(({ card }) => card.code))
    }
  })
  test('a place nobody gave out is the beginning', async () => {
    const page = await world.home.db.asPublic((tx) =>
      listCards(tx, ExploreQuery.parse({}), { limit: 1, language: 'en', after: 'somewhere' }),
    )
    expect(page.cards[0]?.card.code).toBe((await codes({}))[0])
  })
})

test('the first page shows small beginnings of different strands', async () => {
  const { cards } = await smallBeginnings(world.as({}), 3)
  expect(new Set(cards.map(({ strand }) => strand)).size).toBe(3)
})

test("an organization's own entry is in no search, and a new public one is found at once", async () => {
  const own = await anAchievement(world, { title: 'Greet with zithers', visibility: 'organization' })
  expect(await codes({ q: 'zithers' })).toEqual([])
  expect(await codes({})).not.toContain(own.code)
  const open = await anAchievement(world, { title: 'Greet with zithers again' })
  expect(await codes({ q: 'zithers' })).toEqual([open.code])
})

test('who awards what is seen at the next search: offered, renamed, ended', async () => {
  const { code, achievementId } = await anAchievement(world, { title: 'Greet with marimbas' })
  const { tenantId, slug } = await aDistrict(world)
  const offerers = async () => (await ask({})).found.offerers.filter((each) => each.slug === slug)
  expect(await offerers()).toEqual([])
  await anOffering(world, tenantId, [achievementId])
  expect(await codes({ issuer: [slug] })).toEqual([code])
  await world.owner.query("update organization set name = 'Marimba Schools' where tenant_id = $1", [tenantId])
  expect(await offerers()).toEqual([{ slug, name: 'Marimba Schools' }])
  await world.owner.query('update offering set ended_at = $2 where tenant_id = $1', [tenantId, world.clock.now()])
  expect(await offerers()).toEqual([])
})
