import { createHash } from 'node:crypto'
import { inflateSync } from 'node:zlib'
import { unbake } from '@cairn/openbadges'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aNewerVersion, anAchievement } from '../../testing/factories/achievement.ts'
import { aRevocation } from '../../testing/factories/award.ts'
import { aHeldCredential, type HeldCredential, type Holding, visitOf } from '../../testing/factories/credential.ts'
import { aDistrict, aPerson, type District, type Someone, signedIn } from '../../testing/factories/people.ts'
import { BASE_URL, openWorld, type World } from '../../testing/world.ts'
import type { AchievementVersion } from '../catalog/reads.ts'

let world: World
let district: District
let version: AchievementVersion
let readers: [Someone, Someone]
beforeAll(async () => {
  world = await openWorld('2026-11-20T16:05:00.250Z')
  district = await aDistrict(world, { slug: 'lakeside', name: 'Lakeside Unified School District' })
  version = await anAchievement(world)
  readers = [await aPerson(world), await aPerson(world)]
})
afterAll(() => world.close())

const held = (given: Partial<Holding> = {}): Promise<HeldCredential> =>
  aHeldCredential(world, { district, version, readers, visibility: 'link', ...given })
const as = async (someone: Someone) => visitOf(world, await signedIn(world, someone))
const stranger = () => visitOf(world)
const textOf = async (answer: Response) => (await answer.text()).replaceAll(/[\u2068\u2069]/g, '')
const h1Of = (page: string) => /<h1[^>]*>(.*?)<\/h1>/.exec(page)?.[1] ?? ''

async function revoke(award: HeldCredential): Promise<void> {
  await aRevocation(world, { award, issuer: district })
}

