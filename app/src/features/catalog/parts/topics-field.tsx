import { t } from '../../../text.ts'
import { CheckList, Choice } from '../../../ui/choice.tsx'
import { errorOf, type FieldProblem } from '../../../ui/error-summary.tsx'
import { STRANDS } from '../model.ts'
import { strandName } from './labels.ts'

interface Props {
  readonly topics: readonly string[]
  readonly language: string
  readonly errors: readonly FieldProblem[]
}

/** What somebody wants to hear of, and in which language. */
export function TopicsField({ topics, language, errors }: Props) {
  return (
    <>
      <div id="field-topics">
        <CheckList
          name="topics[]"
          label={t('catalog.updates.topics')}
          hint={t('catalog.updates.topics.hint')}
          values={topics}
          error={errorOf([...errors], 'topics')}
          options={[
            ...STRANDS.map((strand) => ({ value: strand, label: strandName(strand) })),
            { value: 'news', label: t('catalog.updates.news'), hint: t('catalog.updates.news.hint') },
          ]}
        />
      </div>
      <Choice
        name="language"
        label={t('catalog.updates.language')}
        value={language}
        row
        options={[
          { value: 'en', label: 'English' },
          { value: 'es', label: 'Español' },
        ]}
      />
    </>
  )
}
