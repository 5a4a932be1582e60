import { t } from '../../../text.ts'

/** Where a draft is looked at; what is chosen there stands in the address. */
export function previewAddress(id: string, chosen: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams(chosen).toString()
  return `/author/m/${id}/preview${query === '' ? '' : `?${query}`}`
}

export function PreviewLink({ id }: { id: string }) {
  return (
    <p class="small">
      <a class="own-line" href={previewAddress(id)}>
        {t('catalog.preview.link')}
      </a>
    </p>
  )
}
