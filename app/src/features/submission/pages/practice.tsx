import { Invalid } from '../../../lib/refusal.ts'
import { type FormState, type Head, type Params, redirect } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Disclosure } from '../../../ui/accordion.tsx'
import { Button } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { DateTime } from '../../../ui/date-time.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Section } from '../../../ui/layout.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { lockPart, openPracticeCase } from '../actions/practice.ts'
import type { World } from '../actions/world.ts'
import type { LockPart } from '../model.ts'
import { PracticeTable } from '../parts/practice-table.tsx'
import { Told } from '../parts/told.tsx'
import { WorkTitle } from '../parts/work-title.tsx'
import { type PracticeDesk, practiceDesk } from '../views/practice.ts'

interface Loaded {
  readonly desk: PracticeDesk
}
type Open = NonNullable<PracticeDesk['open']>

export async function load(ctx: World, { id }: Params<'id'>): Promise<Loaded> {
  return { desk: await practiceDesk(ctx, id) }
}

export const acts = {
  open: async (ctx: World, _input: object, { id }: Params<'id'>) => {
    await openPracticeCase(ctx, id)
    return redirect(`/me/work/${id}/practice`, { done: 'submission.practice.done.opened' })
  },
  lock: async (ctx: World, { confirmed }: LockPart, { id }: Params<'id'>) => {
    if (!confirmed) throw new Invalid('check-fields', { confirmed: 'refusal.lock-confirm' })
    await lockPart(ctx, id)
    return redirect(`/me/work/${id}/practice`, { done: 'submission.practice.done.locked' })
  },
}

export function head({ desk }: Loaded): Head {
  return { title: `${t('submission.practice.title')} · ${desk.title}`, noIndex: true }
}

export function Page({ desk, form }: Loaded & { form: FormState }) {
  return (
    <div class="work-page">
      <WorkTitle work={desk} part={t('submission.practice.title')} lead={<p>{t('submission.practice.lead')}</p>} />
      <Told form={form} />
      {desk.open ? <Opened desk={desk} open={desk.open} form={form} /> : <Closed desk={desk} />}
      <p>
        <a class="own-line" href={`/me/work/${desk.id}/requirements/${desk.opensIn.id}`}>
          {t('submission.practice.back', { part: desk.opensIn.title })}
        </a>
      </p>
    </div>
  )
}

function Closed({ desk: { id, editable, laterAfter } }: { desk: PracticeDesk }) {
  return (
    <Section id="open" title={t('submission.practice.before')}>
      <ul>
        <li>{t('submission.practice.before.invented')}</li>
        <li>{t('submission.practice.before.later', { part: `${laterAfter.id} ${laterAfter.title}` })}</li>
        <li>{t('submission.practice.before.credential')}</li>
        <li>{t('submission.practice.before.stays')}</li>
      </ul>
      {editable && (
        <Form action={`/me/work/${id}/practice/open`}>
          <Actions>
            <Button kind="primary">{t('submission.practice.open')}</Button>
          </Actions>
        </Form>
      )}
    </Section>
  )
}

function Opened({ desk, open, form }: { desk: PracticeDesk; open: Open; form: FormState }) {
  return (
    <>
      <Section id="later" title={t('submission.practice.later')}>
        <Later desk={desk} open={open} form={form} />
      </Section>
      <Section id="table" title={t('submission.practice.table')}>
        <p>{t('submission.practice.about')}</p>
        <p>
          {t('submission.practice.day.first')} <DateTime at={open.at} zone={desk.zone} style="day" />.{' '}
          {t(open.later ? 'submission.practice.day.later' : 'submission.practice.day.willBe')}{' '}
          <DateTime at={open.laterDay} zone={desk.zone} style="day" />. {t('submission.practice.day.between')}
        </p>
        <p>
          <a class="own-line" href={`/me/work/${desk.id}/practice.csv`} download>
            {t('submission.practice.csv')}
          </a>
        </p>
        <PracticeTable students={open.students} />
      </Section>
    </>
  )
}

function Later({ desk, open, form }: { desk: PracticeDesk; open: Open; form: FormState }) {
  const part = `${desk.laterAfter.id} ${desk.laterAfter.title}`
  const href = `/me/work/${desk.id}/requirements/${desk.laterAfter.id}`
  if (open.later)
    return (
      <Notice tone="met">
        {t(open.locked ? 'submission.practice.locked' : 'submission.practice.unlocked', { part })}
      </Notice>
    )
  return (
    <>
      <p>{t('submission.practice.lock.note', { part })}</p>
      {open.missing > 0 && (
        <p>
          {t('submission.practice.lock.missing', { count: open.missing })} <a href={href}>{part}</a>
        </p>
      )}
      {open.missing === 0 && desk.editable && (
        <Disclosure
          summary={t('submission.practice.lock', { part: desk.laterAfter.id })}
          open={form.fields.confirmed !== undefined}
        >
          <p>{t('submission.practice.lock.means', { part })}</p>
          <Form action={`/me/work/${desk.id}/practice/lock`}>
            <Checkbox
              name="confirmed"
              label={t('submission.practice.lock.confirm', { part: desk.laterAfter.id })}
              error={form.fields.confirmed}
            />
            <Actions>
              <Button kind="primary">{t('submission.practice.lock', { part: desk.laterAfter.id })}</Button>
            </Actions>
          </Form>
        </Disclosure>
      )}
    </>
  )
}
