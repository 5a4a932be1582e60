import { say, t } from '../../../text.ts'
import { Disclosure } from '../../../ui/accordion.tsx'
import { Button } from '../../../ui/button.tsx'
import { CheckList } from '../../../ui/choice.tsx'
import { Select } from '../../../ui/field.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Table } from '../../../ui/table.tsx'
import { ROLES } from '../model.ts'
import type { PeoplePage } from '../views/people.ts'
import { roleWords } from './role-words.ts'

type Member = PeoplePage['members'][number]

export function MemberTable({ page }: { page: PeoplePage }) {
  return (
    <Table<Member>
      caption={t('organization.members')}
      captionHidden
      rows={page.members}
      rowKey={({ personId }) => personId}
      empty={<p>{t('organization.members.empty')}</p>}
      columns={[
        {
          key: 'name',
          label: t('organization.member.name'),
          heading: true,
          cell: ({ name }) => name || t('organization.member.unnamed'),
        },
        {
          key: 'unit',
          label: t('organization.member.unit'),
          cell: ({ unitName }) => unitName ?? t('organization.unit.none'),
        },
        {
          key: 'roles',
          label: t('organization.member.roles'),
          cell: ({ roles }) => roleWords(roles) || t('account.role.learner'),
        },
        ...(page.mayChange
          ? [
              {
                key: 'deeds',
                label: t('account.deeds'),
                cell: (member: Member) => <MemberDeeds page={page} member={member} />,
              },
            ]
          : []),
      ]}
    />
  )
}

function MemberDeeds({ page: { organization, units }, member }: { page: PeoplePage; member: Member }) {
  const { personId, roles, unitId } = member
  const base = `/org/${organization.slug}/people`
  return (
    <Disclosure summary={t('organization.member.change')}>
      <Form action={`${base}/roles`} hidden={{ personId }}>
        <CheckList
          name="roles[]"
          label={t('organization.member.roles')}
          scope={personId}
          options={ROLES.map((role) => ({
            value: role,
            label: say(`account.role.${role}`),
            hint: say(`organization.role.${role}`),
          }))}
          values={roles}
        />
        <UnitSelect units={units} value={unitId} scope={personId} />
        <Actions>
          <Button>{t('account.settings.save')}</Button>
        </Actions>
      </Form>
      <Form action={`${base}/end`} hidden={{ personId }} inline>
        <Button kind="danger">{t('organization.member.end')}</Button>
      </Form>
    </Disclosure>
  )
}

interface UnitProps {
  units: readonly { id: string; name: string }[]
  value?: string | null
  scope?: string
}

export function UnitSelect({ units, value, scope }: UnitProps) {
  return (
    <Select
      name="unitId"
      label={t('organization.member.unit')}
      note={t('ui.optional')}
      scope={scope}
      empty={t('organization.unit.none')}
      options={units.map(({ id, name }) => ({ value: id, label: name }))}
      value={value ?? ''}
    />
  )
}
