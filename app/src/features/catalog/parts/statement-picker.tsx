import { t } from '../../../text.ts'
import { Button, LinkButton } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Field, Select } from '../../../ui/field.tsx'
import { Tag } from '../../../ui/tag.tsx'
import type { AlignableFramework } from '../../framework/reads/alignable.ts'
import { MOST_ALIGNMENTS } from '../rules/alignments.ts'
import type { Picker } from '../views/aligning.ts'
import { closedText, languageOf } from './alignment-fields.tsx'
import { sectionAddress } from './draft-outline.tsx'
import { rowId } from './draft-rows.tsx'

interface PickerProps {
  picker: Picker
  draftId: string
}

/** A search that has an address, and one button for each statement: it sends the form above, so that nothing typed there is lost. */
export function StatementPicker({ picker, draftId }: PickerProps) {
  const { framework, found, asked, more, full } = picker
  return (
    <section class="stack gap-12" id="find" aria-labelledby="find-title">
      <h2 id="find-title">{t('catalog.align.find')}</h2>
      <p class="small muted">{t('catalog.align.find.note')}</p>
      <SearchForm picker={picker} draftId={draftId} />
      {framework && <License framework={framework} />}
      {full && <p>{t('catalog.align.full', { most: MOST_ALIGNMENTS })}</p>}
      {found.length === 0 ? (
        <Nothing picker={picker} draftId={draftId} />
      ) : (
        <>
          <p role="status">{t(more ? 'catalog.align.more' : 'catalog.align.count', { count: found.length })}</p>
          <input type="hidden" form="draft-form" name="find" value={asked} />
          <ul class="draft-statements">
            {found.map((statement) => (
              <Statement key={statement.key} statement={statement} picker={picker} />
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

function SearchForm({ picker: { frameworks, framework, asked }, draftId }: PickerProps) {
  return (
    <search>
      <form class="draft-find" method="get" action={`/author/m/${draftId}/edit#find`}>
        <input type="hidden" name="section" value="alignments" />
        <Select
          name="in"
          label={t('catalog.field.alignments.frameworkId')}
          width="full"
          value={framework?.id}
          options={frameworks.map(({ id, title }) => ({ value: id, label: title }))}
        />
        <Field name="q" type="search" label={t('catalog.align.words')} width="full" value={asked} />
        <Button>{t('catalog.align.search')}</Button>
      </form>
    </search>
  )
}

/** What of the framework may be shown, and under which terms. */
function License({ framework }: { framework: AlignableFramework }) {
  return (
    <p class="cluster small">
      <Tag>{t(framework.redistributable ? 'catalog.align.license.open' : 'catalog.align.license.closed')}</Tag>
      <span class="muted">
        {!framework.redistributable && <>{closedText(framework)} </>}
        <a href={framework.licenseURI}>{t('catalog.align.license', { holder: framework.rightsHolder })}</a>
      </span>
    </p>
  )
}

function Statement({ statement, picker }: { statement: Picker['found'][number]; picker: Picker }) {
  const { key, itemId, label, words, path, uri, row } = statement
  return (
    <li class="draft-statement">
      <div lang={languageOf(picker.framework)}>
        <p>
          <a class="numbers" href={picker.framework?.redistributable ? path : (uri ?? path)}>
            {itemId}
          </a>
          {label && <strong> {label}</strong>}
        </p>
        {words && <p class="small">{words}</p>}
      </div>
      {row >= 0 ? (
        <a href={`#${rowId(`alignments.${row}`)}`}>{t('catalog.align.chosen', { name: itemId })}</a>
      ) : (
        !picker.full && (
          <Button form="draft-form" name="do" value={`pick:${picker.framework?.id} ${key}`}>
            {t('catalog.align.pick', { name: itemId })}
          </Button>
        )
      )}
    </li>
  )
}

/** A framework that is not here can be brought; words that do not stand in it can be fewer. */
function Nothing({ picker: { framework, asked }, draftId }: PickerProps) {
  return (
    <EmptyState
      sentence={
        asked === ''
          ? t('catalog.align.none', { framework: framework?.title ?? '' })
          : t('catalog.align.none.words', { framework: framework?.title ?? '', words: asked })
      }
      actions={
        <>
          {asked !== '' && framework && (
            <LinkButton href={`${sectionAddress(draftId, 'alignments')}&in=${framework.id}#find`}>
              {t('catalog.align.all')}
            </LinkButton>
          )}
          <LinkButton href="/author/frameworks">{t('catalog.align.bring')}</LinkButton>
        </>
      }
    />
  )
}
