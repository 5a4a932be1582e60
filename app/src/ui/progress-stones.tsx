import { classNames } from './class-names.ts'

export interface ProgressStonesProps {
  value: number
  max: number
  /** "3 of 4": always said in words. */
  text: string
  label?: string
}

const MOST_STONES = 12

/** Stones laid and to lay, with the words beside them; a bar when there would be too many stones. Works in islands. */
export function ProgressStones({ value, max, text, label }: ProgressStonesProps) {
  return (
    <span class="progress">
      {max <= MOST_STONES ? <Stones value={value} max={max} /> : <Bar share={max > 0 ? value / max : 0} />}
      <span class="progress-words numbers">
        {label && <span class="muted">{label} </span>}
        {text}
      </span>
    </span>
  )
}

function Stones({ value, max }: { value: number; max: number }) {
  return (
    <svg class="progress-stones" width={max * 20} height="14" viewBox={`0 0 ${max * 20} 14`} aria-hidden="true">
      {Array.from({ length: max }, (_, index) => (
        <ellipse
          key={index}
          class={classNames('stone', index < value && 'stone-laid')}
          cx={index * 20 + 9}
          cy={index % 2 === 0 ? 7.4 : 6.6}
          rx="7.4"
          ry="5"
        />
      ))}
    </svg>
  )
}

function Bar({ share }: { share: number }) {
  return (
    <svg class="progress-bar" height="12" aria-hidden="true">
      <rect class="stone" x="1" y="1" width="99%" height="10" rx="5" />
      <rect class="stone stone-laid" x="1" y="1" width={`${Math.round(Math.min(1, share) * 99)}%`} height="10" rx="5" />
    </svg>
  )
}
