import type { ComponentChildren } from 'preact'
import { currentLocale, t } from '../../../text.ts'
import { Breadcrumb } from '../../../ui/breadcrumb.tsx'
import { LinkButton } from '../../../ui/button.tsx'
import { dateText } from '../../../ui/date-time.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { openIn } from '../rules/comment-threads.ts'
import type { SectionId } from '../rules/draft.ts'
import { countsOf } from '../rules/kept-findings.ts'
import type { DraftView } from '../views/drafts.ts'
import { DraftOutline } from './draft-outline.tsx'
import { lintText, StateOf } from './draft-table.tsx'
import { KeepForm } from './kept-remark.tsx'
import { listOf } from './labels.ts'
import { WritingBeside } from './writing-beside.tsx'

interface DraftFrameProps {
  view: DraftView
  section: SectionId
  children: ComponentChildren
  panel: ComponentChildren
  comments: ComponentChildren
}

/** The desk of an author: the outline, the part being written, and what the linter says of it. */
export function DraftFrame({ view, section, children, panel, comments }: DraftFrameProps) {
  const { id, content, findings } = view
  // What somebody waits for an answer to comes first.
  const waits = openIn(view.talk.threads, section) > 0
  const title = content.title || t('catalog.draft.untitled')
  return (
    <div class="draft-desk">
      <Breadcrumb items={[{ href: '/author/drafts', label: t('catalog.drafts.title') }, { label: title }]} />
      <PageHead
        title={title}
        above={content.code ? t('catalog.page.above', { code: content.code }) : t('catalog.draft.above')}
        actions={
          <>
            <LinkButton href={`/author/m/${id}/review`}>{t('catalog.review.link')}</LinkButton>
            <LinkButton href={`/author/m/${id}/file.yaml`} download>
              {t('catalog.draft.export')}
            </LinkButton>
          </>
        }
        facts={
          <div class="cluster" id="draft-facts">
            <DraftFacts view={view} />
          </div>
        }
      />
      <div class="draft-columns">
        <nav class="draft-outline" id="draft-outline" aria-label={t('catalog.draft.outline')}>
          <DraftOutline id={id} findings={findings} current={section} threads={view.talk.threads} />
        </nav>
        <div class="draft-main">
          <div id="draft-beside">
            <WritingBeside view={view} />
          </div>
          {children}
          {view.mayWrite && <KeepForm draftId={id} section={section} />}
        </div>
        <div class="draft-side">
          {waits && comments}
          <aside class="draft-panel" id="draft-panel" aria-label={t('catalog.draft.panel')}>
            {panel}
          </aside>
          {!waits && comments}
        </div>
      </div>
    </div>
  )
}

/** How it stands, and who saved it last. A saving by script answers with it, outside of any page. */
export function DraftFacts({ view: { state, findings, authors, updatedAt, updatedBy, zone } }: { view: DraftView }) {
  return (
    <>
      <StateOf state={state} />
      <span class="small muted">{lintText(countsOf(findings))}</span>
      <span class="small muted">
        {t('catalog.draft.by', { names: listOf(authors) })} {t('catalog.draft.saved', { name: updatedBy })}{' '}
        <time dateTime={updatedAt.toISOString()}>
          {dateText(updatedAt, { locale: currentLocale(), zone, style: 'stamp' })}
        </time>
      </span>
    </>
  )
}
