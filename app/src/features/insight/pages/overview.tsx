import type { Ctx } from '../../../platform/ctx.ts'
import type { Head } from '../../../platform/route.ts'
import { currentLocale, say, t } from '../../../text.ts'
import { LinkButton } from '../../../ui/button.tsx'
import { Figure } from '../../../ui/card.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Funnel } from '../../../ui/funnel.tsx'
import { Grid, Section, Stack } from '../../../ui/layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { DomainTable } from '../parts/domain-table.tsx'
import { peopleText } from '../parts/words.ts'
import { type Overview, overview } from '../views.ts'

export async function load(ctx: Ctx<never>): Promise<{ view: Overview }> {
  return { view: await overview(ctx) }
}

export function head({ view }: { view: Overview }): Head {
  return { title: t('insight.overview.title', { organization: view.organization.name }), noIndex: true, wide: true }
}

export function Page({ view }: { view: Overview }) {
  const { organization, matrix, isEmpty } = view
  return (
    <Stack gap={24}>
      <PageHead
        above={organization.name}
        title={t('insight.overview.heading')}
        lead={t('insight.overview.lead')}
        actions={
          isEmpty ? undefined : (
            <LinkButton href={`/org/${organization.slug}/overview.csv`} download>
              {t('insight.overview.download')}
            </LinkButton>
          )
        }
      />
      {isEmpty ? (
        <EmptyState sentence={t('insight.overview.empty')} />
      ) : (
        <>
          <Figures view={view} />
          <Section id="way" title={t('insight.overview.way')} note={t('insight.overview.way.note')}>
            <Way view={view} />
          </Section>
          {matrix.domains.length > 0 && (
            <Section id="domains" title={t('insight.overview.domains')} note={t('insight.overview.domains.note')}>
              <DomainTable view={view} />
            </Section>
          )}
        </>
      )}
    </Stack>
  )
}

function Figures({ view: { days, stages } }: { view: Overview }) {
  const earned = stages.find(({ stage }) => stage === 'earned')?.people ?? null
  return (
    <Grid size="small">
      <Figure label={t('insight.figure.earned')} value={peopleText(earned)} />
      <Figure label={t('insight.days.toEarned')} value={daysText(days.toEarned)} />
      <Figure label={t('insight.days.toDecision')} value={daysText(days.toDecision)} />
    </Grid>
  )
}

function daysText(days: number | null): string {
  return days === null ? t('ui.chart.few') : t('ui.chart.days', { days })
}

function Way({ view: { stages, days } }: { view: Overview }) {
  const [first] = stages
  const last = stages.at(-1)
  const told = first?.people != null && last?.people != null
  const finding = told
    ? t('insight.way.finding', { chosen: first.people, earned: last.people })
    : t('insight.way.title')
  const middle = { submitted: days.toSubmit, earned: days.toEarned }
  return (
    <Funnel
      id="way-funnel"
      finding={finding}
      locale={currentLocale()}
      steps={stages.map(({ stage, people }) => ({
        label: say(`insight.stage.${stage}`),
        count: people,
        medianDays: (stage === 'submitted' || stage === 'earned' ? middle[stage] : null) ?? undefined,
      }))}
    />
  )
}
