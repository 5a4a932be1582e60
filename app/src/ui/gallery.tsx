import { BadgeFigure } from './badge-figure.tsx'
import { Breadcrumb } from './breadcrumb.tsx'
import { LinkButton } from './button.tsx'
import { CredentialSheet } from './credential-sheet.tsx'
import { EmptyState } from './empty-state.tsx'
import { ButtonSamples, CriterionSamples, FilterSamples, FormSamples } from './gallery-forms.tsx'
import { CardSamples, ChartSamples, RubricSamples, TableSamples } from './gallery-records.tsx'
import { ADDRESS, AWARDED, BADGE, CRITERIA, LEVELS, ZONE } from './gallery-samples.ts'
import { StatusSamples, WorkSamples } from './gallery-work.tsx'
import { Section } from './layout.tsx'
import { PageHead } from './page-head.tsx'
import { PrintHeader } from './print-header.tsx'
import { ProblemPage } from './problem-page.tsx'
import { Qr } from './qr.tsx'
import { Status } from './status.tsx'
import { Tag } from './tag.tsx'
import { VerdictBanner } from './verdict-banner.tsx'

/** Every component in its states, for the eye and for the accessibility run; in development only. */
export function Gallery() {
  return (
    <>
      <PrintHeader address={ADDRESS} printedAt={AWARDED} zone={ZONE} />
      <Breadcrumb
        items={[
          { href: '/explore', label: 'Explore' },
          { href: '/explore?domain=d', label: 'Instructional practice' },
          { label: 'Questions that probe' },
        ]}
      />
      <PageHead
        above="Micro-credential"
        title="Questions that probe"
        lead="Ask what learners think, wait, and follow up so that they explain themselves."
        picture={<BadgeFigure src={BADGE.src} alt={BADGE.alt} />}
        facts={
          <>
            <Tag strand="d">Instructional practice</Tag>
            <Tag>6 hours</Tag>
            <Status kind="info">New version</Status>
          </>
        }
        actions={
          <>
            <LinkButton kind="primary" href="#try">
              Try it
            </LinkButton>
            <LinkButton kind="quiet" href="#rubric">
              Read the rubric first
            </LinkButton>
          </>
        }
      />
      <ButtonSamples />
      <FormSamples />
      <FilterSamples />
      <StatusSamples />
      <WorkSamples />
      <CriterionSamples />
      <RubricSamples />
      <TableSamples />
      <CardSamples />
      <ChartSamples />
      <VerdictSamples />
      <Section title="Nothing here" id="empty">
        <EmptyState
          sentence="Nothing here yet. Tomorrow’s exit tickets, photographed in twenty seconds, would be a fine start."
          actions={
            <LinkButton kind="primary" href="#empty">
              Add evidence
            </LinkButton>
          }
        />
        <ProblemPage
          title="There is no page here, or it is not yours to open."
          sentence="The address may be old, or the page belongs to someone else."
          reference="7K2M-9QX4"
          links={[
            { href: '/explore', label: 'Search micro-credentials' },
            { href: '/', label: 'Go to the first page' },
          ]}
        />
      </Section>
      <CredentialSample />
    </>
  )
}

function VerdictSamples() {
  return (
    <Section title="Verdicts" id="verdicts" note="One sentence, then the reasons.">
      <VerdictBanner
        level={2}
        state="valid"
        sentence="Valid. Awarded to Maria Alvarez on May 3, 2026 by Lakeview Schools."
      >
        <p>Not revoked. Checked 2 seconds ago.</p>
      </VerdictBanner>
      <VerdictBanner level={2} state="expired" sentence="Expired on May 3, 2026. It was valid until then." />
      <VerdictBanner level={2} state="revoked" sentence="Revoked by Lakeview Schools on May 9, 2026." />
      <VerdictBanner level={2} state="superseded" sentence="A newer credential replaces this one." />
      <VerdictBanner level={2} state="cannotCheck" sentence="Cannot check now. The issuer’s site did not answer.">
        <p>Last known answer: valid, yesterday at 14:10.</p>
      </VerdictBanner>
      <Qr address={ADDRESS} />
    </Section>
  )
}

function CredentialSample() {
  return (
    <Section title="Credential" id="credential" note="Prints on one page.">
      <CredentialSheet
        level={3}
        address={ADDRESS}
        badge={BADGE}
        kind="Micro-credential"
        title="Questions that probe"
        name="Maria Alvarez"
        issuer={{ name: 'Lakeview Schools', href: '#issuer' }}
        issuedAt={AWARDED}
        validUntil={new Date('2031-05-03T15:04:00Z')}
        zone={ZONE}
        summary="Asks what learners think, waits, and follows up so that they explain themselves."
        criteria={CRITERIA.map((criterion, index) => ({
          id: criterion.id,
          title: criterion.title,
          level: LEVELS[index === 0 ? 2 : 1],
        }))}
        facts={[{ label: 'Work', value: '6 hours' }]}
        notice="Demonstration, not an award"
        celebrate
      />
    </Section>
  )
}