describe('the page of a credential', () => {
  test('says first, in one sentence, what an employer wants to know', async () => {
    const { publicId } = await held({ name: 'Maya Jackson' })
    const answer = await stranger().get(`/c/${publicId}`)
    const page = await textOf(answer)
    expect(answer.status).toBe(200)
    expect(h1Of(page)).toBe(
      `Valid. Lakeside Unified School District (localhost:3000) awarded “${version.title}” to Maya Jackson on November 20, 2026.`,
    )
    expect(page).toContain('It has not been changed and was not revoked as of November 20, 2026')
    for (const words of [
      'A count before',
      'Demonstrated',
      'The log of the week shows the minutes before the change on each of the five days',
      '2 provisional readers (R-',
      'The readers were provisional',
      'Log of two weeks',
      'did:web:localhost%3A3000:issuers:lakeside',
      `href="/m/${version.slug}/v/1.0.0"`,
      '8 of 8 checks passed',
      'Starter edition',
    ])
      expect(page).toContain(words)
  })

  test('needs no account, no script and no cookie, and asks nobody else for anything', async () => {
    const { publicId } = await held()
    const answer = await stranger().get(`/c/${publicId}`)
    const page = await answer.text()
    expect(answer.headers.get('set-cookie')).toBeNull()
    expect(page).not.toContain('<script')
    const asked = [...page.matchAll(/<(?:img|link|script|iframe)[^>]+(?:src|href)="([^"]+)"/g)].map(([, url]) => url)
    expect(asked.filter((url) => !/^(?:\/|data:|http:\/\/localhost:3000\/)/.test(url ?? ''))).toEqual([])
  })

  test('tells networks and programs what it is', async () => {
    const { publicId } = await held({ visibility: 'public' })
    const page = await textOf(await stranger().get(`/c/${publicId}`))
    const address = `${BASE_URL}/c/${publicId}`
    expect(page).toContain(`<meta property="og:image" content="${address}.png"/>`)
    expect(page).toMatch(/<meta property="og:description" content="Valid\. Lakeside Unified/)
    expect(page).toContain(`<link rel="alternate" type="application/vc" href="${address}.json"`)
    expect(page).toContain(`<link rel="alternate" type="application/ld+json" href="${address}.json"`)
    expect(page).toContain(`<link rel="canonical" href="${address}"/>`)
    expect(page).toContain(`aria-label="QR code of ${address}"`)
  })

  test('names the holder only when the credential does', async () => {
    const { publicId, learner } = await held({ showName: false, name: 'Kept Private' })
    const page = await textOf(await stranger().get(`/c/${publicId}`))
    expect(h1Of(page)).toContain('to this person on')
    expect(page).not.toContain(learner.name)
    expect(page).not.toContain(learner.email)
  })

  test('a demonstration says so in the first screen and on the paper', async () => {
    const { publicId } = await held()
    await world.owner.query('update organization set demo = true where slug = $1', ['lakeside'])
    const page = await textOf(await stranger().get(`/c/${publicId}`))
    await world.owner.query('update organization set demo = false where slug = $1', ['lakeside'])
    expect(page).toContain('It comes from a demonstration and is not an award.')
    expect(page).toContain('sheet-notice')
  })

  test('the check itself has an address in each language, and is there whatever else stands in it', async () => {
    for (const [address, language] of [
      ['/verify?lang=es', 'es'],
      ['/verify?lang=en&from=letter', 'en'],
    ] as const) {
      const answer = await stranger().get(address)
      expect(answer.status).toBe(200)
      expect(await answer.text()).toContain(`<html lang="${language}"`)
    }
  })

  test('speaks Spanish to whoever asks for it', async () => {
    const { publicId } = await held()
    const page = await textOf(await stranger().get(`/c/${publicId}`, { 'accept-language': 'es-MX,es' }))
    expect(page).toContain('<html lang="es"')
    expect(h1Of(page)).toMatch(/^Válida\. Lakeside Unified School District \(localhost:3000\) otorgó/)
    expect(page).toContain('lang="en"')
  })
})

describe('who can open it', () => {
  const addresses = (id: string) => [
    `/c/${id}`,
    `/c/${id}.json`,
    `/c/${id}.png`,
    `/c/${id}.svg`,
    `/c/${id}.pdf`,
    `/c/${id}/print`,
    `/c/${id}/embed`,
  ]

  test('private: the holder everywhere, strangers nowhere', async () => {
    const { publicId, learner } = await held({ visibility: 'private' })
    const [own, other] = [await as(learner), await as(await aPerson(world))]
    for (const address of addresses(publicId)) {
      expect([address, (await stranger().get(address)).status]).toEqual([address, 404])
      expect([address, (await stranger().get(address, { accept: 'application/vc' })).status]).toEqual([address, 404])
      expect([address, (await other.get(address)).status]).toEqual([address, 404])
      const answer = await own.get(address)
      expect([address, answer.status, answer.headers.get('cache-control')]).toEqual([address, 200, 'no-store'])
    }
  })

  test('a private one and one that never was look the same to strangers', async () => {
    const { publicId } = await held({ visibility: 'private' })
    const bodies = await Promise.all(
      [publicId, '1111111111111111111111'].map(async (id) =>
        (await (await stranger().get(`/c/${id}.json`, { accept: 'application/json' })).text()).replace(
          /"requestId":"[^"]+"/,
          '',
        ),
      ),
    )
    expect(bodies[0]).toBe(bodies[1])
  })

  test('with the link: everybody who has it, but no search engine', async () => {
    const { publicId } = await held({ visibility: 'link' })
    for (const address of addresses(publicId)) expect((await stranger().get(address)).status).toBe(200)
    expect(await (await stranger().get(`/c/${publicId}`)).text()).toContain('<meta name="robots" content="noindex"/>')
  })

  test('public: search engines too', async () => {
    const { publicId } = await held({ visibility: 'public' })
    expect(await (await stranger().get(`/c/${publicId}`)).text()).not.toContain('noindex')
  })

  test.each([
    '/c/short',
    '/c/1111111111111111111111',
    '/c/0OIl111111111111111111',
    '/c/%27%20or%201=1',
    '/c/1111111111111111111111.exe',
    '/c/.json',
  ])('%s is not there', async (address) => expect((await stranger().get(address)).status).toBe(404))
})

