import { t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { DateTime } from '../../../ui/date-time.tsx'
import { Form } from '../../../ui/form.tsx'
import { Cluster, Grid, Section } from '../../../ui/layout.tsx'
import type { PeoplePage, WaitingProposal } from '../views/people.ts'

/** What waits for a word: people who asked to belong, and administrators proposed by another. */
export function WaitingSection({ page }: { page: PeoplePage }) {
  const { requests, proposals, organization } = page
  const base = `/org/${organization.slug}/people`
  if (requests.length + proposals.length === 0) return null
  return (
    <Section title={t('organization.waiting')} id="waiting">
      <Grid as="ul">
        {requests.map(({ id, name, unit, createdAt }) => (
          <Card
            key={id}
            as="li"
            level={3}
            title={name || t('organization.member.unnamed')}
            above={t('organization.request')}
            footer={<Answers action={`${base}/request`} id={id} />}
          >
            <p>
              {unit ?? t('organization.unit.none')} ·{' '}
              <DateTime at={createdAt} zone={organization.timeZone} style="short" />
            </p>
          </Card>
        ))}
        {proposals.map(({ id, name, proposedBy, deed, because }) => (
          <Card
            key={id}
            as="li"
            level={3}
            title={name}
            above={t(`organization.proposal.${deed}`)}
            footer={<Answers action={`${base}/proposal`} id={id} because={because} />}
          >
            <p>
              {t(deed === 'grant' ? 'organization.proposal.by' : 'organization.proposal.endBy', { name: proposedBy })}
            </p>
          </Card>
        ))}
      </Grid>
    </Section>
  )
}

/** Whoever proposed takes back what others refuse. */
const OWN: ReadonlySet<string> = new Set(['second-person', 'second-person-end'])

/** Yes or no to what waits; whoever may not say yes hears why. */
export function Answers({ action, id, because }: { action: string; id: string; because?: WaitingProposal['because'] }) {
  return (
    <Form action={action} hidden={{ id }} inline>
      <Cluster>
        <Button
          name="answer"
          value="accept"
          id={`accept-${id}`}
          disabledBecause={because ? t(`refusal.${because}`) : undefined}
        >
          {t('organization.accept')}
        </Button>
        <Button kind="quiet" name="answer" value="refuse">
          {t(OWN.has(because ?? '') ? 'organization.proposal.takeBack' : 'organization.refuse')}
        </Button>
      </Cluster>
    </Form>
  )
}
