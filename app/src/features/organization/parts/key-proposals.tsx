import { t } from '../../../text.ts'
import { Card } from '../../../ui/card.tsx'
import { usePage } from '../../../ui/context.ts'
import { dateText } from '../../../ui/date-time.tsx'
import { Grid, Section } from '../../../ui/layout.tsx'
import type { KeysPage } from '../views/keys.ts'
import { Answers } from './waiting-section.tsx'

/** What one administrator proposed and another has to say a word to. */
export function KeyProposals({ page: { proposals, organization } }: { page: KeysPage }) {
  const { locale } = usePage()
  if (proposals.length === 0) return null
  return (
    <Section title={t('organization.waiting')} id="waiting">
      <Grid as="ul">
        {proposals.map(({ id, purpose, keyId, since, proposedBy, because }) => (
          <Card
            key={id}
            as="li"
            level={3}
            title={keyId ?? t(`organization.keys.new.${purpose ?? 'award'}`)}
            above={t(keyId ? 'organization.keys.proposal.withdraw' : 'organization.keys.proposal.rotate')}
            footer={<Answers action={`/org/${organization.slug}/keys/proposal`} id={id} because={because} />}
          >
            <p>{t('organization.proposal.by', { name: proposedBy })}</p>
            {since && (
              <p>
                {t('organization.keys.proposal.since', {
                  since: dateText(since, { locale, zone: organization.timeZone, style: 'stamp' }),
                })}
              </p>
            )}
          </Card>
        ))}
      </Grid>
    </Section>
  )
}
