import pg from 'pg'
import { type Figure, figureOf, ROUNDS, type Round } from './figures.ts'
import { turnOf } from './load.ts'
import { startPeer } from './plain-server.ts'
import { measuredSite } from './site.ts'

const SIZES = [126, 10_000, 100_000] as const
const QUESTIONS = 120
/** Until the engine has compiled what both take most often. */
const WARM_TURNS = 4

/** Words of two titles for a question, so that no answer is known from before; every eighth word has a slip in it. */
const QUERIES = `
  select string_agg(case when n % 8 = 0 and length(word) > 5 then overlay(word placing '' from 4 for 1) else word end, ' ') as q
  from (
    select (row_number() over (order by hashtextextended(word, $1)) - 1) as n, word
    from (select distinct regexp_split_to_table(trim(text ->> 'title'), ' ') as word from achievement_search
      where language = 'en' and card ->> 'code' ~ '^[A-L][0-9]+$') words
    where length(word) > 3
  ) numbered
  group by n / 2
  order by n / 2
  limit $2`

/** What the catalogue would be with so many entries: each takes its fields from several of the real ones. */
const GROW = `
  with base as (
    select row_number() over (order by s.card ->> 'code') - 1 as at, count(*) over () as size, s.text, s.card
    from achievement_search s where s.language = 'en' and s.card ->> 'code' ~ '^[A-L][0-9]+$'
  ),
  made as (
    select gen_random_uuid() as id, gen_random_uuid() as version_id, g, 'Z' || chr((65 + g / 17576 % 26)::int) || chr((65 + g / 676 % 26)::int) || chr((65 + g / 26 % 26)::int) || (g % 26) as code,
      t.text || jsonb_build_object('competency', c.text -> 'competency', 'keyMethod', k.text -> 'keyMethod', 'components', m.text -> 'components', 'rest', r.text -> 'rest') as text,
      t.card
    from generate_series($1::bigint, $2::bigint) g
    join base t on t.at = g % t.size
    join base c on c.at = (g * 7 + 3) % c.size
    join base k on k.at = (g * 11 + 5) % k.size
    join base m on m.at = (g * 13 + 7) % m.size
    join base r on r.at = (g / t.size * 17 + g) % r.size
  ),
  entries as (
    insert into achievement (id, ctdl_id, code, slug, strand, created_at)
    select id, 'ce-' || id, code, 'entry-' || g, 'A', now() from made
  ),
  versions as (
    insert into achievement_version (id, achievement_id, version, language, title, summary, content, digest, source_hash, published_at)
    select version_id, id, '1.0.0', 'en-US', card ->> 'title', card ->> 'summary', '{}', 'bench', 'bench', now() from made
  )
  insert into achievement_search (achievement_id, text, card, words)
  select id, text, card || jsonb_build_object('code', code, 'slug', 'entry-' || g),
    setweight(to_tsvector('catalog_words', code || (text ->> 'title')), 'A') ||
    setweight(to_tsvector('catalog_words', (text ->> 'competency') || (text ->> 'keyMethod')), 'B') ||
    setweight(to_tsvector('catalog_words', text ->> 'components'), 'C') ||
    setweight(to_tsvector('catalog_words', text ->> 'rest'), 'D')
  from made`

const SHOW = `
  update achievement a set current_version_id = v.id from achievement_version v
  where v.achievement_id = a.id and a.current_version_id is null`

/** A question nobody asked before, one at a time, against catalogues of three sizes. */
export async function* run(): AsyncIterable<Figure> {
  const site = await measuredSite()
  const owner = new pg.Pool({ ...site.database, max: 1 })
  const peer = await startPeer(site.database)
  try {
    let size = 126
    for (const wanted of SIZES) {
      if (wanted > size) await grow(owner, size, wanted)
      size = wanted
      const asked = async (seed: number) =>
        (await owner.query<{ q: string }>(QUERIES, [seed, QUESTIONS])).rows.map(
          ({ q }) => `/explore?q=${encodeURIComponent(q)}`,
        )
      const [ours, theirs]: [Round[], Round[]] = [[], []]
      for (let turn = 0; turn < WARM_TURNS; turn++) {
        await turnOf(site.url, await asked(-turn))
        await turnOf(peer.url, await asked(-turn))
      }
      for (let round = 1; round <= ROUNDS; round++) {
        const questions = await asked(wanted + round)
        ours.push(await turnOf(site.url, questions))
        theirs.push(await turnOf(peer.url, questions))
      }
      const base = { name: 'node:http, PostgreSQL full text a request', rounds: theirs }
      yield figureOf({ suite: 'search', name: `a new question among ${wanted} entries`, base }, ours)
      yield figureOf({ suite: 'search', name: `the peer among ${wanted} entries` }, theirs)
    }
  } finally {
    await peer.stop()
    await owner.end()
    await site.close()
  }
}

async function grow(owner: pg.Pool, from: number, to: number): Promise<void> {
  for (let at = from; at < to; at += 10_000) await owner.query(GROW, [at, Math.min(at + 10_000, to) - 1])
  await owner.query(SHOW)
  await owner.query('analyze achievement, achievement_version, achievement_search')
  // As an import does it: who keeps the shelf in memory reads it again.
  await owner.query('update catalog_state set stamp = gen_random_uuid()')
}
