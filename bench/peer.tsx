/** A plain server of the same pages: node:http, one question to the same database and one rendering for each request, nothing kept. */
import { createServer, type ServerResponse } from 'node:http'
import type { JsonObject } from '@cairn/openbadges'
import pg from 'pg'
import { renderToString } from 'preact-render-to-string'
import { digitalBazaar } from './digitalbazaar.ts'

interface Given {
  readonly database: pg.PoolConfig
}
interface Card {
  readonly title: string
  readonly summary: string
  readonly slug: string
  readonly hours: number
}

const given = JSON.parse(process.argv[2] ?? '{}') as Given
const pool = new pg.Pool({ ...given.database, max: 10 })
pool.on('error', (error) => console.error(error.message))
const CARD = `select s.card from achievement_search s join achievement a on a.id = s.achievement_id and s.language = 'en'`

async function cards(query: string): Promise<string> {
  const { rows } = query
    ? await pool.query<{ card: Card }>(
        `${CARD} where s.words @@ websearch_to_tsquery('catalog_words', $1) and a.visibility = 'public' order by ts_rank(s.words, websearch_to_tsquery('catalog_words', $1)) desc limit 24`,
        [query],
      )
    : await pool.query<{ card: Card }>(`${CARD} where a.visibility = 'public' order by a.code limit 24`)
  return page(
    <ul>
      {rows.map(({ card }) => (
        <li key={card.slug}>
          <h2>
            <a href={`/m/${card.slug}`}>{card.title}</a>
          </h2>
          <p>{card.summary}</p>
        </li>
      ))}
    </ul>,
  )
}

async function achievement(slug: string): Promise<string> {
  const { rows } = await pool.query(
    'select v.title, v.summary, v.content from achievement a join achievement_version v on v.id = a.current_version_id where a.slug = $1',
    [slug],
  )
  const [{ title, summary, content }] = rows
  return page(
    <main>
      <h1>{title}</h1>
      <p>{summary}</p>
      {Object.entries(content as object).map(([name, value]) => (
        <section key={name}>
          <h2>{name}</h2>
          <pre>{JSON.stringify(value, null, 1)}</pre>
        </section>
      ))}
    </main>,
  )
}

/** The stored document, its issuer's key and the whole verification of @digitalbazaar/vc, at every request. */
async function credential(publicId: string): Promise<string> {
  const { rows } = await pool.query(
    `select c.signed_bytes, k.id as key_id, k.public_key from credential c join issuer_key k on k.tenant_id = c.tenant_id and k.id = c.key_id where c.public_id = $1`,
    [publicId],
  )
  const signed = JSON.parse(rows[0].signed_bytes.toString()) as JsonObject
  const controller = (signed.issuer as { id: string }).id
  const key = { id: `${controller}#${rows[0].key_id}`, controller, publicKey: rows[0].public_key as Buffer }
  const peer = await digitalBazaar(key)
  await peer.verify(signed, new Date(Date.now() + 2_000))
  return page(
    <main>
      <h1>Valid</h1>
      <pre>{JSON.stringify(signed, null, 1)}</pre>
    </main>,
  )
}

function page(body: preact.VNode): string {
  return `<!doctype html><html lang="en"><head><title>Peer</title></head><body>${renderToString(body)}</body></html>`
}

function answer(address: URL): Promise<string> {
  const [, room, name = ''] = address.pathname.split('/')
  if (room === 'm') return achievement(name)
  if (room === 'c') return credential(name)
  return cards(address.searchParams.get('q') ?? '')
}

async function reply(response: ServerResponse, address: URL): Promise<void> {
  try {
    const html = await answer(address)
    response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(html)
  } catch (error) {
    response.writeHead(500).end(String((error as Error).cause ?? error))
  }
}

const server = createServer(
  (request, response) => void reply(response, new URL(request.url ?? '/', 'http://localhost')),
)
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  console.log(typeof address === 'object' ? address?.port : '')
})
process.on('SIGTERM', () => process.exit(0))
