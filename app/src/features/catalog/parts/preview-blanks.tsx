import { hasText, t } from '../../../text.ts'
import { fieldId } from '../../../ui/field-id.ts'
import { SECTION_IDS } from '../rules/draft.ts'
import type { Blank } from '../rules/draft-blanks.ts'
import { fieldName } from '../rules/draft-places.ts'
import type { PreviewView } from '../views/preview.ts'
import { sectionAddress } from './draft-outline.tsx'
import { rowId } from './draft-rows.tsx'
import { placeText } from './draft-words.ts'

/** What is not written yet, part by part; each leads to its field in the editor. */
export function PreviewBlanks({ view: { id, blanks, mayEnter } }: { view: PreviewView }) {
  const parts = SECTION_IDS.map((section) => ({ section, own: blanks.filter((one) => one.section === section) }))
  return (
    <div class="stack gap-12" id="blanks">
      <h2 class="draft-panel-title">{t('catalog.preview.blanks')}</h2>
      {blanks.length === 0 ? (
        <p>{t('catalog.preview.whole')}</p>
      ) : (
        parts
          .filter(({ own }) => own.length > 0)
          .map(({ section, own }) => (
            <div key={section}>
              <h3 class="preview-part">{t(`catalog.section.${section}`)}</h3>
              <ul class="draft-plain small">
                {own.map((blank) => (
                  <li key={blank.path}>
                    {mayEnter ? <a href={editorPlace(id, blank)}>{placeText(blank.path)}</a> : placeText(blank.path)}
                  </li>
                ))}
              </ul>
            </div>
          ))
      )}
    </div>
  )
}

/** A list that is empty has no field yet; it has a place all the same. */
function editorPlace(id: string, { section, path }: Blank): string {
  const isList = hasText(`catalog.field.${fieldName(path)}.one`)
  return `${sectionAddress(id, section)}#${isList ? rowId(path) : fieldId(path)}`
}
