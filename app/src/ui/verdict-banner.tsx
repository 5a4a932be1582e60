import type { ComponentChildren } from 'preact'
import { Mark, type MarkName } from './mark.tsx'

const VERDICTS = {
  valid: { mark: 'met', tone: 'met' },
  expired: { mark: 'waiting', tone: 'notYet' },
  revoked: { mark: 'revoked', tone: 'danger' },
  superseded: { mark: 'info', tone: 'info' },
  nameDiffers: { mark: 'notYet', tone: 'notYet' },
  unknownIssuer: { mark: 'problem', tone: 'notYet' },
  invalid: { mark: 'problem', tone: 'danger' },
  cannotCheck: { mark: 'notRated', tone: 'gray' },
} as const satisfies Record<string, { mark: MarkName; tone: string }>

export type VerdictState = keyof typeof VERDICTS

export interface VerdictBannerProps {
  state: VerdictState
  /** The answer in one sentence; it is the heading. */
  sentence: string
  /** What follows from it, when it was checked. */
  children?: ComponentChildren
  actions?: ComponentChildren
  level?: 1 | 2
}

/** The answer to "is this real?". Works in islands. */
export function VerdictBanner({ state, sentence, children, actions, level = 1 }: VerdictBannerProps) {
  const Heading = `h${level}` as const
  const { mark, tone } = VERDICTS[state]
  return (
    <section class={`verdict verdict-${tone}`}>
      <Mark name={mark} large />
      <div class="verdict-words">
        <Heading class="verdict-sentence">{sentence}</Heading>
        {children && <div class="verdict-more">{children}</div>}
        {actions && <div class="actions">{actions}</div>}
      </div>
    </section>
  )
}
