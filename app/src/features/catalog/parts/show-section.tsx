import { t } from '../../../text.ts'
import { Section } from '../../../ui/layout.tsx'
import type { AchievementContent } from '../model.ts'
import { foreign, listOf, valueName } from './labels.ts'

/** The competency in one sentence, and what is sent to show it. */
export function ShowSection({ content }: { content: AchievementContent }) {
  const lang = foreign(content.language)
  return (
    <Section id="show" title={t('catalog.page.show')}>
      <blockquote class="catalog-competency" lang={lang}>
        <p>{content.competency}</p>
      </blockquote>
      <div>
        <h3>{t('catalog.page.show.send')}</h3>
        <ul>
          {content.part2.requirements.map(({ id, title, evidenceTypes }) => (
            <li key={id}>
              <a href={`#${id}`} lang={lang}>
                {title}
              </a>
              : {listOf(evidenceTypes.map((type) => valueName('evidence', type).toLocaleLowerCase()))}
            </li>
          ))}
        </ul>
      </div>
    </Section>
  )
}
