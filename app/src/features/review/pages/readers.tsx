import type { Ctx } from '../../../platform/ctx.ts'
import { type Answer, type FormState, type Head, type Params, redirect } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { Figure } from '../../../ui/card.tsx'
import { CheckList } from '../../../ui/choice.tsx'
import { DateTime } from '../../../ui/date-time.tsx'
import { ErrorSummary } from '../../../ui/error-summary.tsx'
import { Select } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { Grid, Section, Stack } from '../../../ui/layout.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { Status } from '../../../ui/status.tsx'
import { Table } from '../../../ui/table.tsx'
import { languageName, listOf } from '../../catalog/parts/labels.ts'
import { settleFlag } from '../actions/altered.ts'
import { addBankLine, takeOutBankLine } from '../actions/bank.ts'
import { liftEarlierReaders } from '../actions/lift.ts'
import { giveUpOriginal } from '../actions/original-lost.ts'
import { addReader, pauseReader, resumeReader } from '../actions/pool.ts'
import type { AddReader, LiftEarlier, NewBankLine } from '../model.ts'
import { BankSection } from '../parts/bank-section.tsx'
import { StuckAttempts } from '../parts/stuck-attempts.tsx'
import type { ReviewWorld } from '../tables.ts'
import { type ReaderLine, type ReadersPage, readersPage } from '../views/readers.ts'

type World = Ctx<ReviewWorld>
interface Loaded {
  page: ReadersPage
  form: FormState
}

export async function load(ctx: World): Promise<{ page: ReadersPage }> {
  return { page: await readersPage(ctx) }
}

export async function act(ctx: World, input: AddReader): Promise<Answer> {
  await addReader(ctx, input)
  return redirect('/qa/readers', { done: 'review.readers.added' })
}
async function pause(ctx: World, _input: unknown, { reader }: Params<'reader'>): Promise<Answer> {
  await pauseReader(ctx, reader)
  return redirect('/qa/readers', { done: 'review.readers.paused' })
}
async function resume(ctx: World, _input: unknown, { reader }: Params<'reader'>): Promise<Answer> {
  await resumeReader(ctx, reader)
  return redirect('/qa/readers', { done: 'review.readers.resumed' })
}
async function settle(ctx: World, _input: unknown, { flag }: Params<'flag'>): Promise<Answer> {
  await settleFlag(ctx, flag)
  return redirect('/qa/readers', { done: 'review.readers.flagSettled' })
}
async function lift(ctx: World, input: LiftEarlier, { attempt }: Params<'attempt'>): Promise<Answer> {
  await liftEarlierReaders(ctx, attempt, input)
  return redirect('/qa/readers', { done: 'review.stuck.lifted' })
}
async function addLine(ctx: World, input: NewBankLine): Promise<Answer> {
  await addBankLine(ctx, input)
  return redirect('/qa/readers#bank', { done: 'review.bank.added' })
}
async function giveUp(ctx: World, _input: unknown, { flag }: Params<'flag'>): Promise<Answer> {
  await giveUpOriginal(ctx, flag)
  return redirect('/qa/readers', { done: 'review.flag.altered.sentBack' })
}
async function takeOutLine(ctx: World, _input: unknown, { line }: Params<'line'>): Promise<Answer> {
  await takeOutBankLine(ctx, line)
  return redirect('/qa/readers#bank', { done: 'review.bank.takenOut' })
}
export const acts = { pause, resume, settleFlag: settle, giveUp, lift, addLine, takeOutLine }

export function head(): Head {
  return { title: t('review.readers.title'), density: 'ledger', noIndex: true }
}

export function Page({ page, form }: Loaded) {
  const errors = Object.entries(form.fields).map(([field, text]) => ({ field, text }))
  return (
    <Stack gap={24}>
      <PageHead title={t('review.readers.title')} lead={t('review.readers.lead')} />
      {form.problem && errors.length === 0 && <Notice tone="notYet">{form.problem}</Notice>}
      <ErrorSummary errors={errors} title={form.problem ?? undefined} scope={scopeOf(form)} />
      {form.done && <Notice tone="met">{form.done}</Notice>}
      {page.newSite && <Notice title={t('review.readers.newSite')}>{t('review.readers.newSite.note')}</Notice>}
      <Grid size="small">
        <Figure label={t('review.readers.waiting')} value={page.waiting} />
        <Figure label={t('review.readers.overdue')} value={page.overdue} />
        <Figure label={t('review.readers.rulings')} value={page.rulings} />
      </Grid>
      <StuckAttempts stuck={page.stuck} zone={page.zone} form={form} />
      <ReaderTable page={page} />
      <p>
        {t('review.readers.practice')} <a href="/practice">{t('review.practice.title')}</a>
      </p>
      {page.newSite && <Add page={page} form={form} />}
      <BankSection lines={page.bank} form={form} />
      <Flags page={page} />
    </Stack>
  )
}

