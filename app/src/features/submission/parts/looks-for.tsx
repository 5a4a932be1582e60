import { t } from '../../../text.ts'
import { StatusMark } from '../../../ui/status-mark.tsx'
import type { RequirementDesk } from '../views/requirement.ts'

interface LooksForProps {
  criteria: RequirementDesk['looksFor']
  indicators: readonly string[]
  language: string
}

/** The criteria that are read here, in the words of the level that passes, and what shows them. */
export function LooksFor({ criteria, indicators, language }: LooksForProps) {
  return (
    <>
      <dl class="looks-for" lang={language}>
        {criteria.map(({ id, title, text, kept }) => (
          <div key={id}>
            <dt>{title}</dt>
            <dd>
              {text}
              {kept && <StatusMark kind="met">{t('submission.requirement.met')}</StatusMark>}
            </dd>
          </div>
        ))}
      </dl>
      <div>
        <h3>{t('submission.requirement.indicators')}</h3>
        <ul class="plain-list" lang={language}>
          {indicators.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      </div>
    </>
  )
}
