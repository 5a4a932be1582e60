import { AutosaveMark } from './autosave-mark.tsx'
import { Checklist } from './checklist.tsx'
import { DateTime } from './date-time.tsx'
import { EvidenceTile } from './evidence-tile.tsx'
import { AWARDED, ZONE } from './gallery-samples.ts'
import { Cluster, Grid, Section, Stack } from './layout.tsx'
import { Notice } from './notice.tsx'
import { Stepper } from './progress.tsx'
import { ProgressStones } from './progress-stones.tsx'
import { Status } from './status.tsx'
import { Timeline } from './timeline.tsx'

export function StatusSamples() {
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
        <ProgressStones value={3} max={4} label="Criteria shown" text="3 of 4" />
        <ProgressStones value={31} max={88} label="Portfolios read" text="31 of 88" />
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

export function WorkSamples() {
  const to = new Date('2026-05-09T12:00:00Z')
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
            when: <DateTime at={to} zone={ZONE} />,
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
