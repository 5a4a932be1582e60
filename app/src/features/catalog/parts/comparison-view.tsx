import { t } from '../../../text.ts'
import type { Comparison } from '../views/versions.ts'
import { ChangeList } from './publication-section.tsx'
import { VersionDiff } from './version-diff.tsx'

/** What changed in a list, then word by word. */
export function ComparisonView({ comparison, lang }: { comparison: Comparison; lang?: string | undefined }) {
  const { change, fields } = comparison
  return (
    <>
      {change.part && <p>{t(`catalog.diff.part.${change.part}`)}</p>}
      <ChangeList changes={change.changes} />
      <VersionDiff fields={fields} lang={lang} />
    </>
  )
}
