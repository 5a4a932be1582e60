import type { FormState } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { fieldId } from '../../../ui/field-id.ts'
import { Mark } from '../../../ui/mark.tsx'
import type { SectionId } from '../rules/draft.ts'
import type { Finding } from '../rules/draft-lint.ts'
import type { DraftView } from '../views/drafts.ts'
import type { ShownFinding } from '../views/shown-finding.ts'
import { findingText, placeText } from './draft-words.ts'
import { KeepAnyway, KeptReason } from './kept-remark.tsx'
import { foreign } from './labels.ts'

type View = Pick<DraftView, 'findings' | 'mayWrite' | 'zone'>
interface DraftFindingsProps {
  view: View
  section: SectionId
  form?: FormState
}

/** What the linter says about the part in sight: what stands in the way first, what was kept with a reason apart. */
export function DraftFindings({ view, section, form }: DraftFindingsProps) {
  const own = view.findings.filter((one) => one.section === section)
  const open = own.filter(({ kept }) => kept === null)
  const kept = own.filter((one) => one.kept !== null)
  const elsewhere = view.findings.filter((one) => one.section !== section && one.level === 'error').length
  const sorted = [...open].sort((a, b) => Number(a.level === 'warning') - Number(b.level === 'warning'))
  return (
    <>
      <h2 class="draft-panel-title">{t('catalog.draft.findings')}</h2>
      {open.length === 0 ? (
        <p>{t('catalog.draft.findings.none')}</p>
      ) : (
        <Findings findings={sorted} view={view} form={form} />
      )}
      {elsewhere > 0 && <p class="small muted">{t('catalog.draft.findings.elsewhere', { count: elsewhere })}</p>}
      {kept.length > 0 && (
        <>
          <h2 class="draft-panel-title">{t('catalog.keep.kept')}</h2>
          <Findings findings={kept} view={view} />
        </>
      )}
    </>
  )
}

function Findings({ findings, view, form }: { findings: readonly ShownFinding[]; view: View; form?: FormState }) {
  return (
    <ul class="draft-findings">
      {findings.map((finding, place) => (
        <li key={finding.key} class={`draft-finding draft-finding-${finding.level}`}>
          <Mark name={finding.level === 'error' ? 'problem' : 'info'} />
          <div class="draft-finding-words">
            <FindingWords finding={finding} />
            {isAsked(finding, findings.slice(0, place)) && view.mayWrite && (
              <KeepAnyway finding={finding} form={form} />
            )}
            <KeptReason finding={finding} zone={view.zone} mayWrite={view.mayWrite} />
          </div>
        </li>
      ))}
    </ul>
  )
}

/** Two rows of the same words are one remark: it is answered once. */
function isAsked({ key, level, kept }: ShownFinding, above: readonly ShownFinding[]): boolean {
  return level === 'warning' && kept === null && above.every((each) => each.key !== key)
}

/** Rules speak of the text itself, in the language of the catalogue. */
const SHAPES = new Set(['missing', 'short', 'long', 'few', 'many', 'low', 'high', 'form', 'unknown'])
/** A rule that people speak of by its letter, as the guide for authors does. */
const RULE = /^[A-Z]\d+$/

/** What is said of which field, and by which rule; `linked` where the field is on the page. */
export function FindingWords({ finding, linked = true }: { finding: Finding; linked?: boolean }) {
  const { path, code, level, message } = finding
  return (
    <>
      <p>
        <span class="visually-hidden">{t(`catalog.draft.level.${level}`)}: </span>
        {linked ? <a href={`#${fieldId(path)}`}>{placeText(path)}</a> : placeText(path)}: {findingText(finding)}
      </p>
      {!SHAPES.has(code) && (
        <p class="small muted" lang={foreign('en')}>
          {RULE.test(code) ? `${code}: ${message}` : message}
        </p>
      )}
    </>
  )
}