describe('the signed file', () => {
  test('is the stored bytes, for everybody’s programs, known again by its ETag', async () => {
    const { publicId, bytes } = await held()
    const answer = await stranger().get(`/c/${publicId}.json`, { accept: 'application/vc' })
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/vc',
      'cache-control': 'public, max-age=300',
      'access-control-allow-origin': '*',
      vary: 'accept',
    })
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true)
    const again = await stranger().get(`/c/${publicId}.json`, { 'if-none-match': answer.headers.get('etag') ?? '' })
    expect([again.status, await again.text()]).toEqual([304, ''])
  })

  test('revoked: the page says so with the date and without the reason; the bytes stay as they were', async () => {
    const bad = await held()
    await revoke(bad)
    const page = await textOf(await stranger().get(`/c/${bad.publicId}`))
    expect(h1Of(page)).toBe(
      'Revoked. Lakeside Unified School District has taken this credential back on November 20, 2026.',
    )
    expect(page).not.toMatch(/an error was made|issuer-request/i)
    expect(page).toContain('7 of 8 checks passed')
    expect(page).toContain('Revoked. This sheet is no longer valid.')
    await world.settle()
    const after = await textOf(await stranger().get(`/c/${bad.publicId}`))
    expect(h1Of(after)).toBe(h1Of(page))
    const answer = await stranger().get(`/c/${bad.publicId}.json`)
    expect(Buffer.from(await answer.arrayBuffer()).equals(bad.bytes)).toBe(true)
  })
})

describe('the credential’s own id', () => {
  test.each(['application/vc', 'application/vc+ld+json', 'application/ld+json', 'application/json'])(
    'leads programs that ask for %s to the signed bytes',
    async (accept) => {
      const { publicId, bytes } = await held()
      const { id } = JSON.parse(bytes.toString())
      expect(id).toBe(`${BASE_URL}/c/${publicId}`)
      const answer = await stranger().get(`/c/${publicId}`, { accept: `${accept}, text/html;q=0.5, */*;q=0.1` })
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'content-type': accept,
        'cache-control': 'public, max-age=300',
        'access-control-allow-origin': '*',
        vary: 'accept',
      })
      expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true)
      const known = await stranger().get(`/c/${publicId}`, {
        accept,
        'if-none-match': answer.headers.get('etag') ?? '',
      })
      expect([known.status, await known.text()]).toEqual([304, ''])
    },
  )

  test.each(['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', '*/*', 'application/vc;q=0'])(
    'leads everybody else (%s) to the page, and caches are told what decides',
    async (accept) => {
      const { publicId } = await held()
      const { headers } = await stranger().get(`/c/${publicId}`, { accept })
      expect([headers.get('content-type'), headers.get('vary')]).toEqual([
        'text/html; charset=utf-8',
        'accept, accept-encoding',
      ])
      expect(headers.get('access-control-allow-origin')).toBeNull()
    },
  )

  test('opens to those the page opens to', async () => {
    const accept = 'application/vc'
    const { publicId, learner, bytes } = await held({ visibility: 'private' })
    const closed = await stranger().get(`/c/${publicId}`, { accept })
    expect([closed.status, closed.headers.get('vary')]).toEqual([404, 'accept'])
    const own = await (await as(learner)).get(`/c/${publicId}`, { accept })
    expect([own.status, own.headers.get('cache-control')]).toEqual([200, 'no-store'])
    expect(Buffer.from(await own.arrayBuffer()).equals(bytes)).toBe(true)
    const bad = await held()
    await revoke(bad)
    const revoked = await stranger().get(`/c/${bad.publicId}`, { accept })
    expect([revoked.status, Buffer.from(await revoked.arrayBuffer()).equals(bad.bytes)]).toEqual([200, true])
  })
})

test.each([
  ['png', 'image/png'],
  ['svg', 'image/svg+xml'],
])('the picture (%s) holds the stored bytes, byte for byte', async (kind, type) => {
  const { publicId, bytes } = await held()
  const answer = await stranger().get(`/c/${publicId}.${kind}`)
  expect(answer.headers.get('content-type')).toBe(type)
  const { text, form, standard } = unbake(new Uint8Array(await answer.arrayBuffer()))
  expect({ form, standard }).toEqual({ form: 'json', standard: 'ob3' })
  expect(Buffer.from(text).equals(bytes)).toBe(true)
})

