import { t } from '../../../text.ts'
import { Button, LinkButton } from '../../../ui/button.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Section } from '../../../ui/layout.tsx'
import { Notice } from '../../../ui/notice.tsx'
import type { Source } from '../reads/sources.ts'
import type { FieldDiff } from '../rules/content-diff.ts'
import { sectionOf } from '../rules/source-news.ts'
import type { SourcesPage } from '../views/sources.ts'
import { ComparisonView } from './comparison-view.tsx'
import { sectionAddress } from './draft-outline.tsx'
import { foreign } from './labels.ts'
import { dayOf, newsText, sourceAddress } from './source-lines.tsx'

type Shown = NonNullable<SourcesPage['shown']>
interface ShownProps {
  view: SourcesPage
  shown: Shown
}

/** Every original, the nearest first; the one that is shown says so. */
export function SourceList({ view: { draftId, sources, shown } }: { view: SourcesPage }) {
  return (
    <Section id="originals" title={t('catalog.lineage.label')}>
      <ul class="catalog-plain stack gap-8">
        {sources.map((source) => (
          <li key={source.slug}>
            <a
              class="own-line"
              href={`${sourceAddress(draftId, source)}#original`}
              aria-current={source.slug === shown?.slug ? 'true' : undefined}
            >
              {`${source.code} ${source.title}`}
            </a>
            <p class="small muted">{newsText(source)}</p>
          </li>
        ))}
      </ul>
    </Section>
  )
}

/** What one original says now: to read beside one's own text, never put into it. */
export function SourceSection({ view, shown }: ShownProps) {
  const { code, title, creator, taken } = shown
  const by = t('catalog.source.by', { creator: creator ?? t('catalog.lineage.starter') })
  return (
    <Section id="original" title={`${code} ${title}`} titleLang={foreign(shown.language)} note={by}>
      {shown.news === null && <p>{t('catalog.source.still', { version: taken })}</p>}
      {shown.news === 'retired' && (
        <Notice title={newsText(shown)}>
          <p>{t('catalog.source.retired.note')}</p>
        </Notice>
      )}
      {shown.comparison && <Changed view={view} shown={shown} />}
      <p>
        <a class="catalog-line" href={`/m/${shown.slug}/v/${shown.newest}`}>
          {t('catalog.source.page', { version: shown.newest })}
        </a>
      </p>
      <Looked view={view} shown={shown} />
      {shown.news && !shown.looked && view.mayLook && <LookForm shown={shown} />}
    </Section>
  )
}

function Changed({ view, shown }: ShownProps) {
  const { openDraft } = view
  return (
    <>
      <p>{t('catalog.source.changed.text', { from: shown.taken, to: shown.newest })}</p>
      <OwnText view={view} />
      {shown.comparison && (
        <ComparisonView
          comparison={shown.comparison}
          lang={foreign(shown.language)}
          beside={openDraft ? (diff) => <OwnPart draftId={openDraft} diff={diff} /> : undefined}
        />
      )}
    </>
  )
}

/** The way into one's own text, or to its next version where none is being written. */
function OwnText({ view: { openDraft, toBegin, draftId } }: Pick<ShownProps, 'view'>) {
  if (openDraft)
    return (
      <p>
        <LinkButton href={`/author/m/${openDraft}/edit`}>{t('catalog.source.own')}</LinkButton>
      </p>
    )
  if (!toBegin) return null
  return (
    <Form
      action={`/author/m/${draftId}/versions/begin`}
      hidden={{ achievementId: toBegin }}
      label={t('catalog.source.begin')}
      inline
    >
      <Actions>
        <Button>{t('catalog.source.begin')}</Button>
      </Actions>
    </Form>
  )
}

function OwnPart({ draftId, diff }: { draftId: string; diff: FieldDiff }) {
  const section = sectionOf(diff)
  return (
    <p class="small">
      <a class="catalog-line" href={sectionAddress(draftId, section)}>
        {t('catalog.source.part', { section: t(`catalog.section.${section}`) })}
      </a>
    </p>
  )
}

/** Who looked last; and, where it moved again since, what moved since then alone. */
function Looked({ view, shown }: ShownProps) {
  const { by, lookedAt, lookedVersion, looked, newest, taken, slug } = shown
  if (!lookedVersion) return null
  const since = !looked && lookedVersion !== newest && lookedVersion !== taken
  return (
    <p class="small muted">
      {t('catalog.source.looked', { name: by, version: lookedVersion, date: dayOf(lookedAt, view.zone) })}{' '}
      {since && (
        <a class="catalog-line" href={`/m/${slug}/v/${newest}/since/${lookedVersion}`}>
          {t('catalog.source.since', { version: lookedVersion })}
        </a>
      )}
    </p>
  )
}

function LookForm({ shown }: { shown: Source }) {
  const { newestId, newest, news } = shown
  return (
    <Form hidden={{ versionId: newestId, news: news ?? undefined }} label={t('catalog.source.look')}>
      <p class="small muted">{t('catalog.source.look.note')}</p>
      <Actions>
        <Button kind="primary">
          {news === 'retired'
            ? t('catalog.source.look.retired')
            : t('catalog.source.look.changed', { version: newest })}
        </Button>
      </Actions>
    </Form>
  )
}
