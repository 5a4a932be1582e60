import { say } from '../../../text.ts'
import { Mark } from '../../../ui/mark.tsx'
import type { Advice } from '../views/ready.ts'

/** Each finding as a fact, what to do, and the way to its place. */
export function AdviceList({ items }: { items: readonly Advice[] }) {
  return (
    <ul class="advice">
      {items.map(({ id, code, severity, place, href }) => (
        <li key={id} class={`advice-item advice-${severity}`}>
          <Mark name={severity === 'block' ? 'notYet' : 'info'} />
          <div>
            {place && <p class="advice-place">{href ? <a href={href}>{place}</a> : place}</p>}
            <p>
              {say(`finding.${code}.says`)}{' '}
              {!place && href ? <a href={href}>{say(`finding.${code}.fix`)}</a> : say(`finding.${code}.fix`)}
            </p>
          </div>
        </li>
      ))}
    </ul>
  )
}
