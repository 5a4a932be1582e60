import { Accordion } from './accordion.tsx'
import { BadgeFigure } from './badge-figure.tsx'
import { Card, Facts, Figure } from './card.tsx'
import { DateTime } from './date-time.tsx'
import { Funnel } from './funnel.tsx'
import { AWARDED, BADGE, CRITERIA, LEVELS, ZONE } from './gallery-samples.ts'
import { Grid, Prose, Section } from './layout.tsx'
import { Pagination } from './pagination.tsx'
import { ProgressStones } from './progress-stones.tsx'
import { RubricTable } from './rubric-table.tsx'
import { Status } from './status.tsx'
import { Table } from './table.tsx'
import { Tabs } from './tabs.tsx'
import { Tag } from './tag.tsx'

const ROWS = [
  { id: '1', title: 'Questions that probe', status: 'met', shown: 5, of: 5, hours: 6 },
  { id: '2', title: 'Build a learner profile', status: 'notYet', shown: 4, of: 5, hours: 8 },
  { id: '3', title: 'Teach routines explicitly', status: 'waiting', shown: 0, of: 6, hours: 5.5 },
] as const
type Row = (typeof ROWS)[number]

export function TableSamples() {
  return (
    <Section title="Tables" id="tables" note="A sum stands under a double rule.">
      <Tabs
        label="Lists"
        tabs={[
          { href: '#all', label: 'All', current: true, count: 3 },
          { href: '#waiting', label: 'Waiting', current: false, count: 1 },
          { href: '#earned', label: 'Earned', current: false },
        ]}
      />
      <Table<Row>
        caption="Work of this term"
        rows={ROWS}
        rowKey={(row) => row.id}
        selected="2"
        columns={[
          {
            key: 'title',
            label: 'Micro-credential',
            heading: true,
            cell: (row) => row.title,
            sort: { href: '#t', direction: 'ascending' },
            total: 'In all',
          },
          { key: 'status', label: 'State', cell: (row) => <Status kind={row.status} /> },
          {
            key: 'shown',
            label: 'Shown',
            cell: (row) => <ProgressStones value={row.shown} max={row.of} text={`${row.shown} of ${row.of}`} />,
          },
          {
            key: 'hours',
            label: 'Hours',
            align: 'end',
            cell: (row) => row.hours.toFixed(1),
            sort: { href: '#h' },
            total: '19.5',
          },
        ]}
      />
      <Pagination previous="#p" next="#n" summary="51–53 of 53" />
      <Table<Row>
        caption="Work of last term"
        rows={[]}
        rowKey={(row) => row.id}
        narrow="scroll"
        columns={[{ key: 'title', label: 'Micro-credential', heading: true, cell: (row) => row.title }]}
      />
    </Section>
  )
}

export function RubricSamples() {
  return (
    <Section title="Rubric" id="rubric">
      <RubricTable caption="What counts" levels={LEVELS} passLevel={1} criteria={CRITERIA} />
    </Section>
  )
}

export function CardSamples() {
  return (
    <Section title="Cards and facts" id="cards">
      <Grid>
        <Card
          title="Questions that probe"
          href="#cards"
          above="Micro-credential"
          picture={<BadgeFigure src={BADGE.src} alt="" size="small" />}
          footer={
            <>
              <Tag strand="d">Instructional practice</Tag>
              <span class="small muted">6 hours</span>
            </>
          }
        >
          <p>Ask what learners think, wait, and follow up so that they explain themselves.</p>
        </Card>
        <Card title="Chosen" tone="chosen">
          <p>The one selected in a list.</p>
        </Card>
        <Card title="Well" tone="well">
          <p>Sits in the paper: for asides.</p>
        </Card>
      </Grid>
      <Grid size="small">
        <Figure label="Active" value="214" href="#active" note="12 more than in March" />
        <Figure label="In review" value="31" href="#review" />
        <Figure label="Earned" value="88" href="#earned" />
        <Figure label="On time" value="94 %" />
      </Grid>
      <Facts
        facts={[
          { label: 'Awarded', value: <DateTime at={AWARDED} zone={ZONE} /> },
          { label: 'Checked', value: <DateTime at={AWARDED} zone={ZONE} style="full" /> },
          { label: 'Issuer', value: <a href="#cards">Lakeview Schools</a> },
        ]}
      />
      <Accordion
        name="questions"
        items={[
          {
            id: 'q1',
            summary: 'Who reads my work?',
            open: true,
            children: <p>Two assessors who do not know your name.</p>,
          },
          { id: 'q2', summary: 'How long does it take?', children: <p>Half of all decisions come within six days.</p> },
        ]}
      />
      <Prose letter>
        <p>
          Your questions opened the lesson: learners took eleven turns without you. What is not yet visible is the
          follow-up on thin answers.
        </p>
        <blockquote>“Because it is bigger.” A second question here would have brought out why.</blockquote>
        <p>
          Changed: <del>four</del> <ins>five</ins> planned questions. Matched: <mark>follow up</mark>.
        </p>
      </Prose>
    </Section>
  )
}

export function ChartSamples() {
  return (
    <Section title="Charts" id="charts" note="The title says the finding; the numbers are one press away.">
      <Funnel
        id="funnel"
        locale="en"
        finding="Most who begin collecting also submit; choosing to collecting loses a third."
        steps={[
          { label: 'Chosen', count: 412 },
          { label: 'Collecting', count: 271, medianDays: 4 },
          { label: 'Submitted', count: 228, medianDays: 19 },
          { label: 'Earned', count: 190, medianDays: 6 },
          { label: 'Renewed', count: null },
        ]}
      />
    </Section>
  )
}
