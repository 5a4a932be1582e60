import { say, t } from '../../../text.ts'
import { Mark } from '../../../ui/mark.tsx'
import type { Advice } from '../views/ready.ts'

/** Part by part: the fact, what to do, and the way to its place. */
export function AdviceList({ items, tone }: { items: readonly Advice[]; tone: 'block' | 'advice' }) {
  return (
    <ul class="advice">
      {items.map((item) => (
        <li key={item.id} class={`advice-item advice-${tone}`}>
          <Mark name={tone === 'block' ? 'notYet' : 'info'} />
          <div>
            <p class="advice-place">
              <Place item={item} />
            </p>
            {item.lines.map(({ code, about, count }) => (
              <p key={`${code} ${about}`}>
                {about && <strong>{about}: </strong>}
                {say(`finding.${code}.says`)} {count > 1 && t('submission.ready.times', { count })}{' '}
                {say(`finding.${code}.fix`)}
              </p>
            ))}
          </div>
        </li>
      ))}
    </ul>
  )
}

function Place({ item: { id, title, href } }: { item: Advice }) {
  const words = title ?? say(`submission.step.${id}`)
  return href ? <a href={href}>{words}</a> : <span>{words}</span>
}
