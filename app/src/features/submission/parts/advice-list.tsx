import { say, t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { Mark } from '../../../ui/mark.tsx'
import type { Advice } from '../views/ready.ts'
import { SAID } from './say-form.tsx'

/** Part by part: the fact, what to do, and the way to its place, which takes along what was said below. */
export function AdviceList({
  items,
  tone,
  save,
}: {
  items: readonly Advice[]
  tone: 'block' | 'advice'
  save: string
}) {
  return (
    <ul class="advice">
      {items.map((item) => (
        <li key={item.id} class={`advice-item advice-${tone}`}>
          <Mark name={tone === 'block' ? 'notYet' : 'info'} />
          <div>
            <p class="advice-place">
              <Place item={item} save={save} />
            </p>
            {item.lines.map(({ code, about, count }) => (
              <p key={`${code} ${about}`}>
                {about && <strong>{about}: </strong>}
                <Says id={item.id} code={code} /> {say(`finding.${code}.fix`)}{' '}
                {count > 1 && t('submission.ready.times', { count })}
              </p>
            ))}
          </div>
        </li>
      ))}
    </ul>
  )
}

/** What is missing on this very page leads to its section. */
function Says({ id, code }: { id: string; code: Advice['lines'][number]['code'] }) {
  const words = say(`finding.${code}.says`)
  return id === 'here' ? <a href={`#${code}`}>{words}</a> : <span>{words}</span>
}

function Place({ item: { id, title, href }, save }: { item: Advice; save: string }) {
  const words = title ?? say(`submission.step.${id}`)
  if (!href) return <span>{words}</span>
  return (
    <Button kind="quiet" form={SAID} formAction={save} name="go" value={id}>
      {words}
    </Button>
  )
}
