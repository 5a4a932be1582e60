import type { ComponentChildren } from 'preact'
import { t } from '../../../text.ts'
import type { FieldDiff } from '../rules/content-diff.ts'
import type { Comparison } from '../views/comparison.ts'
import { ChangeList } from './publication-section.tsx'
import { VersionDiff } from './version-diff.tsx'

interface ComparisonViewProps {
  comparison: Comparison
  lang?: string | undefined
  /** What stands under each part that differs. */
  beside?: ((diff: FieldDiff) => ComponentChildren) | undefined
}

/** What changed in a list, then word by word. */
export function ComparisonView({ comparison, lang, beside }: ComparisonViewProps) {
  const { change, fields } = comparison
  return (
    <>
      {change.part && <p>{t(`catalog.diff.part.${change.part}`)}</p>}
      <ChangeList changes={change.changes} />
      <VersionDiff fields={fields} lang={lang} beside={beside} />
    </>
  )
}
