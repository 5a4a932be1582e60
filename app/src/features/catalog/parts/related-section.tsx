import { t } from '../../../text.ts'
import { Section } from '../../../ui/layout.tsx'
import type { AchievementView } from '../views.ts'
import { foreignWords, listOf, rowOf, valueName } from './labels.ts'

type One = AchievementView['related'][number]

/** The nearest entries, each with what it has in common with this one. */
export function RelatedSection({ view }: { view: AchievementView }) {
  if (view.related.length === 0) return null
  return (
    <Section id="related" title={t('catalog.page.related')}>
      <ul class="catalog-plain stack gap-16">
        {view.related.map((one) => (
          <li key={one.id}>
            <a class="catalog-line" href={`/m/${one.card.slug}`} lang={foreignWords(one.card)}>
              {`${one.card.code} ${one.card.title}`}
            </a>
            <p class="small muted">{whyOf(one, view)}</p>
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** Topics in plain words; where none is shared, the statement of the framework that both name. */
function whyOf({ tags, statements }: One, { alignedTo }: AchievementView): string {
  if (tags.length > 0)
    return t('catalog.page.related.topics', { topics: rowOf(tags.map((tag) => valueName('need', tag))) })
  const named = statements.map((code) => {
    const label = alignedTo.find((one) => one.code === code)?.label
    return label ? `${label} (${code})` : code
  })
  return t('catalog.page.related.statements', { statements: listOf(named) })
}
