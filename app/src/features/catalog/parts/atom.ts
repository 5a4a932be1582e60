import { t } from '../../../text.ts'
import type { NewEntry, NewsRow } from '../reads/updates.ts'
import { wordsOf } from '../rules/news-words.ts'
import { strandName } from './labels.ts'
import { xmlText } from './xml.ts'

interface Feed {
  readonly baseUrl: string
  readonly siteName: string
  readonly strand: string | undefined
  readonly language: 'en' | 'es'
  readonly entries: readonly NewEntry[]
  readonly news: readonly NewsRow[]
  readonly now: Date
}
interface Item {
  readonly id: string
  readonly title: string
  readonly summary: string
  readonly language: string
  readonly at: Date
  readonly address: string
  readonly category?: { readonly term: string; readonly label: string }
}

/** A feed of what joined the catalogue and what the site said, the newest first. */
export function atomOf(feed: Feed): string {
  const { baseUrl, siteName, strand, language, now } = feed
  const items = itemsOf(feed)
  const self = `${baseUrl}/updates.atom${feedQuery(strand, language)}`
  const title = strand ? t('catalog.updates.feed.strand', { strand: strandName(strand) }) : t('catalog.updates.title')
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language}">`,
    `<id>${xmlText(self)}</id><title>${xmlText(`${title} · ${siteName}`)}</title>`,
    `<updated>${(items[0]?.at ?? now).toISOString()}</updated>`,
    `<author><name>${xmlText(siteName)}</name><uri>${xmlText(baseUrl)}</uri></author>`,
    `<link rel="self" type="application/atom+xml" href="${xmlText(self)}"/>`,
    `<link rel="alternate" type="text/html" href="${xmlText(baseUrl)}/updates"/>`,
    ...items.map(itemXml),
    '</feed>\n',
  ].join('\n')
}

function feedQuery(strand: string | undefined, language: 'en' | 'es'): string {
  const query = new URLSearchParams({ ...(strand ? { strand } : {}), ...(language === 'es' ? { language } : {}) })
  return query.size > 0 ? `?${query}` : ''
}

function itemsOf({ entries, news, baseUrl, language }: Feed): Item[] {
  const fresh = entries.map(
    ({ id, slug, strand, since, ...words }): Item => ({
      ...words,
      ...{ id, at: since, address: `${baseUrl}/m/${slug}`, category: { term: strand, label: strandName(strand) } },
    }),
  )
  const told = news.map(({ id, words, publishedAt }): Item => {
    const { title, text, language: spoken } = wordsOf(words, language)
    return { id, title, summary: text, language: spoken, at: publishedAt, address: `${baseUrl}/updates#news-${id}` }
  })
  return [...fresh, ...told].sort((a, b) => b.at.getTime() - a.at.getTime())
}

function itemXml({ id, title, summary, language, at, address, category }: Item): string {
  const when = at.toISOString()
  const filed = category ? `<category term="${xmlText(category.term)}" label="${xmlText(category.label)}"/>` : ''
  return `<entry xml:lang="${xmlText(language)}"><id>urn:uuid:${id}</id><title>${xmlText(title)}</title><link rel="alternate" type="text/html" href="${xmlText(address)}"/><published>${when}</published><updated>${when}</updated>${filed}<summary>${xmlText(summary)}</summary></entry>`
}
