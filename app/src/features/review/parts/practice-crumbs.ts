import { t } from '../../../text.ts'

/** Where one is among the pages of a scoring set. */
export function practiceCrumbs({
  set,
  entry,
  here,
}: {
  set?: string
  entry: { readonly title: string }
  here?: string
}) {
  const title = t('review.practice.set', { title: entry.title })
  const top = { href: '/practice', label: t('review.practice.title') }
  return set && here ? [top, { href: `/practice/${set}`, label: title }, { label: here }] : [top, { label: title }]
}
