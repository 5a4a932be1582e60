import { t } from '../../../text.ts'
import { Disclosure } from '../../../ui/accordion.tsx'
import { Button } from '../../../ui/button.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Island } from '../../../ui/island.tsx'
import type { DraftContent } from '../rules/draft.ts'
import { type DraftField, SECTION_FIELDS } from '../rules/draft-fields.ts'
import type { DraftView } from '../views/drafts.ts'
import { DraftFields, rowId } from './draft-rows.tsx'
import { GridTable } from './grid-table.tsx'
import { MARKS, markText } from './rubric-marks.ts'

const [...FIELDS] = SECTION_FIELDS.rubric
const OF_RUBRIC = FIELDS.filter(({ name }) => name !== 'rubric.criteria')
const CRITERIA = FIELDS.find(({ name }) => name === 'rubric.criteria') as Extract<DraftField, { kind: 'rows' }>
const BESIDE_GRID = CRITERIA.fields.filter(({ name }) => name !== 'title' && !name.endsWith('.*'))

/** The grid first, then what each criterion looks at, the levels and the rule. */
export function RubricForm({ view, content }: { view: DraftView; content: DraftContent }) {
  const room = { content, lists: view.lists, readOnly: !view.mayWrite }
  const criteria = content.rubric?.criteria ?? []
  return (
    <Form
      id="draft-form"
      action={`/author/m/${view.id}/rubric`}
      label={t('catalog.section.rubric')}
      hidden={{ section: 'rubric', revision: view.revision }}
    >
      <h2>{t('catalog.section.rubric')}</h2>
      <p class="muted">{t('catalog.grid.lead')}</p>
      <button hidden type="submit" name="do" value="save">
        {t('catalog.draft.save')}
      </button>
      <GridTable view={view} content={content} />
      {view.mayWrite && criteria.length < CRITERIA.most && (
        <Button id="add-criterion" name="do" value="add:rubric.criteria">
          {t('catalog.grid.add')}
        </Button>
      )}
      {criteria.map((criterion, place) => (
        <Disclosure
          key={criterion.id}
          id={rowId(`rubric.criteria.${place}.more`)}
          open={!criterion.looksAt?.length}
          summary={t('catalog.grid.more', { name: [criterion.id, criterion.title].filter(Boolean).join(' ') })}
        >
          <DraftFields fields={BESIDE_GRID} under={`rubric.criteria.${place}`} value={criterion} room={room} />
        </Disclosure>
      ))}
      <DraftFields fields={OF_RUBRIC} under="" value={content} room={room} />
      {view.mayWrite && (
        <Actions>
          <Button kind="primary" name="do" value="save">
            {t('catalog.draft.save')}
          </Button>
        </Actions>
      )}
      <Island name="rubric-grid" props={islandProps(view, content)} fallback={null} />
    </Form>
  )
}

function islandProps({ verbs }: DraftView, { rubric }: DraftContent) {
  return {
    form: 'draft-form',
    verbs,
    levels: (rubric?.levels ?? []).flatMap(({ id }) => id ?? []),
    texts: Object.fromEntries(MARKS.map((code) => [code, markText(code)])),
  }
}
