import { t } from '../../../text.ts'
import { Section } from '../../../ui/layout.tsx'
import type { AchievementContent } from '../model.ts'
import type { Work } from '../tables.ts'
import { CitedText } from './cited-text.tsx'
import { foreign } from './labels.ts'

export function MethodSection({ content, works }: { content: AchievementContent; works: readonly Work[] }) {
  const lang = foreign(content.language)
  return (
    <Section id="method" title={t('catalog.page.method')}>
      <div class="prose" lang={lang}>
        <h3>{content.keyMethod.name}</h3>
        <CitedText text={content.keyMethod.description} works={works} />
      </div>
      <ol class="catalog-components" aria-label={t('catalog.page.method.steps')} lang={lang}>
        {content.components.map(({ id, name, text }) => (
          <li key={id}>
            <h4>{name}</h4>
            <CitedText text={text} works={works} />
          </li>
        ))}
      </ol>
    </Section>
  )
}
