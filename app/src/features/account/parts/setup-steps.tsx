import { t } from '../../../text.ts'
import { Stepper } from '../../../ui/progress.tsx'

export const SETUP_STEPS = ['account', 'site', 'issuer', 'mail', 'catalogue', 'demo'] as const
export type SetupStep = (typeof SETUP_STEPS)[number]

/** The six steps of the first run; each may be left and found again. */
export function SetupSteps({ current }: { current: SetupStep }) {
  return (
    <Stepper
      steps={SETUP_STEPS.map((step) => ({
        label: t(`account.setup.step.${step}`),
        ...(step === 'account' ? {} : { href: `/setup/${step}` }),
      }))}
      current={SETUP_STEPS.indexOf(current) + 1}
    />
  )
}