describe('the sheet as PDF', () => {
  /** Streams unpacked, so that what stands in them can be looked at. */
  async function pdfOf(address: string) {
    const answer = await stranger().get(address)
    const bytes = Buffer.from(await answer.arrayBuffer())
    const raw = bytes.toString('latin1')
    const streams = [...raw.matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map(([, body = '']) => {
      try {
        return inflateSync(Buffer.from(body, 'latin1')).toString('latin1')
      } catch {
        return body
      }
    })
    return { answer, raw, all: [raw, ...streams].join('\n') }
  }

  test('has a title, a language, tags, a text for each picture and its faces inside', async () => {
    const { publicId } = await held()
    const { answer, raw, all } = await pdfOf(`/c/${publicId}.pdf`)
    expect(answer.headers.get('content-type')).toBe('application/pdf')
    expect(answer.headers.get('content-disposition')).toBe(`inline; filename="${version.slug}.pdf"`)
    expect(raw.startsWith('%PDF-1.7')).toBe(true)
    expect(raw).toMatch(/\/Lang \(en\)/)
    expect(raw).toMatch(/\/Marked true/)
    expect(raw).toMatch(/\/DisplayDocTitle true/)
    expect(all).toContain('pdfuaid')
    for (const tag of ['/S /Document', '/S /H1', '/S /H2', '/S /P', '/S /Figure', '/S /Link'])
      expect(all).toContain(tag)
    expect(all.match(/\/Alt \(/g)).toHaveLength(2)
    expect(all.match(/\/FontFile2 /g)?.length).toBeGreaterThanOrEqual(3)
    expect(raw.match(/\/Type \/Page\b/g)).toHaveLength(1)
    expect(raw).toMatch(/\/MediaBox \[0 0 612 792\]/)
  })

  test('bears the date of the issuer’s own wall, as the page does, wherever it is read; no cache hands its language on', async () => {
    const { publicId, holder } = await heldBy()
    const etags = async () => {
      const answers = [await stranger().get(`/c/${publicId}.pdf`), await (await as(holder)).get(`/c/${publicId}.pdf`)]
      expect(answers.map(({ headers }) => headers.get('cache-control'))).toEqual(['no-store', 'no-store'])
      return answers.map(({ headers }) => headers.get('etag'))
    }
    const [abroad, own] = await etags()
    expect(own).toBe(abroad)
    await world.owner.query(`update organization set time_zone = 'Pacific/Auckland' where tenant_id = $1`, [
      district.tenantId,
    ])
    for (const visit of [stranger(), await as(holder)])
      expect(h1Of(await textOf(await visit.get(`/c/${publicId}`)))).toContain('on November 21, 2026.')
    const [abroadThere, ownThere] = await etags()
    expect(ownThere).toBe(abroadThere)
    expect(abroadThere).not.toBe(abroad)
    await world.owner.query(`update organization set time_zone = 'America/Chicago' where tenant_id = $1`, [
      district.tenantId,
    ])
  })

  async function heldBy() {
    const holder = await aPerson(world)
    await world.owner.query(`update person set time_zone = 'Pacific/Kiritimati' where id = $1`, [holder.id])
    return { ...(await held({ learner: holder })), holder }
  }

  test('comes on A4 for who asks', async () => {
    const { publicId } = await held()
    expect((await pdfOf(`/c/${publicId}.pdf?paper=a4`)).raw).toMatch(/\/MediaBox \[0 0 595\.28 841\.89\]/)
    expect((await stranger().get(`/c/${publicId}.pdf?paper=a0`)).status).toBe(422)
  })

  test.each([
    ['signs of the format', 'Maya (Jackson) \\ % << /JS >> endstream'],
    ['right to left', 'مايا جاكسون'],
    ['accents and Cyrillic', 'Zoë Łukasz Привет'],
    ['marks that turn the text', '\u202eMaya\u202c Jack\u200bson'],
    ['very long', `Maya ${'Jackson '.repeat(13)}`],
  ])('B-pdf-text-injection, C-image-generator-text: a name with %s stays a name', async (_kind, name) => {
    const learner = await aPerson(world)
    await world.owner.query('update person set name = $2 where id = $1', [learner.id, name])
    const { publicId } = await held({ learner })
    const { answer, raw } = await pdfOf(`/c/${publicId}.pdf`)
    expect(answer.status).toBe(200)
    expect(raw).not.toContain('/JS >>')
    expect(raw.match(/\/Type \/Page\b/g)).toHaveLength(1)
    expect(raw.match(/\bendstream\b/g)?.length).toBe(raw.match(/(?<!end)stream\r?\n/g)?.length)
  })

  test('B-hostile-file-names: a download is named by the catalogue, never by what somebody typed', async () => {
    const { publicId } = await held({ name: '../../x"; filename=CON.txt' })
    for (const kind of ['json', 'png', 'pdf']) {
      const answer = await stranger().get(`/c/${publicId}.${kind}`)
      expect(answer.headers.get('content-disposition')).toBe(`inline; filename="${version.slug}.${kind}"`)
      expect(answer.headers.get('set-cookie')).toBeNull()
    }
  })
})

describe('the frame for other sites', () => {
  test('may stand in any page, with today’s verdict, without script', async () => {
    const good = await held()
    const answer = await stranger().get(`/c/${good.publicId}/embed`)
    const html = await answer.text()
    expect(answer.headers.get('content-security-policy')).toContain('frame-ancestors *')
    expect(html).not.toContain('<script')
    expect(html).toContain('>Valid.<')
    expect(html).toContain(`href="${BASE_URL}/c/${good.publicId}" target="_top"`)
    await revoke(good)
    expect(await (await stranger().get(`/c/${good.publicId}/embed`)).text()).toContain('>Revoked.<')
    expect((await stranger().get('/c/embed.css')).headers.get('content-type')).toBe('text/css; charset=utf-8')
  })

  test('no other page of a credential may be framed', async () => {
    const { publicId } = await held()
    for (const address of [`/c/${publicId}`, `/c/${publicId}/print`, '/verify'])
      expect((await stranger().get(address)).headers.get('content-security-policy')).toContain(`frame-ancestors 'none'`)
  })
})

test('A-confusable-issuer-name: a name cannot rearrange the sentence, and the domain stands beside it', async () => {
  const { publicId } = await held({ name: 'Maya \u202egnihton\u202c\u200bJackson' })
  const page = await (await stranger().get(`/c/${publicId}`)).text()
  expect(page).not.toMatch(/[\u202a-\u202e\u200b]/)
  expect(h1Of(page)).toContain('\u2068Maya gnihtonJackson\u2069')
  expect(h1Of(page)).toContain('(localhost:3000)')
})

test('A-achievement-text-edited: the awarded version is shown, and a newer one is mentioned', async () => {
  const awarded = await anAchievement(world)
  const { publicId } = await held({ version: awarded })
  await aNewerVersion(world, { publicId, title: 'Another title' })
  const page = await textOf(await stranger().get(`/c/${publicId}`))
  expect(h1Of(page)).toContain(`“${awarded.title}”`)
  expect(page).toContain('The catalogue now shows version 2.0.0. This one was awarded for version 1.0.0')
  expect(page).not.toContain('Another title')
})

test('a page is judged once and then remembered until something changes', async () => {
  const { publicId, credentialId } = await held()
  const asOf = async () =>
    /Checked.*?datetime="([^"]+)"/is.exec(await (await stranger().get(`/c/${publicId}`)).text())?.[1]
  const first = await asOf()
  world.clock.advance(60_000)
  expect(await asOf()).toBe(first)
  world.clock.advance(300_000)
  expect(await asOf()).not.toBe(first)
  await world.owner.query(`update credential set visibility = 'private' where id = $1`, [credentialId])
  expect((await stranger().get(`/c/${publicId}`)).status).toBe(404)
})

test('digests of what is served agree with what was stored', async () => {
  const { publicId } = await held()
  const { rows } = await world.owner.query('select signed_digest from credential where public_id = $1', [publicId])
  const served = Buffer.from(await (await stranger().get(`/c/${publicId}.json`)).arrayBuffer())
  expect(createHash('sha256').update(served).digest('hex')).toBe(rows[0].signed_digest)
})
