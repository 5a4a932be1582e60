import { t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { CheckList } from '../../../ui/choice.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import type { RequirementDesk } from '../views/requirement.ts'

export const CHECKS = 'check-answers'

/** Facts with a yes or no answer: what makes a piece come back most often. */
export function CheckForm({ desk }: { desk: RequirementDesk }) {
  return (
    <Form id={CHECKS} action={`/me/work/${desk.id}/requirements/${desk.requirement.id}/checks`}>
      <CheckList
        name="yes[]"
        label={t('submission.checks.label')}
        values={desk.checks.filter(({ yes }) => yes).map(({ said }) => said)}
        options={desk.checks.map(({ said, text }) => ({ value: said, label: <span lang={desk.shownIn}>{text}</span> }))}
      />
      <Actions>
        <Button>{t('submission.save')}</Button>
      </Actions>
    </Form>
  )
}
