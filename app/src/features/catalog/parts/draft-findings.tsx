import { t } from '../../../text.ts'
import { fieldId } from '../../../ui/field-id.ts'
import { Mark } from '../../../ui/mark.tsx'
import type { SectionId } from '../rules/draft.ts'
import type { Finding } from '../rules/draft-lint.ts'
import { findingText, placeText } from './draft-words.ts'
import { foreign } from './labels.ts'

interface DraftFindingsProps {
  findings: readonly Finding[]
  section: SectionId
}

/** What the linter says about the part in sight: what stands in the way first. */
export function DraftFindings({ findings, section }: DraftFindingsProps) {
  const own = findings.filter((one) => one.section === section)
  const elsewhere = findings.filter((one) => one.section !== section && one.level === 'error').length
  const sorted = [...own].sort((a, b) => Number(a.level === 'warning') - Number(b.level === 'warning'))
  return (
    <>
      <h2 class="draft-panel-title">{t('catalog.draft.findings')}</h2>
      {own.length === 0 ? (
        <p>{t('catalog.draft.findings.none')}</p>
      ) : (
        <ul class="draft-findings">
          {sorted.map((finding) => (
            <FindingLine key={`${finding.path} ${finding.code} ${finding.message}`} finding={finding} />
          ))}
        </ul>
      )}
      {elsewhere > 0 && <p class="small muted">{t('catalog.draft.findings.elsewhere', { count: elsewhere })}</p>}
    </>
  )
}

/** Rules speak of the text itself, in the language of the catalogue. */
const SHAPES = new Set(['missing', 'short', 'long', 'few', 'many', 'low', 'high', 'form'])

function FindingLine({ finding }: { finding: Finding }) {
  const { path, code, level, message } = finding
  const mark = level === 'error' ? 'problem' : 'info'
  return (
    <li class={`draft-finding draft-finding-${level}`}>
      <Mark name={mark} />
      <div>
        <p>
          <span class="visually-hidden">{t(`catalog.draft.level.${level}`)}: </span>
          <a href={`#${fieldId(path)}`}>{placeText(path)}</a>: {findingText(finding)}
        </p>
        {!SHAPES.has(code) && (
          <p class="small muted" lang={foreign('en')}>
            {code}: {message}
          </p>
        )}
      </div>
    </li>
  )
}
