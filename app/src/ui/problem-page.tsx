import type { ComponentChildren } from 'preact'
import { t } from '../text.ts'
import { Cairn } from './mark.tsx'
import { PageHead } from './page-head.tsx'
import type { SiteLink } from './site-links.ts'

export interface ProblemPageProps {
  title: string
  sentence: string
  /** Shown for surprises only, so that support can find the line in the log. */
  reference?: string
  links: readonly SiteLink[]
  children?: ComponentChildren
}

/** What happened, what is safe, where to go: without blame. */
export function ProblemPage({ title, sentence, reference, links, children }: ProblemPageProps) {
  return (
    <div class="problem">
      <Cairn size={72} />
      <PageHead title={title} lead={sentence} />
      {reference && <p class="small muted numbers">{t('ui.problem.reference', { reference })}</p>}
      {children}
      {links.length > 0 && (
        <nav class="problem-links" aria-label={t('ui.problem.onward')}>
          {links.map((link) => (
            <a key={link.href} class="button button-plain" href={link.href}>
              {link.label}
            </a>
          ))}
        </nav>
      )}
    </div>
  )
}
