import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import * as vc from '@digitalbazaar/vc'
import { checkStatus } from '@digitalbazaar/vc-bitstring-status-list'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { pinnedContexts } from '../../platform/signing.ts'
import { anAchievement, ownerOf } from '../../testing/factories/achievement.ts'
import { type Awarded, aLaterDay, anAward, aRevocation } from '../../testing/factories/award.ts'
import { aKeyChange, aKeyWithdrawal } from '../../testing/factories/key.ts'
import { aDistrict, aPerson, type District, join, type Someone, signedIn } from '../../testing/factories/people.ts'
import { judgedHere } from '../../testing/judged.ts'
import { BASE_URL, openWorld, type World } from '../../testing/world.ts'
import type { AchievementVersion } from '../catalog/reads.ts'
import { load as loadNews } from '../credential/parts/news-panel.tsx'
import { publishStacks } from './writes.ts'

const DAY = 24 * 3_600_000
let world: World
let district: District
let versions: AchievementVersion[]
beforeAll(async () => {
  world = await openWorld('2026-11-20T16:05:00.250Z')
  district = await aDistrict(world, { slug: 'lakeside', name: 'Lakeside Unified School District' })
  versions = []
  for (let made = 0; made < 4; made++) versions.push(await anAchievement(world))
  const words = {
    title: 'Two of four',
    summary: 'Two of these four, the first or the second among them.',
    groups: { begin: 'Begin' },
  }
  await publishStacks(
    ownerOf(world),
    [
      {
        ...{ code: 'TWO', slug: 'two-of-four', kind: 'stack', strand: 'B', digest: 'uEiTwo' },
        words: { en: words, es: { ...words, title: 'Dos de cuatro' } },
        rule: {
          anyOf: 2,
          groups: [{ id: 'begin', min: 1 }],
          members: versions.map(({ achievementId }, at) => ({ achievementId, group: at < 2 ? 'begin' : null })),
        },
      },
    ],
    world.clock.now(),
  )
}, 120_000)
afterAll(() => world.close())

async function aLearner(name = 'Maya Jackson'): Promise<Someone> {
  const learner = await aPerson(world, { name })
  await join(world, district, { person: learner })
  return learner
}

function award(learner: Someone, at: number, by = district): Promise<Awarded> {
  const version = versions[at]
  if (!version) throw new Error('no such member')
  return anAward(world, { district: by, learner, version })
}

async function wholesOf({ id }: Someone) {
  const { rows } = await world.owner.query(
    'select * from credential where learner_id = $1 and stack_code is not null order by reserved_at',
    [id],
  )
  return rows.map((row) => ({ ...row, document: row.signed_bytes && JSON.parse(row.signed_bytes.toString()) }))
}

async function complete(learner: Someone) {
  const parts = [await award(learner, 0), await award(learner, 2)] as const
  const [whole] = await wholesOf(learner)
  return { parts, whole }
}

async function mailsTo({ id }: Someone): Promise<string[]> {
  const { rows } = await world.owner.query(
    `select body ->> 'template' as template from outbox where kind = 'mail' and body ->> 'toPerson' = $1 order by next_at, id`,
    [id],
  )
  return rows.map(({ template }) => template)
}

async function after(days: number): Promise<void> {
  await aLaterDay(world, new Date(world.clock.now().getTime() + days * DAY).toISOString(), district)
  await world.settle()
}

async function wordsOf(path: string, person?: Someone, locale = 'en') {
  const session = person ? (await signedIn(world, person)).cookie : ''
  const cookie = [session, `cairn-look=lang=${locale}`].filter(Boolean).join('; ')
  const answer = await world.app.request(BASE_URL + path, { headers: { accept: 'text/html', cookie } })
  const html = await answer.text()
  const words = html
    .slice(html.indexOf('<main'))
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
  return { status: answer.status, words, html }
}

