import { t } from '../../../text.ts'
import { type Box, MAP_WIDTH, pathMap, STONE } from '../rules/path-map.ts'
import type { Member, StackView } from '../views.ts'
import { gateWords } from './gate-words.ts'

/** The whole way at a glance; the list beside it says the same in words. */
export function PathMap({ stack: { steps, members, progress } }: { stack: StackView }) {
  const { height, boxes, links } = pathMap(
    steps.map(({ id, layer, after }) => ({ id, layer, after, stones: members.filter(({ group }) => group === id) })),
  )
  const met = steps.filter(({ state }) => state === 'met').length
  const finding = progress
    ? t('pathway.map.own', { met, steps: steps.length })
    : t('pathway.map.steps', { steps: steps.length })
  return (
    <figure class="path-map">
      <svg viewBox={`-2 -2 ${MAP_WIDTH + 4} ${height + 4}`} role="img" aria-label={finding}>
        {links.map(({ id, from, to }) => (
          <path
            key={id}
            class="path-link"
            d={`M${from.x} ${from.y}C${from.x} ${from.y + 18} ${to.x} ${to.y - 18} ${to.x} ${to.y}`}
          />
        ))}
        {steps.map((step, at) => {
          const box = boxes.find(({ id }) => id === step.id)
          return (
            box && (
              <StepBox key={step.id} box={box} state={step.state} label={`${at + 1} · ${gateWords(step, progress)}`} />
            )
          )
        })}
      </svg>
      <figcaption class="small muted">
        {finding} {t(progress ? 'pathway.map.key.own' : 'pathway.map.key')}
      </figcaption>
    </figure>
  )
}

function StepBox({ box, state, label }: { box: Box<Member>; state: string; label: string }) {
  const { x, y, width, height, stones } = box
  return (
    <g class={`path-step path-step-${state}`}>
      <rect x={x} y={y} width={width} height={height} rx="8" />
      <text class="path-gate" x={x + width / 2} y={y + 17}>
        {label}
      </text>
      {stones.map(({ x: left, y: top, stone: { card, state: mine } }) => (
        <g key={card.code} class={`path-stone path-stone-${mine}`}>
          <circle cx={left} cy={top} r={STONE} />
          {mine === 'begun' && <path d={`M${left} ${top - STONE}a${STONE} ${STONE} 0 0 0 0 ${2 * STONE}z`} />}
          <text x={left} y={top + 4}>
            {card.code}
          </text>
        </g>
      ))}
    </g>
  )
}