/** Each stuck attempt has a form of its own. */
function scopeOf({ typed }: FormState): string | undefined {
  return typeof typed.about === 'string' ? typed.about : undefined
}

function ReaderTable({ page: { readers, zone } }: { page: ReadersPage }) {
  return (
    <Table<ReaderLine>
      caption={t('review.readers.caption', { count: readers.length })}
      rows={readers}
      rowKey={({ id }) => id}
      empty={<p>{t('review.readers.none')}</p>}
      columns={[
        { key: 'name', label: t('review.readers.name'), heading: true, cell: ({ name }) => name },
        { key: 'school', label: t('review.readers.school'), cell: ({ school }) => school || '–' },
        { key: 'status', label: t('review.readers.status'), cell: (row) => <Standing row={row} /> },
        {
          key: 'languages',
          label: t('review.readers.languages'),
          cell: ({ languages }) => listOf(languages.map(languageName)),
        },
        { key: 'read', label: t('review.readers.read'), align: 'end', cell: ({ submitted }) => submitted },
        { key: 'held', label: t('review.readers.held'), align: 'end', cell: ({ leased }) => leased },
        {
          key: 'since',
          label: t('review.readers.since'),
          cell: ({ since }) => <DateTime at={since} zone={zone} style="short" />,
        },
        { key: 'deed', label: t('review.readers.deed'), cell: (row) => <Deed row={row} /> },
      ]}
    />
  )
}

function Standing({ row: { status, provisional } }: { row: ReaderLine }) {
  const reads = status === 'live' || status === 'watch'
  return (
    <Status kind={reads ? 'met' : 'waiting'}>
      {t(`review.reader.${status}`)}
      {provisional && ` · ${t('review.readers.provisional')}`}
    </Status>
  )
}

function Deed({ row: { id, status, provisional, name } }: { row: ReaderLine }) {
  const pauses = status === 'live' || status === 'watch'
  if (!pauses && !(status === 'paused' && provisional)) return <>–</>
  const verb = pauses ? 'pause' : 'resume'
  return (
    <Form action={`/qa/readers/${id}/${verb}`} inline label={t(`review.readers.${verb}.of`, { name })}>
      <Button>
        {t(`review.readers.${verb}`)} <span class="visually-hidden">{name}</span>
      </Button>
    </Form>
  )
}

function Add({ page, form }: Loaded) {
  return (
    <Section title={t('review.readers.add')} id="add" note={t('review.readers.add.note')}>
      {page.others.length === 0 ? (
        <p class="muted">{t('review.readers.add.nobody')}</p>
      ) : (
        <Form action="/qa/readers" label={t('review.readers.add')}>
          <Select
            name="accountId"
            label={t('review.readers.person')}
            empty={t('review.readers.choose')}
            options={page.others.map(({ id, name }) => ({ value: id, label: name }))}
            error={form.fields.accountId}
          />
          <CheckList
            name="languages[]"
            label={t('review.readers.reads')}
            row
            values={['en']}
            options={[
              { value: 'en', label: t('review.language.en') },
              { value: 'es', label: t('review.language.es') },
            ]}
            error={form.fields.languages}
          />
          <Button kind="primary">{t('review.readers.addDeed')}</Button>
        </Form>
      )}
    </Section>
  )
}

function Flags({ page: { flags, zone } }: { page: ReadersPage }) {
  return (
    <Section title={t('review.readers.flags')} id="flags" note={t('review.readers.flags.note')}>
      {flags.length === 0 && <p class="muted">{t('review.readers.flags.none')}</p>}
      {flags.map(({ id, kind, note, raisedAt, evidenceId, reader }) => (
        <article class="card card-plain" key={id}>
          <div class="card-words">
            <h3>{t(`review.flag.${kind}`)}</h3>
            <p class="small muted">
              <DateTime at={raisedAt} zone={zone} style="full" />
            </p>
            {kind === 'altered' && <p>{t('review.flag.altered.note', { id: evidenceId ?? '' })}</p>}
            {kind === 'names' && <p>{t('review.flag.names.note', { reader })}</p>}
            {note && <p class="desk-text">{note}</p>}
            <Form action={`/qa/flags/${id}/settle`} inline label={t('review.readers.flags.settle')}>
              <Button>{t('review.readers.flags.settle')}</Button>
            </Form>
            {kind === 'altered' && <OriginalLost id={id} />}
          </div>
        </article>
      ))}
    </Section>
  )
}

/** The other door: nobody has the original any more. */
function OriginalLost({ id }: { id: string }) {
  return (
    <Form action={`/qa/flags/${id}/lost`} label={t('review.flag.altered.lost')}>
      <p class="small muted" id={`lost-${id}`}>
        {t('review.flag.altered.lost.note')}
      </p>
      <Button kind="quiet" describedBy={`lost-${id}`}>
        {t('review.flag.altered.lost')}
      </Button>
    </Form>
  )
}