describe('a stack that is complete', () => {
  test('is one credential, signed once, that names its parts, its version and its rule', async () => {
    const learner = await aLearner()
    const first = await award(learner, 2)
    expect(await wholesOf(learner)).toEqual([])
    const second = await award(learner, 0)
    const [whole, ...more] = await wholesOf(learner)
    expect(more).toEqual([])
    expect(whole).toMatchObject({ state: 'published', stack_code: 'TWO', decision_id: null, visibility: 'private' })
    const { achievement } = whole.document.credentialSubject
    expect(achievement).toMatchObject({ id: `${BASE_URL}/stacks/two-of-four/v/1`, version: '1', humanCode: 'TWO' })
    expect(achievement.criteria.narrative).toContain('Takes 2 of 4 micro-credentials, among them:')
    expect(achievement.criteria.narrative).toContain('- at least 1 of “Begin”')
    expect(whole.document.evidence.map(({ id }: { id: string }) => id)).toEqual(
      [first, second].map(({ publicId }) => `${BASE_URL}/c/${publicId}`),
    )
    expect(achievement.related.map(({ id }: { id: string }) => id)).toEqual(
      [versions[2], versions[0]].map((one) => `${BASE_URL}/m/${one?.slug}/v/${one?.version}`),
    )
    expect(JSON.stringify(whole.document)).not.toContain(learner.name)
    expect(await mailsTo(learner)).toContain('credential.stackAwarded')
    await award(learner, 1)
    expect(await wholesOf(learner)).toHaveLength(1)
  })

  test('is not enough without the group, and not on what another organization awarded', async () => {
    const learner = await aLearner()
    const other = await aDistrict(world, { slug: 'riverside', name: 'Riverside' })
    await award(learner, 2)
    await award(learner, 3)
    await award(learner, 0, other)
    expect(await wholesOf(learner)).toEqual([])
    expect((await wordsOf('/stacks/two-of-four', learner)).words).toContain(
      'parts of several organizations count one by one',
    )
  })

  test('the database takes no award on parts that are not what the rule takes, or are somebody else’s', async () => {
    const { whole, parts } = await complete(await aLearner())
    const copy = async (learnerId: string, partIds: readonly string[]) => {
      const basis = world.home.ports.newId()
      await world.owner.query('insert into stack_basis values ($1, $2, $3, $4, 1, now())', [
        whole.tenant_id,
        basis,
        learnerId,
        'TWO',
      ])
      for (const [place, part] of partIds.entries())
        await world.owner.query('insert into basis_part values ($1, $2, $3, $4, $5)', [
          whole.tenant_id,
          basis,
          part,
          learnerId,
          place,
        ])
      return world.owner.query(
        `insert into credential (tenant_id, id, public_id, learner_id, stack_basis_id, stack_code, state, key_id, proof_created, status_list_id, status_index, provisional, awarded_at, reserved_at)
         select tenant_id, gen_random_uuid(), reverse(public_id), $2, $3, 'TWO', 'reserved', key_id, proof_created, status_list_id, status_index + 1, provisional, awarded_at, reserved_at
         from credential where id = $1`,
        [whole.id, learnerId, basis],
      )
    }
    const [one, two] = parts.map(({ credentialId }) => credentialId)
    const somebody = await aLearner('Somebody Else')
    await expect(copy(somebody.id, [one ?? '', two ?? ''])).rejects.toThrow('not what the stack takes')
    await expect(copy(whole.learner_id, [one ?? ''])).rejects.toThrow('not what the stack takes')
    await expect(copy(whole.learner_id, [one ?? '', two ?? ''])).rejects.toThrow('credential_stack_once')
  })
})

async function documentOf(path: string): Promise<Record<string, unknown>> {
  return (await (await world.app.request(BASE_URL + path)).json()) as Record<string, unknown>
}

