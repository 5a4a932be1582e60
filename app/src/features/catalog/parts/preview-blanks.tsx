import { hasText, t } from '../../../text.ts'
import { Disclosure } from '../../../ui/accordion.tsx'
import { fieldId } from '../../../ui/field-id.ts'
import { StatusMark } from '../../../ui/status-mark.tsx'
import { SECTION_IDS } from '../rules/draft.ts'
import type { Blank } from '../rules/draft-blanks.ts'
import { fieldName } from '../rules/draft-places.ts'
import type { PreviewView } from '../views/preview.ts'
import { levelLabel } from './draft-field.tsx'
import { sectionAddress } from './draft-outline.tsx'
import { rowId } from './draft-rows.tsx'
import { placeText } from './draft-words.ts'

/** What is not written yet, part by part; each leads to its field in the editor. */
export function PreviewBlanks({ view }: { view: PreviewView }) {
  const { blanks } = view
  if (blanks.length === 0)
    return (
      <p>
        <StatusMark kind="met">{t('catalog.preview.whole')}</StatusMark>
      </p>
    )
  const parts = SECTION_IDS.map((section) => ({ section, own: blanks.filter((one) => one.section === section) }))
  return (
    <Disclosure summary={t('catalog.preview.blanks', { count: blanks.length })} id="blanks">
      <div class="preview-blanks">
        {parts
          .filter(({ own }) => own.length > 0)
          .map(({ section, own }) => (
            <div key={section}>
              <h2 class="draft-panel-title">{t(`catalog.section.${section}`)}</h2>
              <ul class="draft-plain small">
                {own.map((blank) => (
                  <li key={blank.path}>
                    <BlankLine view={view} blank={blank} />
                  </li>
                ))}
              </ul>
            </div>
          ))}
      </div>
    </Disclosure>
  )
}

function BlankLine({ view: { id, mayEnter, page }, blank }: { view: PreviewView; blank: Blank }) {
  const level = /[.]descriptors[.]([a-z0-9_]+)$/.exec(blank.path)?.[1]
  const place = placeText(blank.path)
  const words = level === undefined ? place : `${place}: ${levelLabel(page.achievement.content, level)}`
  return mayEnter ? <a href={editorPlace(id, blank)}>{words}</a> : words
}

/** A list that is empty has no field yet; it has a place all the same. */
function editorPlace(id: string, { section, path }: Blank): string {
  const isList = hasText(`catalog.field.${fieldName(path)}.one`)
  return `${sectionAddress(id, section)}#${isList ? rowId(path) : fieldId(path)}`
}
