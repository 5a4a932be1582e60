import type { FormState } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Disclosure } from '../../../ui/accordion.tsx'
import { Button, LinkButton } from '../../../ui/button.tsx'
import { Card, Facts } from '../../../ui/card.tsx'
import { errorOf } from '../../../ui/error-summary.tsx'
import { Field } from '../../../ui/field.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Cluster } from '../../../ui/layout.tsx'
import type { PlanState } from '../model.ts'
import type { PlanEntry } from '../views/plan.ts'
import { dayText } from './day.ts'
import { ItemCard } from './item-card.tsx'
import { problemsOf, typedIn } from './problems.ts'

interface Props {
  entry: PlanEntry
  place: { first: boolean; last: boolean }
  main: boolean
  open: boolean
  /** Set where its questions were sent and came back. */
  form?: FormState
}

/** One planned thing: what it is, what was said about it, and where it may go. */
export function PlanEntryCard({ entry, place, main, open, form }: Props) {
  const { item, card } = entry
  return (
    <li class="growth-plan-item" id={`plan-${item.id}`}>
      {card ? (
        <ItemCard card={card}>
          <Said entry={entry} />
          <Cluster>
            <Begin entry={entry} main={main && !open} />
          </Cluster>
          <Questions entry={entry} open={open} form={form} />
          <Moves entry={entry} place={place} />
        </ItemCard>
      ) : (
        <Card as="article">
          <p>{t('growth.plan.gone')}</p>
          <Moves entry={entry} place={place} />
        </Card>
      )}
    </li>
  )
}

function Begin({ entry: { item, card, submissionId }, main }: { entry: PlanEntry; main: boolean }) {
  if (!card) return null
  const href = submissionId ? `/me/work/${submissionId}` : `/m/${card.slug}#start`
  const words = submissionId ? t('growth.plan.continue') : t('growth.plan.start')
  return (
    <LinkButton kind={main ? 'primary' : 'plain'} href={href}>
      {words}
      {!main && item.state !== 'now' && <span class="visually-hidden">: {card.title}</span>}
    </LinkButton>
  )
}

function Said({ entry: { item, card } }: { entry: PlanEntry }) {
  const step = item.firstStep || card?.firstStep
  const facts = [
    ...(step ? [{ label: t('growth.plan.firstStep'), value: step }] : []),
    ...(item.startBy ? [{ label: t('growth.plan.when'), value: dayText(item.startBy) }] : []),
    ...(item.withWhom ? [{ label: t('growth.plan.withWhom'), value: item.withWhom }] : []),
  ]
  return facts.length > 0 ? <Facts facts={facts} /> : null
}

function Questions({ entry: { item, card }, open, form }: Pick<Props, 'entry' | 'open' | 'form'>) {
  const problems = form ? problemsOf(form) : []
  const given = (field: string, kept: string | null) => (form && typedIn(form, field)) ?? kept ?? ''
  return (
    <Disclosure
      open={open}
      summary={
        <>
          {t('growth.plan.questions')} <span class="visually-hidden">: {card?.title}</span>
        </>
      }
    >
      <Form action={`/me/plan/${item.id}/answers`}>
        <p class="small muted">{t('growth.plan.questions.note')}</p>
        <Field
          name="firstStep"
          scope={item.id}
          label={t('growth.plan.firstStep')}
          hint={card?.firstStep && t('growth.plan.firstStep.hint', { step: card.firstStep })}
          note={t('ui.optional')}
          width="full"
          maxLength={140}
          value={given('firstStep', item.firstStep)}
          error={errorOf(problems, 'firstStep')}
        />
        <Field
          name="startBy"
          scope={item.id}
          type="date"
          label={t('growth.plan.when')}
          note={t('ui.optional')}
          value={given('startBy', item.startBy)}
          error={errorOf(problems, 'startBy')}
        />
        <Field
          name="withWhom"
          scope={item.id}
          label={t('growth.plan.withWhom')}
          hint={t('growth.plan.withWhom.hint')}
          note={t('ui.optional')}
          maxLength={120}
          value={given('withWhom', item.withWhom)}
          error={errorOf(problems, 'withWhom')}
        />
        <Actions>
          <Button kind={open ? 'primary' : 'plain'}>{t('growth.plan.save')}</Button>
        </Actions>
      </Form>
    </Disclosure>
  )
}

function Moves({ entry, place }: Pick<Props, 'entry' | 'place'>) {
  const { item, card, moves } = entry
  const title = card?.title ?? ''
  return (
    <div class="growth-moves">
      {!place.first && <OrderButton id={item.id} direction="earlier" title={title} />}
      {!place.last && <OrderButton id={item.id} direction="later" title={title} />}
      {moves.map((to) => (
        <MoveButton key={to} id={item.id} to={to} title={title} />
      ))}
    </div>
  )
}

function OrderButton({ id, direction, title }: { id: string; direction: 'earlier' | 'later'; title: string }) {
  return (
    <Form action={`/me/plan/${id}/order`} hidden={{ direction }} inline>
      <Button kind="quiet">
        {t(`growth.plan.${direction}`)}
        <span class="visually-hidden">: {title}</span>
      </Button>
    </Form>
  )
}

function MoveButton({ id, to, title }: { id: string; to: PlanState; title: string }) {
  return (
    <Form action={`/me/plan/${id}/move`} hidden={{ to }} inline>
      <Button kind="quiet">
        {t(`growth.plan.to.${to}`)}
        <span class="visually-hidden">: {title}</span>
      </Button>
    </Form>
  )
}

/** Done, or let go: nothing is asked, and what was let go may come back. */
export function PastEntry({ entry }: { entry: PlanEntry }) {
  const { item, card } = entry
  return (
    <li class="growth-past-line">
      <p>{card ? <a href={`/m/${card.slug}`}>{card.title}</a> : t('growth.plan.gone')}</p>
      {item.state === 'let_go' && <MoveButton id={item.id} to="someday" title={card?.title ?? ''} />}
    </li>
  )
}