describe('whoever checks it', () => {
  test('finds it valid with our library and with @digitalbazaar/vc, and revoked with both when it is', async () => {
    const learner = await aLearner()
    const { whole } = await complete(learner)
    expect(await judgedHere(world, whole.document)).toBe('valid')
    expect(await judgedThere(whole.document)).toEqual([true, false])
    expect(await judgedHere(world, { ...whole.document, name: 'Another' })).toBe('invalid')
    await aRevocation(world, { award: { credentialId: whole.id }, issuer: district })
    expect(await judgedHere(world, whole.document)).toBe('invalid')
    expect(await judgedThere(whole.document)).toEqual([true, true])
  })

  test('sees on its page one credential that relates to its parts; a part opens only where its holder opened it', async () => {
    const learner = await aLearner()
    const { whole, parts } = await complete(learner)
    await world.owner.query(`update credential set visibility = 'link' where id = any ($1)`, [
      [whole.id, parts[0].credentialId],
    ])
    const { words, html } = await wordsOf(`/c/${whole.public_id}`)
    expect(words).toContain('This credential was awarded on 2 others.')
    const spanish = (await wordsOf(`/c/${whole.public_id}`, undefined, 'es')).words
    expect(spanish).toMatch(/Dos de cuatro .* Firmada como Two of four/)
    expect((await wordsOf('/me/backpack', learner, 'es')).words).toContain('Dos de cuatro')
    expect(html).toContain(`href="/c/${parts[0].publicId}"`)
    expect(html).not.toContain(`href="/c/${parts[1].publicId}"`)
    expect(words).toContain('Its holder has not opened this one to others.')
    expect(html).toContain('href="/stacks/two-of-four/v/1"')
    expect((await wordsOf(`/c/${whole.public_id}`, learner)).html).toContain(`href="/c/${parts[1].publicId}"`)
    for (const [file, type] of [
      ['.json', 'application/vc'],
      ['.png', 'image/png'],
      ['.svg', 'image/svg+xml'],
      ['.pdf', 'application/pdf'],
    ]) {
      const answer = await world.app.request(`${BASE_URL}/c/${whole.public_id}${file}`)
      expect([answer.status, answer.headers.get('content-type')?.startsWith(type ?? '')]).toEqual([200, true])
    }
    const picture = await world.app.request(`${BASE_URL}/stacks/two-of-four/v/1/badge.png`)
    expect(picture.headers.get('content-type')).toBe('image/png')
  })

  test('does not learn that one that is private is there; its holder has it in the backpack', async () => {
    const learner = await aLearner()
    const { whole } = await complete(learner)
    expect((await wordsOf(`/c/${whole.public_id}`)).status).toBe(404)
    expect((await wordsOf(`/c/${whole.public_id}`, await aLearner('Other'))).status).toBe(404)
    expect((await wordsOf('/me/backpack', learner)).words).toContain('Two of four')
    expect((await wordsOf(`/me/backpack/${whole.public_id}`, learner)).words).toContain(
      'Its hours are those of its parts.',
    )
    expect((await wordsOf('/stacks/two-of-four', learner)).html).toContain(`/me/backpack/${whole.public_id}`)
  })
})

