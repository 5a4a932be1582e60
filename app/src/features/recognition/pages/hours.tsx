import { unitsText } from '../../../lib/quantity.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import type { FormState, Head } from '../../../platform/route.ts'
import { currentLocale, say, t } from '../../../text.ts'
import { LinkButton } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Select } from '../../../ui/field.tsx'
import { Filters } from '../../../ui/filters.tsx'
import { Stack } from '../../../ui/layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { Pagination } from '../../../ui/pagination.tsx'
import { type Column, Table } from '../../../ui/table.tsx'
import { StepUpNote } from '../../account/parts/step-up-note.tsx'
import { dayText, hoursText } from '../parts/words.ts'
import { HOURS } from '../rules.ts'
import { type HoursPage, type HoursPageQuery, hoursPage } from '../views.ts'

type Row = HoursPage['rows'][number]

export async function load(ctx: Ctx<never>, _params: unknown, query: HoursPageQuery): Promise<{ view: HoursPage }> {
  return { view: await hoursPage(ctx, query) }
}

export function head({ view }: { view: HoursPage }): Head {
  return {
    title: t('recognition.hours.title', { organization: view.organization.name }),
    density: 'ledger',
    noIndex: true,
  }
}

export function Page({ view }: { view: HoursPage; form: FormState }) {
  const { organization, query, rows, totals } = view
  return (
    <Stack gap={24}>
      <PageHead
        above={organization.name}
        title={t('recognition.hours.heading')}
        lead={t('recognition.hours.lead')}
        actions={view.exporting === 'open' && totals.lines > 0 ? <Download view={view} /> : undefined}
      />
      {view.exporting === 'step-up' && totals.lines > 0 && <StepUpNote next={addressOf(view, query)} />}
      <Filters
        action={addressOf(view, {})}
        count={t('recognition.hours.count', {
          lines: totals.lines,
          people: totals.people,
          hours: hoursText(totals.units),
        })}
        active={chosen(view)}
        clear={addressOf(view, {})}
      >
        <Choices view={view} />
      </Filters>
      <Table
        caption={t('recognition.hours.caption')}
        captionHidden
        columns={columnsOf(view)}
        rows={rows}
        rowKey={({ seq }) => String(seq)}
        empty={<EmptyState sentence={t('recognition.hours.empty')} />}
      />
      <Pagination
        previous={query.before ? addressOf(view, { ...query, before: undefined }) : undefined}
        next={view.next ? addressOf(view, { ...query, before: view.next }) : undefined}
      />
    </Stack>
  )
}

function Download({ view }: { view: HoursPage }) {
  return (
    <LinkButton href={addressOf(view, { ...view.query, before: undefined }, '.csv')} kind="primary">
      {t('recognition.hours.download')}
    </LinkButton>
  )
}

function Choices({ view: { years, schools, query } }: { view: HoursPage }) {
  return (
    <>
      <Select
        name="year"
        label={t('recognition.hours.year')}
        value={query.year}
        empty={t('recognition.hours.allYears')}
        options={years.map((year) => ({ value: year, label: year }))}
      />
      <Select
        name="school"
        label={t('recognition.hours.school')}
        value={query.school}
        empty={t('recognition.hours.allSchools')}
        options={schools.map(({ id, name }) => ({ value: id, label: name }))}
      />
    </>
  )
}

function chosen(view: HoursPage): { label: string; remove: string }[] {
  const { query, schools } = view
  const school = schools.find(({ id }) => id === query.school)
  return [
    ...(query.year ? [{ label: query.year, remove: addressOf(view, { school: query.school }) }] : []),
    ...(school ? [{ label: school.name, remove: addressOf(view, { year: query.year }) }] : []),
  ]
}

function addressOf({ organization }: HoursPage, query: HoursPageQuery, suffix = ''): string {
  const fields = Object.entries(query).filter(([, value]) => value !== undefined)
  const search = new URLSearchParams(fields as [string, string][]).toString()
  return `/org/${organization.slug}/hours${suffix}${search && `?${search}`}`
}

function columnsOf({ totals }: HoursPage): Column<Row>[] {
  return [
    {
      key: 'person',
      label: t('recognition.csv.person'),
      heading: true,
      cell: ({ name, gone }) => (gone ? t('account.former') : name || t('recognition.hours.noName')),
      total: t('recognition.hours.total'),
    },
    {
      key: 'school',
      label: t('recognition.csv.school'),
      cell: ({ unitName }) => unitName ?? t('recognition.hours.noSchool'),
    },
    { key: 'title', label: t('recognition.csv.microCredential'), cell: TitleCell },
    { key: 'earned', label: t('recognition.csv.earnedOn'), cell: ({ effectiveOn }) => dayText(effectiveOn, 'short') },
    { key: 'year', label: t('recognition.csv.schoolYear'), cell: ({ periodKey }) => periodKey },
    { key: 'kind', label: t('recognition.csv.kind'), cell: ({ kind }) => say(`recognition.entry.${kind}`) },
    {
      key: 'hours',
      label: t('recognition.csv.hours'),
      align: 'end',
      cell: ({ units }) => numberText(units),
      total: numberText(totals.units),
    },
  ]
}

function TitleCell({ title, slug, issuerName }: Row) {
  return (
    <div>
      <a href={`/m/${slug}`}>{title}</a>
      <div class="small muted">{t('recognition.hours.by', { issuer: issuerName })}</div>
    </div>
  )
}

/** Always two places, so that a column can be read as one. */
function numberText(units: bigint): string {
  return new Intl.NumberFormat(currentLocale(), { minimumFractionDigits: 2 }).format(
    unitsText(units, HOURS.scale) as never,
  )
}
