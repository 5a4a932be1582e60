import { t } from '../../../text.ts'
import { Section } from '../../../ui/layout.tsx'
import type { ExampleOf } from '../views/one-example.ts'
import type { AchievementView } from '../views.ts'
import { ExampleFigure } from './example-figure.tsx'
import { levelName } from './labels.ts'

/** What one level looks like in work, where somebody lent a piece or one was constructed. */
export function ExampleSection({ view, example }: { view: AchievementView; example: ExampleOf }) {
  const { shown, criterion, level, count } = example
  const { slug, version } = view.achievement
  return (
    <Section
      id="example"
      title={t(shown.constructed ? 'catalog.page.example.constructed' : 'catalog.page.example')}
      note={`${criterion}: ${levelName(level)}`}
    >
      <ExampleFigure example={shown} filesUrl={view.filesUrl} version={version} />
      <p>
        <a class="own-line" href={`/m/${slug}/exemplars`}>
          {t('catalog.page.example.all', { count })}
        </a>
      </p>
    </Section>
  )
}
