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
  return { title: t('insight.overview.title', { organization: view.organization.name }), noIndex: true }
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
  const earned = stages.find(({ stage }) => stage === 'earned')?.people ?? 'few'
  return (
    <Grid size="small">
      <Figure label={t('insight.figure.earned')} value={peopleText(earned)} />
      <Figure label={t('insight.days.toEarned')} value={daysText(days.toEarned)} />
      <Figure label={t('insight.days.toDecision')} value={daysText(days.toDecision)} />
    </Grid>
  )
}

function daysText(days: number | null): string {
  return days === null ? t('insight.overview.hidden') : t('ui.chart.days', { days })
}

/** A stage whose number would tell of the few who stopped before it is left out of the picture, and said so under it. */
function Way({ view: { stages, days } }: { view: Overview }) {
  const [first, last] = [stages[0]?.people, stages.at(-1)?.people]
  const isTold = typeof first === 'number' && typeof last === 'number'
  const middle = { chosen: null, collecting: null, submitted: days.toSubmit, earned: days.toEarned }
  const drawn = stages.filter(({ people }) => people !== 'between')
  return (
    <>
      <Funnel
        id="way-funnel"
        finding={isTold ? t('insight.way.finding', { chosen: first, earned: last }) : t('insight.way.title')}
        locale={currentLocale()}
        steps={drawn.map(({ stage, people }) => ({
          label: say(`insight.stage.${stage}`),
          count: typeof people === 'number' ? people : null,
          medianDays: middle[stage] ?? undefined,
        }))}
      />
      {stages
        .filter(({ people }) => people === 'between')
        .map(({ stage }) => (
          <p class="small muted" key={stage}>
            {t('insight.way.between', { stage: say(`insight.stage.${stage}`) })}
          </p>
        ))}
    </>
  )
}
