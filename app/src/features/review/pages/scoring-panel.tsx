import type { Ctx } from '../../../platform/ctx.ts'
import { type Answer, type FormState, type Head, type Params, redirect } from '../../../platform/route.ts'
import { currentLocale, t } from '../../../text.ts'
import { Breadcrumb } from '../../../ui/breadcrumb.tsx'
import { Button } from '../../../ui/button.tsx'
import { dateText } from '../../../ui/date-time.tsx'
import { ErrorSummary } from '../../../ui/error-summary.tsx'
import { Form } from '../../../ui/form.tsx'
import { Section, Stack } from '../../../ui/layout.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { Status } from '../../../ui/status.tsx'
import { callPanel, cancelPanel, scoreOnPanel } from '../actions/scoring-panel.ts'
import { CallForm, PanelForm } from '../parts/panel-forms.tsx'
import { practiceCrumbs } from '../parts/practice-crumbs.ts'
import type { CallPanel, ScorePanel } from '../rules/panel-input.ts'
import type { ReviewWorld } from '../tables.ts'
import { type PanelPage, panelPage } from '../views/scoring-panel.ts'

/** The rest is marked where it stands. */
const MOST_NAMED = 6

type World = Ctx<ReviewWorld>
interface Loaded {
  readonly page: PanelPage
  readonly form: FormState
}

export async function load(ctx: World, { set }: Params<'set'>): Promise<{ page: PanelPage }> {
  return { page: await panelPage(ctx, set) }
}

export async function act(ctx: World, input: ScorePanel, { set }: Params<'set'>): Promise<Answer> {
  await scoreOnPanel(ctx, set, input)
  const done = input.deed === 'handIn' ? 'review.scoringPanel.handedIn' : 'review.scoringPanel.kept'
  return redirect(`/practice/${set}/panel`, { done })
}
async function call(ctx: World, input: CallPanel, { set }: Params<'set'>): Promise<Answer> {
  await callPanel(ctx, set, input)
  return redirect(`/practice/${set}/panel`, { done: 'review.scoringPanel.called' })
}
async function cancel(ctx: World, _input: unknown, { set }: Params<'set'>): Promise<Answer> {
  await cancelPanel(ctx, set)
  return redirect(`/practice/${set}/panel`, { done: 'review.scoringPanel.cancelled' })
}
export const acts = { call, cancel }

export function head({ page }: Loaded): Head {
  return { title: `${t('review.scoringPanel.title')}: ${page.entry.title}`, noIndex: true }
}

export function Page({ page, form }: Loaded) {
  const { set, entry, people, own, closedAt, mayCall, zone } = page
  const errors = Object.entries(form.fields)
    .slice(0, MOST_NAMED)
    .map(([field, text]) => ({ field, text: `${placeText(page, field)}${text}` }))
  return (
    <Stack gap={24}>
      <Breadcrumb items={practiceCrumbs({ set, entry, here: t('review.scoringPanel.title') })} />
      <PageHead above={entry.title} title={t('review.scoringPanel.title')} lead={t('review.scoringPanel.lead')} />
      {form.problem && errors.length === 0 && <Notice tone="notYet">{form.problem}</Notice>}
      <ErrorSummary errors={errors} title={form.problem ?? undefined} />
      {form.done && <Notice tone="met">{form.done}</Notice>}
      {closedAt && (
        <Notice title={t('review.scoringPanel.closed', { day: dateText(closedAt, { locale: currentLocale(), zone }) })}>
          <p>
            <a href={`/practice/${set}/key`}>{t('review.practice.toKey')}</a>
          </p>
        </Notice>
      )}
      {people && <People set={set} people={people} mayCall={mayCall} />}
      {own?.done && <Notice>{t('review.scoringPanel.wait')}</Notice>}
      {own && !own.done && <PanelForm page={page} sheet={own.sheet} form={form} />}
      {!people && (mayCall ? <CallForm page={page} form={form} /> : <p>{t('review.scoringPanel.none')}</p>)}
    </Stack>
  )
}

/** Which of the thirty-six it is: "Portfolio 2, C4: ". */
function placeText({ portfolios }: PanelPage, field: string): string {
  const [, portfolio, criterion] = field.split('.')
  const title = portfolios.find(({ id }) => id === portfolio)?.title
  return title ? `${title}, ${criterion}: ` : ''
}

type Scoring = Pick<PanelPage, 'set' | 'mayCall'> & { readonly people: NonNullable<PanelPage['people']> }

function People({ set, people, mayCall }: Scoring) {
  return (
    <Section id="people" title={t('review.scoringPanel.people')} note={t('review.scoringPanel.people.note')}>
      <ul class="practice-list">
        {people.map(({ name, done }) => (
          <li key={name}>
            <span>
              {name}{' '}
              <Status kind={done ? 'met' : 'waiting'}>
                {t(done ? 'review.scoringPanel.done' : 'review.scoringPanel.open')}
              </Status>
            </span>
          </li>
        ))}
      </ul>
      {mayCall && (
        <Form action={`/practice/${set}/panel/cancel`} label={t('review.scoringPanel.cancel')}>
          <p class="small muted" id="cancel-note">
            {t('review.scoringPanel.cancel.note')}
          </p>
          <Button kind="quiet" describedBy="cancel-note">
            {t('review.scoringPanel.cancel')}
          </Button>
        </Form>
      )}
    </Section>
  )
}
