import type { ComponentChildren } from 'preact'
import { Mark, type MarkName } from './mark.tsx'

const KINDS = {
  photo: 'M2 4h3l1.2-2h3.6L11 4h3v9.5H2zM8 6a2.8 2.8 0 1 0 0 5.6A2.8 2.8 0 0 0 8 6z',
  video: 'M1.5 3.5h9v9h-9zM10.5 7l4-2.5v7l-4-2.5z',
  audio: 'M8 1.8a2 2 0 0 1 2 2v4a2 2 0 0 1-4 0v-4a2 2 0 0 1 2-2zM3.8 7.5a4.2 4.2 0 0 0 8.4 0M8 11.7v2.5',
  document: 'M3.5 1.5h6l3 3v10h-9zM5.8 7.5h4.4M5.8 10h4.4',
  link: 'M6.5 9.5l3-3M7 4.5 9 2.6a2.9 2.9 0 0 1 4.1 4.1L11.3 8.6M9 11.5l-2 1.9A2.9 2.9 0 0 1 2.9 9.3l1.9-1.9',
  text: 'M2.5 3.5h11M2.5 6.5h11M2.5 9.5h11M2.5 12.5h6',
} as const

const STATES = {
  device: 'waiting',
  uploading: 'waiting',
  safe: 'met',
  failed: 'problem',
  redacted: 'locked',
} as const satisfies Record<string, MarkName>

export interface EvidenceTileProps {
  title: string
  kind: keyof typeof KINDS
  state: keyof typeof STATES
  /** The state in words: "Safe, 10:42", "Uploading 42 %". */
  stateText: string
  /** Size, length, pages. */
  facts?: string
  href?: string
  thumbnail?: { src: string; alt: string }
  /** Move, caption, remove. */
  actions?: ComponentChildren
}

/** One piece of evidence and whether it is safe. Works in islands. */
export function EvidenceTile(props: EvidenceTileProps) {
  return (
    <article class={`evidence evidence-${props.state}`}>
      <div class="evidence-picture">
        {props.thumbnail ? (
          <img src={props.thumbnail.src} alt={props.thumbnail.alt} loading="lazy" width="320" height="240" />
        ) : (
          <svg viewBox="0 0 16 16" width="44" height="44" aria-hidden="true">
            <path d={KINDS[props.kind]} fill="none" stroke="currentColor" stroke-width="0.9" stroke-linejoin="round" />
          </svg>
        )}
      </div>
      <div class="evidence-words">
        <p class="evidence-title">{props.href ? <a href={props.href}>{props.title}</a> : props.title}</p>
        {props.facts && <p class="small muted numbers">{props.facts}</p>}
        <p class="evidence-state small numbers">
          <Mark name={STATES[props.state]} />
          <span>{props.stateText}</span>
        </p>
        {props.actions && <div class="cluster">{props.actions}</div>}
      </div>
    </article>
  )
}