describe('a part that is taken back', () => {
  test('gives notice; on day 29 all stands, on day 31 it has ended', async () => {
    const learner = await aLearner()
    const { whole, parts } = await complete(learner)
    await wordsOf(`/me/backpack/${whole.public_id}`, learner)
    await aRevocation(world, { award: parts[0], issuer: district })
    expect(await mailsTo(learner)).toContain('credential.partTaken')
    // Seen before, and yet in the news of Today: it is about to end.
    const today = await loadNews(world.as({ personId: learner.id }) as never)
    expect(today?.news.map(({ row }) => row.id)).toContain(whole.id)
    await after(29)
    expect((await wholesOf(learner))[0]).toMatchObject({ revoked_at: null })
    expect((await wordsOf(`/me/backpack/${whole.public_id}`, learner)).words).toContain(
      'A part of this credential was taken back',
    )
    await after(2)
    const [ended] = await wholesOf(learner)
    expect(ended).toMatchObject({ revoked_reason: 'part-revoked' })
    expect((await mailsTo(learner)).at(-1)).toBe('credential.revoked.part-revoked')
    expect(await judgedHere(world, whole.document)).toBe('invalid')
  })

  test('that is replaced in time ends nothing', async () => {
    const learner = await aLearner()
    const { parts } = await complete(learner)
    await aRevocation(world, { award: parts[0], issuer: district })
    await after(29)
    await award(learner, 1)
    expect((await wholesOf(learner))[0]).toMatchObject({ lapses_at: null, revoked_at: null })
    await after(2)
    expect((await wholesOf(learner))[0]).toMatchObject({ revoked_at: null })
  })

  test('and was not needed gives no notice', async () => {
    const learner = await aLearner()
    await complete(learner)
    const more = await award(learner, 1)
    await aRevocation(world, { award: more, issuer: district })
    expect((await wholesOf(learner))[0]).toMatchObject({ lapses_at: null, revoked_at: null })
    expect(await mailsTo(learner)).not.toContain('credential.partTaken')
  })

  test('and what ended is awarded anew when it is complete again', async () => {
    const learner = await aLearner()
    const { parts } = await complete(learner)
    await aRevocation(world, { award: parts[0], issuer: district })
    await after(31)
    await award(learner, 1)
    expect((await wholesOf(learner)).map(({ revoked_at }) => revoked_at === null)).toEqual([false, true])
  })
})

/** The same with other people's code: whether the signature holds, and what the list says. */
async function judgedThere(credential: object): Promise<[boolean, boolean | undefined]> {
  const documentLoader = async (url: string) => {
    const pinned = pinnedContexts().get(url)
    if (pinned) return { contextUrl: null, documentUrl: url, document: pinned }
    const [did, fragment] = url.split('#')
    const path = did?.startsWith('did:web:') ? `/${did.split(':').slice(3).join('/')}/did.json` : new URL(url).pathname
    const document = (await documentOf(path)) as { verificationMethod?: { id: string }[] }
    const method = document.verificationMethod?.find(({ id }) => id === url || id === `#${fragment}`)
    const shown = fragment && method ? { '@context': 'https://w3id.org/security/multikey/v1', ...method } : document
    return { contextUrl: null, documentUrl: url, document: shown }
  }
  const suite = () => new DataIntegrityProof({ cryptosuite })
  vi.useFakeTimers({ now: world.clock.now(), toFake: ['Date'] })
  try {
    const result = await vc.verifyCredential({
      credential,
      suite: suite(),
      documentLoader,
      checkStatus: (options: object) => checkStatus({ ...options, documentLoader, suite: suite() }),
      now: world.clock.now(),
    })
    const { statusResult } = result as { statusResult?: { results?: { status: boolean }[] } }
    return [result.verified, statusResult?.results?.[0]?.status]
  } finally {
    vi.useRealTimers()
  }
}

test('a part whose key was withdrawn is not in force on the page of the whole', async () => {
  const learner = await aLearner('Noor Haddad')
  const part = await award(learner, 0)
  const before = await aKeyChange(world, district)
  await award(learner, 2)
  await world.owner.query(`update credential set visibility = 'link' where learner_id = $1`, [learner.id])
  const [whole] = await wholesOf(learner)
  const inForce = async () => (await wordsOf(`/c/${whole.public_id}`)).words.split('In force').length - 1
  const shown = await inForce()
  await aKeyWithdrawal(world, district, before)
  expect(await inForce()).toBe(shown - 1)
  expect((await wordsOf(`/c/${whole.public_id}`)).words).toContain('Not believed: its key was withdrawn')
  expect((await wordsOf(`/c/${part.publicId}`)).words).toContain('Not valid.')
})
