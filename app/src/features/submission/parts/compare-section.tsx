import { t } from '../../../text.ts'
import { Disclosure } from '../../../ui/accordion.tsx'
import { Section } from '../../../ui/layout.tsx'
import { ExampleFigure } from '../../catalog/parts/example-figure.tsx'
import { levelName } from '../../catalog/parts/labels.ts'
import type { ReadyDesk } from '../views/ready.ts'

/** Before sending: one's own work beside what a level looked like elsewhere, criterion by criterion. */
export function CompareSection({ desk }: { desk: ReadyDesk }) {
  if (desk.examples.length === 0) return null
  return (
    <Section id="examples" title={t('submission.examples.title')} note={t('submission.examples.note')}>
      {desk.examples.map(({ criterion, levels }) => (
        <Disclosure key={criterion.id} summary={criterion.title}>
          <div class="stack">
            {levels.map(({ level, descriptor, examples }) => (
              <div class="stack gap-12" key={level.id}>
                <h3>{levelName(level)}</h3>
                <p class="muted">{descriptor}</p>
                {examples.map((example) => (
                  <ExampleFigure key={example.id} example={example} filesUrl={desk.filesUrl} version={desk.version} />
                ))}
              </div>
            ))}
          </div>
        </Disclosure>
      ))}
    </Section>
  )
}
