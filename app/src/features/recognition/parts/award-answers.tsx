import { hasText, say, t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { DateTime } from '../../../ui/date-time.tsx'
import { Form } from '../../../ui/form.tsx'
import { Status } from '../../../ui/status.tsx'
import type { StatusKind } from '../../../ui/status-mark.tsx'
import type { Answer, OwnAward } from '../views.ts'
import { hoursText } from './words.ts'

/** One award and, for each organization, the sentence about it; or the button that asks. */
export function AwardAnswers({ award }: { award: OwnAward }) {
  const { title, slug, language, issuer, awardedAt, timeZone, publicId, answers } = award
  return (
    <Card as="article">
      <h3 class="card-title" lang={language}>
        <a class="own-line" href={`/m/${slug}`}>
          {title}
        </a>
      </h3>
      <p class="small muted">
        {t('recognition.own.awarded', { issuer })} <DateTime at={awardedAt} zone={timeZone} />
        {award.revoked && <> · {t('recognition.own.revoked')}</>}
      </p>
      <Answers answers={answers} publicId={publicId} next="/me/recognition" />
    </Card>
  )
}

/** `next` is the page that asking leads back to. */
export function Answers({ answers, publicId, next }: Pick<OwnAward, 'answers' | 'publicId'> & { next: string }) {
  return (
    <ul class="answer-list">
      {answers.map((answer) => (
        <li key={answer.by.tenantId}>
          {answer.kind === 'askable' ? (
            <Ask answer={answer} publicId={publicId} next={next} />
          ) : (
            <Said answer={answer} />
          )}
        </li>
      ))}
    </ul>
  )
}

function Ask({ answer: { by }, publicId, next }: { answer: Answer; publicId: string; next: string }) {
  const hint = `ask-${publicId}-${by.slug}`
  return (
    <Form action={`/me/backpack/${publicId}/share`} hidden={{ toTenant: by.tenantId, next }} inline>
      <Button describedBy={hint}>{t('recognition.own.ask', { organization: by.name })}</Button>
      <span class="small muted" id={hint}>
        {t('recognition.own.ask.note', { organization: by.name })}
      </span>
    </Form>
  )
}

function Said({ answer }: { answer: Answer }) {
  const { kind, sentence } = saidOf(answer)
  return <Status kind={kind}>{sentence}</Status>
}

function saidOf(answer: Answer): { kind: StatusKind; sentence: string } {
  const organization = answer.by.name
  if (answer.kind !== 'answered')
    return {
      kind: answer.kind === 'noRule' || answer.kind === 'late' ? 'info' : 'waiting',
      sentence: say(`recognition.own.${answer.kind}`, { organization }),
    }
  const { state, units, periodKey: year, reasonCodes } = answer.recognition
  const values = { organization, hours: hoursText(units), year }
  if (state === 'refused') return { kind: 'info', sentence: say(reasonKey(reasonCodes[0] ?? ''), values) }
  if (state === 'reversed' || state === 'reversing')
    return { kind: 'revoked', sentence: t('recognition.own.reversed', values) }
  if (state === 'pending_approval') return { kind: 'waiting', sentence: t('recognition.own.pending', values) }
  const isPart = reasonCodes.includes('cap_partial')
  return { kind: 'met', sentence: t(isPart ? 'recognition.own.partial' : 'recognition.own.counted', values) }
}

function reasonKey(code: string): string {
  const key = `recognition.own.because.${code}`
  return hasText(key) ? key : 'recognition.own.because.other'
}
