import type { FormState } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Disclosure } from '../../../ui/accordion.tsx'
import { Button } from '../../../ui/button.tsx'
import { Select } from '../../../ui/field.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { typedOr } from '../../account/parts/form-top.tsx'
import type { SectionId } from '../rules/draft.ts'
import type { DraftAuthors as Known } from '../views/authors.ts'

interface DraftAuthorsProps {
  people: Known
  draftId: string
  /** The part that is open. */
  section: SectionId
  form: FormState
}

/** Who writes this draft; each of them asks colleagues in. */
export function DraftAuthors({ people, draftId, section, form }: DraftAuthorsProps) {
  const { authors } = people
  const action = `/author/m/${draftId}/authors`
  return (
    <Disclosure
      summary={t('catalog.authors.title', { count: authors.length })}
      id="authors"
      open={form.typed.personId !== undefined}
    >
      <div class="stack gap-12">
        <ul class="draft-plain">
          {authors.map(({ id, name, wrote }) => (
            <li key={id} class="cluster">
              <span>
                {name} {!wrote && <span class="small muted">{t('catalog.authors.unwritten')}</span>}
              </span>
              {!wrote && (
                <Form action={action} hidden={{ personId: id, deed: 'remove', section }} inline>
                  <Button kind="quiet">{t('catalog.authors.remove', { name })}</Button>
                </Form>
              )}
            </li>
          ))}
        </ul>
        <p class="small muted">{t('catalog.authors.note')}</p>
        <Invite people={people} action={action} section={section} form={form} />
      </div>
    </Disclosure>
  )
}

function Invite({ people, action, section, form }: Omit<DraftAuthorsProps, 'draftId'> & { action: string }) {
  if (people.colleagues.length === 0) return <p>{t('catalog.authors.nobody')}</p>
  return (
    <Form action={action} hidden={{ deed: 'invite', section }} label={t('catalog.authors.invite')}>
      <Select
        name="personId"
        label={t('catalog.authors.who')}
        hint={t('catalog.authors.who.hint')}
        empty={t('catalog.authors.choose')}
        value={typedOr(form, 'personId', '')}
        error={form.fields.personId}
        options={people.colleagues.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Actions>
        <Button>{t('catalog.authors.invite')}</Button>
      </Actions>
    </Form>
  )
}
