import type { ComponentChildren } from 'preact'
import { t } from '../../../text.ts'
import { BadgeFigure } from '../../../ui/badge-figure.tsx'
import { Breadcrumb } from '../../../ui/breadcrumb.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import type { WorkHead } from '../views/work.ts'
import { WorkLanguage } from './work-language.tsx'

interface WorkTitleProps {
  work: WorkHead
  /** Name of the part; the overview has none of its own. */
  part?: string
  lead?: ComponentChildren
  facts?: ComponentChildren
  actions?: ComponentChildren
  lang?: string
}

/** The way back up, the badge one works for, and what this page is about. */
export function WorkTitle({ work, part, lead, facts, actions }: WorkTitleProps) {
  const up = { href: '/me/work', label: t('submission.works.title') }
  const here = part ? [{ href: `/me/work/${work.id}`, label: work.title }, { label: part }] : [{ label: work.title }]
  return (
    <>
      <Breadcrumb items={[up, ...here]} />
      <PageHead
        title={part ?? work.title}
        above={part ? work.title : t('submission.work.above', { code: work.code })}
        lead={lead}
        facts={facts}
        actions={actions}
        picture={part ? undefined : <BadgeFigure src={`/m/${work.slug}/badge.svg`} alt="" size="medium" />}
      />
      <WorkLanguage work={work} />
    </>
  )
}
