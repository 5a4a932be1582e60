import { t } from '../../../text.ts'
import { Accordion } from '../../../ui/accordion.tsx'
import type { AchievementContent } from '../model.ts'
import type { Examples } from '../reads/scoring.ts'
import { foreign, levelName } from './labels.ts'

interface Given {
  readonly content: Pick<AchievementContent, 'rubric' | 'language'>
  readonly examples: Examples
}

/** Under each criterion, folded: work that meets it, and work that misses it by the one thing the rubric points at. */
export function ExamplesPart({ content, examples }: Given) {
  const { criteria, levels, passLevel } = content.rubric
  const pass = levels.findIndex(({ id }) => id === passLevel)
  const [met, almost] = [levels[pass], levels[pass - 1]].map((level) => (level ? levelName(level) : ''))
  // Written in English, whatever language the entry is shown in.
  const lang = foreign('en')
  return (
    <div class="stack gap-8 catalog-examples">
      <h3>{t('catalog.page.examples')}</h3>
      <p class="small muted">{t('catalog.page.examples.note')}</p>
      <Accordion
        items={criteria.flatMap(({ id, title }) => {
          const example = examples.criteria[id]
          if (!example) return []
          return {
            id: `example-${id}`,
            summary: t('catalog.page.examples.of', { title }),
            children: (
              <dl class="catalog-example">
                <dt>{t('catalog.page.examples.met', { level: met ?? '' })}</dt>
                <dd lang={lang}>{example.met}</dd>
                <dt>{t('catalog.page.examples.almost', { level: almost ?? '' })}</dt>
                <dd lang={lang}>{example.almost}</dd>
              </dl>
            ),
          }
        })}
      />
    </div>
  )
}
