import { t } from '../../../text.ts'
import { BAR, type Box, doneWidth, fitting, MAP_WIDTH, pathMap, STONE } from '../rules/path-map.ts'
import type { MemberCard } from '../views/cards.ts'
import type { MemberState, SeenStack, StackView } from '../views.ts'
import { gateWords } from './gate-words.ts'
import { doneOf } from './member-list.tsx'

interface Stone {
  readonly card: MemberCard
  readonly state: MemberState
}
interface Bar {
  readonly stack: SeenStack
  readonly state: MemberState
}

/** The whole way at a glance; the list beside it says the same in words. */
export function PathMap({ stack }: { stack: StackView }) {
  const { steps, members, progress, begun, holds } = stack
  const { height, boxes, links } = pathMap(
    steps.map(({ id, layer, after }) => {
      const own = members.filter(({ group }) => group === id)
      const stones = own.flatMap((member): Stone[] => ('stack' in member ? [] : [member]))
      return { id, layer, after, stones, bars: own.flatMap((member): Bar[] => ('stack' in member ? [member] : [])) }
    }),
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
          if (!box) return null
          const names = [`${at + 1} · ${gateWords(step, begun)}`, String(at + 1)]
          return <StepBox key={step.id} box={box} state={step.state} label={fitting(names, box.width)} />
        })}
      </svg>
      <figcaption class="small muted">
        {finding} {t(`pathway.map.key.${holds}`)} {progress && t(`pathway.map.own.${holds}`)}
      </figcaption>
    </figure>
  )
}

function StepBox({ box, state, label }: { box: Box<Stone, Bar>; state: string; label: string }) {
  const { x, y, width, height, stones, bars } = box
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
      {bars.map(({ bar, ...place }) => (
        <StackBar key={bar.stack.code} bar={bar} place={place} />
      ))}
    </g>
  )
}

/** A stop that is a whole stack: a bar that fills with what one has of it. */
function StackBar({ bar: { stack, state }, place }: { bar: Bar; place: { x: number; y: number; width: number } }) {
  const { x, y, width } = place
  const { progress } = stack
  const share = progress && state === 'begun' ? (progress.needed - progress.left) / progress.needed : 0
  const done = doneWidth(width, share)
  return (
    <g class={`path-stone path-bar path-stone-${state}`}>
      <rect x={x} y={y - BAR} width={width} height={2 * BAR} rx={BAR} />
      {done > 0 && (
        <rect class="path-bar-done" x={x + 1} y={y + 1 - BAR} width={done} height={2 * BAR - 2} rx={BAR - 1} />
      )}
      <text x={x + width / 2} y={y + 4}>
        {fitting(namesOf(stack, progress && state === 'begun' ? ` · ${doneOf(progress)}` : ''), width)}
      </text>
    </g>
  )
}

/** Its title where there is room for it, otherwise its code, at last without how far one is; the list says all of it. */
function namesOf({ code, words }: SeenStack, done: string): string[] {
  return [`${words.title}${done}`, `${code}${done}`, code]
}
