import { t } from '../../../text.ts'
import type { Ancestor } from '../reads/published.ts'

/** What it was adapted from, the nearest first, as its license asks; a newer edition of a source is offered, never merged. */
export function Ancestors({ ancestors }: { ancestors: readonly Ancestor[] }) {
  return (
    <ul class="catalog-plain stack gap-8">
      {ancestors.map(({ slug, code, title, version, license, creator, changes, newer }) => (
        <li key={`${slug} ${version}`}>
          {t('catalog.lineage.from')}{' '}
          <a class="catalog-line" href={`/m/${slug}/v/${version}`}>
            {t('catalog.lineage.source', { code, title, version })}
          </a>{' '}
          {t('catalog.lineage.by', {
            creator: creator ?? t('catalog.lineage.starter'),
            license: license.replaceAll('-', ' ').replace('CC BY SA', 'CC BY-SA'),
          })}{' '}
          {changes !== '' && t('catalog.lineage.changes', { changes })}
          {newer && (
            <span class="catalog-fact-note">
              <a class="catalog-line" href={`/m/${slug}/v/${newer}/since/${version}`}>
                {t('catalog.lineage.newer', { version: newer })}
              </a>
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}
