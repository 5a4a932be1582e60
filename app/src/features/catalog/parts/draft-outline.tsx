import { t } from '../../../text.ts'
import { Mark } from '../../../ui/mark.tsx'
import { openIn, type Thread } from '../rules/comment-threads.ts'
import { SECTION_IDS, type SectionId } from '../rules/draft.ts'
import type { Finding } from '../rules/draft-lint.ts'
import { PreviewLink } from './preview-link.tsx'

interface DraftOutlineProps {
  id: string
  findings: readonly Finding[]
  current?: SectionId
  threads: readonly Thread[]
}

/** The parts of a micro-credential with what is ready and what is not; every part has its own address. */
export function DraftOutline({ id, findings, current, threads }: DraftOutlineProps) {
  return (
    <>
      <ol class="draft-outline-list">
        {SECTION_IDS.map((section) => {
          const said = openIn(threads, section)
          const open = findings.filter((one) => one.section === section && one.level === 'error').length
          return (
            <li key={section}>
              <a href={sectionAddress(id, section)} aria-current={section === current ? 'page' : undefined}>
                <Mark name={open === 0 ? 'met' : 'notRated'} />
                <span>
                  {t(`catalog.section.${section}`)}
                  {said > 0 && <span class="draft-outline-talk">{t('catalog.comment.open', { count: said })}</span>}
                </span>
                <span class="visually-hidden">
                  {open === 0 ? t('catalog.section.ready') : t('catalog.section.open', { count: open })}
                </span>
                {open > 0 && (
                  <span class="draft-outline-count numbers" aria-hidden="true">
                    {open}
                  </span>
                )}
              </a>
            </li>
          )
        })}
      </ol>
      <PreviewLink id={id} />
    </>
  )
}

/** The rubric is written in its grid, everything else in the editor. */
export function sectionAddress(id: string, section: SectionId): string {
  return section === 'rubric' ? `/author/m/${id}/rubric` : `/author/m/${id}/edit?section=${section}`
}
