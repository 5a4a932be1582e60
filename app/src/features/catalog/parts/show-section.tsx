import { t } from '../../../text.ts'
import { Section } from '../../../ui/layout.tsx'
import type { AchievementContent } from '../model.ts'
import { foreign, foreignWords, rowOf, valueName } from './labels.ts'

/** The competency as the reader's language has it; without it, as its author wrote it. */
interface Said {
  readonly competency: string
  readonly language: string
  readonly wordsIn: string
}

/** The competency in one sentence, and what is sent to show it. */
export function ShowSection({ content, said }: { content: AchievementContent; said?: Said }) {
  const { competency } = said ?? content
  const lang = foreign(content.language)
  return (
    <Section id="show" title={t('catalog.page.show')}>
      <blockquote class="catalog-competency" lang={foreignWords(said ?? content)}>
        <p>{competency}</p>
      </blockquote>
      <div class="stack gap-8">
        <h3>{t('catalog.page.show.send')}</h3>
        <ul class="catalog-plain">
          {content.part2.requirements.map(({ id, title, evidenceTypes }) => (
            <li key={id}>
              <a class="catalog-line" href={`#${id}`} lang={lang}>
                {`${id} · ${title}`}
              </a>
              <span class="catalog-fact-note">{rowOf(evidenceTypes.map((type) => valueName('evidence', type)))}</span>
            </li>
          ))}
        </ul>
      </div>
    </Section>
  )
}
