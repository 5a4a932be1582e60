import { t } from '../../../text.ts'
import { Section } from '../../../ui/layout.tsx'
import { Steps } from './steps.tsx'

/** From sending to the decision, and what "not yet" means. */
export function AfterSection({ windowDays }: { windowDays: number }) {
  return (
    <Section id="after" title={t('catalog.page.after')}>
      <Steps
        label={t('catalog.page.after.label')}
        steps={(['check', 'read', 'decide', 'retry'] as const).map((step) => ({
          title: t(`catalog.page.after.${step}.title`),
          text: t(`catalog.page.after.${step}.text`, { days: windowDays }),
        }))}
      />
    </Section>
  )
}
