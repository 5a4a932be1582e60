import type { FormState } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { errorOf } from '../../../ui/error-summary.tsx'
import { Field } from '../../../ui/field.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Cluster } from '../../../ui/layout.tsx'
import { FEATURES, type Sliders } from '../model.ts'
import { problemsOf, typedIn } from './problems.ts'

const PRESETS = ['myGoals', 'myClass', 'finishWhatIStarted', 'reset'] as const

/** Seven numbers from 0 to 3, or one press. */
export function WeightsForm({ sliders, form }: { sliders: Sliders; form: FormState }) {
  const problems = problemsOf(form)
  return (
    <>
      <Cluster>
        {PRESETS.map((preset) => (
          <Form key={preset} action="/me/suggestions/weights" hidden={{ preset }} inline>
            <Button>{t(`growth.preset.${preset}`)}</Button>
          </Form>
        ))}
      </Cluster>
      <Form action="/me/suggestions/weights">
        <div class="growth-sliders">
          {FEATURES.map((feature) => (
            <Field
              key={feature}
              name={`sliders.${feature}`}
              type="number"
              label={t(`growth.feature.${feature}`)}
              hint={t(`growth.feature.${feature}.hint`)}
              min={0}
              max={3}
              step={0.5}
              width="short"
              suffix="×"
              value={typedIn(form, `sliders.${feature}`) ?? sliders[feature] ?? 1}
              error={errorOf(problems, `sliders.${feature}`)}
            />
          ))}
        </div>
        <Actions>
          <Button>{t('growth.weights.save')}</Button>
        </Actions>
      </Form>
    </>
  )
}
