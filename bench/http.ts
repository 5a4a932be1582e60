import { type Figure, figureOf, ROUNDS, type Round } from './figures.ts'
import { type Aim, load, settled, warm } from './load.ts'
import { startPeer } from './plain-server.ts'
import { measuredSite } from './site.ts'

const SECONDS = 2
const CONNECTIONS = 64

/** The same address at the site and at a plain server over the same database, turn by turn. */
export async function* run(): AsyncIterable<Figure> {
  const site = await measuredSite()
  const peer = await startPeer(site.database)
  try {
    const pages = [
      ['catalogue page', '/explore', 'node:http, one query and one rendering a request', CONNECTIONS],
      [
        'page of a micro-credential',
        `/m/${site.slug}`,
        'node:http, one query and one rendering a request',
        CONNECTIONS,
      ],
      ['public credential page', `/c/${site.publicId}`, 'node:http, @digitalbazaar/vc a request', CONNECTIONS],
      ['search', '/explore?q=formative+questions', 'node:http, PostgreSQL full text a request', CONNECTIONS],
      ['search, one at a time', '/explore?q=formative+questions', 'node:http, PostgreSQL full text a request', 1],
    ] as const
    for (const [name, path, base, connections] of pages) {
      const aim = { name, url: `${site.url.replace('localhost', '127.0.0.1')}${path}`, connections }
      const other = { name: base, url: `${peer.url}${path}`, connections }
      const { ours, theirs } = await rounds(aim, other)
      yield figureOf({ suite: 'http', name, base: { name: base, rounds: theirs } }, ours)
      yield figureOf({ suite: 'http', name: `${name} by ${base}`, base: { name: base, rounds: theirs } }, theirs)
    }
  } finally {
    await peer.stop()
    await site.close()
  }
}

async function rounds(aim: Aim, other: Aim): Promise<{ ours: Round[]; theirs: Round[] }> {
  const [ours, theirs]: [Round[], Round[]] = [[], []]
  await warm(aim)
  await warm(other)
  for (let round = 0; round < ROUNDS; round++) {
    await settled(other)
    ours.push(await load(aim, SECONDS))
    await settled(aim)
    theirs.push(await load(other, SECONDS))
  }
  return { ours, theirs }
}
