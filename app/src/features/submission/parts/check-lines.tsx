import type { FormState } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { CheckList } from '../../../ui/choice.tsx'
import type { RequirementDesk } from '../views/requirement.ts'

/** Facts with a yes or no answer: what makes a piece come back most often. */
export function CheckLines({ desk, form }: { desk: RequirementDesk; form: FormState }) {
  const kept = desk.checks.filter(({ yes }) => yes).map(({ said }) => said)
  return (
    <CheckList
      name="yes[]"
      label={t('submission.checks.label')}
      values={form.problem === null ? kept : [form.typed.yes ?? []].flat()}
      options={desk.checks.map(({ said, text }) => ({ value: said, label: <span lang={desk.shownIn}>{text}</span> }))}
    />
  )
}
