import type { FormState } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { AutosaveMark } from '../../../ui/autosave-mark.tsx'
import { Island } from '../../../ui/island.tsx'
import { typedBy } from '../../../ui/typed-here.ts'
import type { RequirementDesk } from '../views/requirement.ts'
import type { KeepTypedProps } from './keep-typed.island.tsx'

/** Each part of the page is saved by its own button: what stands in the others stays there, and is told. */
export function TypedKept({ desk, form }: { desk: RequirementDesk; form: FormState }) {
  const props: KeepTypedProps = {
    store: `${typedStore(desk)}${desk.requirement.id}`,
    done: form.done !== null,
    onward: '.work-onward .button, .work-onward .own-line, [action="/sign-out"] button',
    texts: {
      unsaved: t('submission.typed.unsaved'),
      held: t('submission.typed.held'),
      show: t('submission.typed.show'),
    },
  }
  return <Island name="keep-typed" props={props} fallback={<AutosaveMark state="none" text="" />} />
}

/** Where the words of a work's parts wait: apart from its drafts, which are done with once it is sent in. */
export function typedStore({ personId, id }: { personId: string; id: string }): string {
  return `${typedBy(personId)}${id} `
}
