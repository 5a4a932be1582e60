import type { Ctx } from '../../../platform/ctx.ts'
import type { FormState, Head, Redirect } from '../../../platform/route.ts'
import { say, t } from '../../../text.ts'
import { Avatar } from '../../../ui/avatar.tsx'
import { Button, LinkButton } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Form } from '../../../ui/form.tsx'
import { Grid } from '../../../ui/layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { stepIn } from '../actions/demo.ts'
import type { AccountWorld } from '../actions/session.ts'
import type { StepIn } from '../model.ts'
import { FormTop } from '../parts/form-top.tsx'
import { type DemoPerson, demoPage } from '../views/demo.ts'

interface Loaded {
  people: readonly DemoPerson[]
}

export async function load(ctx: Ctx<AccountWorld>): Promise<Loaded> {
  return { people: await demoPage(ctx) }
}

export function act(ctx: Ctx<AccountWorld>, input: StepIn): Promise<Redirect> {
  return stepIn(ctx, input)
}

export function head(): Head {
  return { title: t('account.demo.title'), description: t('account.demo.lead') }
}

export function Page({ people, form }: Loaded & { form: FormState }) {
  return (
    <>
      <PageHead title={t('account.demo.title')} lead={t('account.demo.lead')} />
      <FormTop form={form} />
      {people.length === 0 ? (
        <EmptyState
          sentence={t('account.demo.none')}
          actions={<LinkButton href="/explore">{t('account.demo.explore')}</LinkButton>}
        />
      ) : (
        <Grid as="ul">
          {people.map((person) => (
            <DemoCard key={person.personId} person={person} />
          ))}
        </Grid>
      )}
    </>
  )
}

/** The job comes first in the text: people choose what to see, not whom to be. */
function DemoCard({ person }: { person: DemoPerson }) {
  const { personId, name, unitName, roles } = person
  return (
    <Card
      as="li"
      level={2}
      title={name}
      picture={<Avatar name={name} />}
      above={[jobOf(person), unitName].filter(Boolean).join(' · ')}
      footer={
        <Form action="/demo" hidden={{ personId }} inline>
          <Button>{t('account.demo.as', { name })}</Button>
        </Form>
      }
    >
      <p>{roles.length ? roles.map(seenBy).join(' ') : seenBy('learner')}</p>
    </Card>
  )
}

function seenBy(role: DemoPerson['roles'][number] | 'learner'): string {
  return say(`account.demo.sees.${role}`)
}

function jobOf({ roles }: DemoPerson): string {
  return roles.length ? roles.map((role) => say(`account.role.${role}`)).join(', ') : t('account.role.learner')
}
