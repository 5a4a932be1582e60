import type { FormState } from '../../../platform/route.ts'
import { say, t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { CheckList } from '../../../ui/choice.tsx'
import { DateTime } from '../../../ui/date-time.tsx'
import { errorOf } from '../../../ui/error-summary.tsx'
import { Field } from '../../../ui/field.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Section } from '../../../ui/layout.tsx'
import { Table } from '../../../ui/table.tsx'
import { errorsOf, typedListOr, typedOr } from '../../account/parts/form-top.tsx'
import { ROLES } from '../model.ts'
import type { PeoplePage } from '../views/people.ts'
import { UnitSelect } from './member-table.tsx'
import { roleWords } from './role-words.ts'

type Invitation = PeoplePage['invitations'][number]

/** Who is asked in, as what, and where; and who has not answered yet. */
export function InviteSection({ page, form }: { page: PeoplePage; form: FormState }) {
  const base = `/org/${page.organization.slug}/people`
  return (
    <Section title={t('organization.invite')} id="invite" note={t('organization.invite.note')}>
      <Form action={`${base}/invite`}>
        <Field
          name="email"
          type="email"
          label={t('account.email')}
          value={typedOr(form, 'email', '')}
          error={errorOf(errorsOf(form), 'email')}
          required
        />
        <CheckList
          name="roles[]"
          label={t('organization.invite.roles')}
          note={t('ui.optional')}
          hint={t('organization.invite.roles.hint')}
          options={ROLES.filter((role) => role !== 'organizationAdmin').map((role) => ({
            value: role,
            label: say(`account.role.${role}`),
            hint: say(`organization.role.${role}`),
          }))}
          values={typedListOr(form, 'roles', [])}
        />
        <UnitSelect units={page.units} />
        <Actions>
          <Button kind="primary">{t('organization.invite.send')}</Button>
        </Actions>
      </Form>
      {page.invitations.length > 0 && <Open page={page} base={base} />}
    </Section>
  )
}

function Open({ page, base }: { page: PeoplePage; base: string }) {
  const zone = page.organization.timeZone
  return (
    <Table<Invitation>
      caption={t('organization.invitations')}
      rows={page.invitations}
      rowKey={({ id }) => id}
      columns={[
        { key: 'email', label: t('account.email'), heading: true, cell: ({ email }) => email },
        {
          key: 'roles',
          label: t('organization.member.roles'),
          cell: ({ roles }) => roleWords(roles) || t('account.role.learner'),
        },
        {
          key: 'until',
          label: t('organization.invitation.until'),
          cell: ({ expiresAt }) => <DateTime at={expiresAt} zone={zone} style="short" />,
        },
        {
          key: 'deeds',
          label: t('account.deeds'),
          cell: ({ id }) => (
            <Form action={`${base}/withdraw`} hidden={{ id }} inline>
              <Button>{t('organization.invitation.withdraw')}</Button>
            </Form>
          ),
        },
      ]}
    />
  )
}
