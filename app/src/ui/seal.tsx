import { classNames } from './class-names.ts'

const EDGE =
  'M50.0 3.0 54.8 7.3 60.5 4.2 64.2 9.4 70.4 7.7 72.9 13.6 79.3 13.3 80.4 19.6 86.7 20.7 86.4 27.1 92.3 29.6 90.6 35.8 95.8 39.5 92.7 45.2 97.0 50.0 92.7 54.8 95.8 60.5 90.6 64.2 92.3 70.4 86.4 72.9 86.7 79.3 80.4 80.4 79.3 86.7 72.9 86.4 70.4 92.3 64.2 90.6 60.5 95.8 54.8 92.7 50.0 97.0 45.2 92.7 39.5 95.8 35.8 90.6 29.6 92.3 27.1 86.4 20.7 86.7 19.6 80.4 13.3 79.3 13.6 72.9 7.7 70.4 9.4 64.2 4.2 60.5 7.3 54.8 3.0 50.0 7.3 45.2 4.2 39.5 9.4 35.8 7.7 29.6 13.6 27.1 13.3 20.7 19.6 19.6 20.7 13.3 27.1 13.6 29.6 7.7 35.8 9.4 39.5 4.2 45.2 7.3z'

/** The award seal: decoration only, the words beside it say who signed. Drawn once when something was just earned. Works in islands. */
export function Seal({ celebrate, size = 96 }: { celebrate?: boolean; size?: number }) {
  return (
    <svg
      class={classNames('seal', celebrate && 'seal-drawn')}
      viewBox="0 0 100 100"
      width={size}
      height={size}
      aria-hidden="true"
    >
      <path class="seal-edge" d={EDGE} />
      <circle class="seal-line" cx="50" cy="50" r="37" pathLength="1" />
      <g class="seal-stones">
        <ellipse cx="50" cy="66" rx="20" ry="7.6" />
        <ellipse class="seal-stone-open" cx="48.4" cy="50.4" rx="14" ry="6.4" transform="rotate(-4 48.4 50.4)" />
        <ellipse cx="51" cy="37" rx="8.6" ry="5.2" transform="rotate(7 51 37)" />
      </g>
    </svg>
  )
}
