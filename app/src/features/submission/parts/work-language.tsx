import { t } from '../../../text.ts'
import { baseLanguage, foreign, languageName } from '../../catalog/parts/labels.ts'
import { TranslatedFrom } from '../../catalog/parts/translated-from.tsx'
import type { WorkHead } from '../views/work.ts'

/** What is asked is read in one language, what is sent may be read in another: both are said before anything is written. */
export function WorkLanguage({ work }: { work: WorkHead }) {
  if (work.shownIn === work.language) return null
  return (
    <div>
      <TranslatedFrom of={work} apart={work.editable} />
      {work.editable && foreign(work.language) && (
        <p class="small muted">
          {t('submission.work.readIn', { language: languageName(baseLanguage(work.language)) })}
        </p>
      )}
    </div>
  )
}
