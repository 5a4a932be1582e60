import type { Feature } from '../model.ts'
import type { Explanation } from '../rules/explain.ts'

const HEIGHT = 20
const WHOLE = 1000

/** Points as lengths; the table under it says the same in numbers, so the picture stays silent. */
export function PartsBar({ rows }: { rows: Explanation['rows'] }) {
  const shown = rows.filter(({ points }) => points > 0)
  const total = shown.reduce((sum, { points }) => sum + points, 0)
  let x = 0
  return (
    <svg class="growth-bar" viewBox={`0 0 ${WHOLE} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      {shown.map(({ feature, points }) => {
        const width = (points / total) * WHOLE
        const from = x
        x += width
        return (
          <rect
            key={feature}
            class={`growth-part growth-part-${feature}`}
            x={from}
            y={0}
            width={width}
            height={HEIGHT}
          />
        )
      })}
    </svg>
  )
}

export function Swatch({ feature }: { feature: Feature }) {
  return (
    <svg class="growth-swatch" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
      <rect class={`growth-part growth-part-${feature}`} x="1" y="1" width="10" height="10" />
    </svg>
  )
}
