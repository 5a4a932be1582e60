import type { ComponentChildren } from 'preact'

export interface PageHeadProps {
  title: string
  /** Where the title is in another language than the page. */
  titleLang?: string | undefined
  /** The kind of thing, above the title: "Micro-credential". */
  above?: ComponentChildren
  lead?: ComponentChildren
  /** Badge or portrait beside the words. */
  picture?: ComponentChildren
  /** The one main action of the page, then quiet ones. */
  actions?: ComponentChildren
  /** Status, tags and dates under the lead. */
  facts?: ComponentChildren
}

/** The one h1 of a page. Works in islands. */
export function PageHead({ title, titleLang, above, lead, picture, actions, facts }: PageHeadProps) {
  return (
    <div class="page-head">
      {picture && <div class="page-head-picture">{picture}</div>}
      <div class="page-head-words">
        {above && <p class="page-head-above">{above}</p>}
        <h1 lang={titleLang}>{title}</h1>
        {lead && <div class="page-head-lead">{typeof lead === 'string' ? <p>{lead}</p> : lead}</div>}
        {facts && <div class="cluster">{facts}</div>}
        {actions && <div class="actions page-head-actions">{actions}</div>}
      </div>
    </div>
  )
}
