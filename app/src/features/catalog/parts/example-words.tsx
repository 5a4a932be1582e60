import { t } from '../../../text.ts'
import { Mark } from '../../../ui/mark.tsx'

/** Said wherever a constructed example stands, before its words. */
export function ConstructedMark() {
  return (
    <p class="catalog-exemplar-kind">
      <Mark name="info" /> <span>{t('catalog.examples.constructed')}</span>
    </p>
  )
}

/** As it was typed: an empty line parts paragraphs, a line end stays one. */
export function ExampleWords({ words, lang }: { words: string; lang?: string | undefined }) {
  return (
    <div class="catalog-exemplar-words" lang={lang}>
      {words.split(/\n{2,}/).map((paragraph, at) => (
        <p key={`${at}`}>{paragraph}</p>
      ))}
    </div>
  )
}
