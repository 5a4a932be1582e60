import { AutosaveMark } from './autosave-mark.tsx'
import { BadgeFigure } from './badge-figure.tsx'
import { Breadcrumb } from './breadcrumb.tsx'
import { LinkButton } from './button.tsx'
import { Checklist } from './checklist.tsx'
import { CredentialSheet } from './credential-sheet.tsx'
import { DateRange, DateTime } from './date-time.tsx'
import { EmptyState } from './empty-state.tsx'
import { EvidenceTile } from './evidence-tile.tsx'
import { ButtonSamples, CriterionSamples, FilterSamples, FormSamples } from './gallery-forms.tsx'
import { CardSamples, ChartSamples, RubricSamples, TableSamples } from './gallery-records.tsx'
import { ADDRESS, AWARDED, BADGE, CRITERIA, LEVELS, ZONE } from './gallery-samples.ts'
import { Cluster, Grid, Section, Stack } from './layout.tsx'
import { Notice } from './notice.tsx'
import { PageHead } from './page-head.tsx'
import { PrintHeader } from './print-header.tsx'
import { ProblemPage } from './problem-page.tsx'
import { Progress, Stepper } from './progress.tsx'
import { Qr } from './qr.tsx'
import { Status } from './status.tsx'
import { Tag } from './tag.tsx'
import { Timeline } from './timeline.tsx'
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

function StatusSamples() {
  return (
    <Section title="Status and notes" id="status" note="Mark and word; color only repeats them.">
      <Cluster>
        {(['met', 'notYet', 'notRated', 'waiting', 'revoked', 'info'] as const).map((kind) => (
          <Status key={kind} kind={kind} />
        ))}
      </Cluster>
      <Stack gap={12}>
        <Notice>Your coach has left two comments on this draft.</Notice>
        <Notice tone="met" title="Safe at 10:42">
          Everything you wrote is on the server.
        </Notice>
        <Notice tone="notYet" title="4 of 5 shown">
          One thing to add: follow up on thin answers. You only send that part again.
        </Notice>
        <Notice tone="danger" title="This file was not accepted">
          It is 2.4 GB; the limit is 2 GB. Trim it here or add a link.
        </Notice>
      </Stack>
      <Cluster gap={24}>
        <AutosaveMark state="saved" text="Saved at 10:42" />
        <AutosaveMark state="saving" text="Saving" />
        <AutosaveMark state="device" text="On this device" />
        <AutosaveMark state="conflict" text="Changed on another device" />
      </Cluster>
      <Cluster gap={24}>
        <Progress value={3} max={4} label="Criteria shown" />
        <Progress value={31} max={88} label="Portfolios read" />
      </Cluster>
      <Stepper
        current={2}
        steps={[
          { label: 'Your account', href: '#1' },
          { label: 'Site', href: '#2' },
          { label: 'Issuer' },
          { label: 'Mail' },
        ]}
      />
    </Section>
  )
}

function WorkSamples() {
  const [from, to] = [new Date('2026-05-04T12:00:00Z'), new Date('2026-05-09T12:00:00Z')]
  return (
    <Section title="Work in progress" id="work">
      <Grid>
        <EvidenceTile
          title="Lesson plan, ratios"
          kind="document"
          state="safe"
          stateText="Safe, 10:42"
          facts="PDF, 2 pages"
          href="#work"
        />
        <EvidenceTile
          title="Discussion, period 3"
          kind="video"
          state="uploading"
          stateText="Uploading 42 %"
          facts="9:12 min, 310 MB"
        />
        <EvidenceTile title="Exit tickets" kind="photo" state="device" stateText="On this device" facts="12 photos" />
        <EvidenceTile title="Class map" kind="photo" state="redacted" stateText="Names covered" />
        <EvidenceTile
          title="Interview"
          kind="audio"
          state="failed"
          stateText="Stopped at 42 %. Your file is still on this phone."
        />
      </Grid>
      <Checklist
        label="Ready to send?"
        items={[
          { id: '1', state: 'done', label: 'All four parts are here' },
          {
            id: '2',
            state: 'problem',
            label: 'Two faces can be recognized',
            href: '#work',
            note: 'Blur them, or say that families agreed.',
          },
          { id: '3', state: 'todo', label: 'Caption the video', href: '#work' },
        ]}
      />
      <Timeline
        label="Your submission"
        items={[
          { id: 'a', state: 'past', title: 'Sent', when: <DateTime at={AWARDED} zone={ZONE} style="full" /> },
          {
            id: 'b',
            state: 'past',
            title: 'Checked: everything can be opened',
            when: <DateTime at={AWARDED} zone={ZONE} />,
          },
          {
            id: 'c',
            state: 'now',
            title: 'Two assessors are reading',
            note: <p class="small muted">They do not see your name.</p>,
          },
          {
            id: 'd',
            state: 'expected',
            title: 'Decision expected',
            when: <DateRange from={from} to={to} zone={ZONE} />,
          },
        ]}
      />
      <Timeline
        label="A late one"
        items={[{ id: 'l', state: 'late', title: 'Decision is taking longer', when: <DateTime at={to} zone={ZONE} /> }]}
      />
    </Section>
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
