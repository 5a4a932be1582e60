import { t } from '../text.ts'
import { ProgressStones } from './progress-stones.tsx'

/** Where in a task of several pages; earlier steps are links, and going back keeps what was typed. */
export function Stepper({ steps, current }: { steps: readonly { label: string; href?: string }[]; current: number }) {
  return (
    <nav class="stepper" aria-label={t('ui.stepper', { step: current, steps: steps.length })}>
      <ProgressStones
        value={current}
        max={steps.length}
        text={t('ui.stepper', { step: current, steps: steps.length })}
      />
      <ol class="stepper-list">
        {steps.map((step, index) => (
          <li key={step.label} aria-current={index + 1 === current ? 'step' : undefined}>
            {step.href && index + 1 < current ? <a href={step.href}>{step.label}</a> : step.label}
          </li>
        ))}
      </ol>
    </nav>
  )
}
