import type { Ctx } from '../../../platform/ctx.ts'
import type { FormState, Head } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { LinkButton } from '../../../ui/button.tsx'
import { Figure } from '../../../ui/card.tsx'
import { usePage } from '../../../ui/context.ts'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Grid, Section, Stack } from '../../../ui/layout.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { PrintHeader } from '../../../ui/print-header.tsx'
import { AwardAnswers } from '../parts/award-answers.tsx'
import { hoursText } from '../parts/words.ts'
import { type OwnRecognitionView, ownRecognition } from '../views.ts'

interface Loaded {
  readonly view: OwnRecognitionView
  readonly timeZone: string
  readonly address: string
  readonly now: Date
}

export async function load(ctx: Ctx<never>): Promise<Loaded> {
  const { timeZone, baseUrl, now } = ctx
  return { view: await ownRecognition(ctx), timeZone, address: `${baseUrl}/me/recognition`, now: now() }
}

export function head(): Head {
  return { title: t('recognition.own.title'), noIndex: true }
}

export function Page({ view, timeZone, address, now, form }: Loaded & { form: FormState }) {
  const { awards, balances, recognizers } = view
  const { person } = usePage()
  return (
    <Stack gap={24}>
      <PrintHeader address={address} printedAt={now} zone={timeZone} />
      <PageHead title={t('recognition.own.title')} lead={t('recognition.own.lead')} />
      {person && <p class="print-only">{person.name}</p>}
      {form.problem && <Notice tone="danger">{form.problem}</Notice>}
      {form.done && <Notice tone="met">{form.done}</Notice>}
      {recognizers.length === 0 && <Notice>{t('recognition.own.nowhere')}</Notice>}
      {balances.length > 0 && (
        <Section id="hours" title={t('recognition.own.hours')} note={t('recognition.own.hours.note')}>
          <Grid size="small">
            {balances.map(({ tenantId, name, periodKey, units }) => (
              <Figure
                key={`${tenantId} ${periodKey}`}
                label={t('recognition.own.balance', { organization: name, year: periodKey })}
                value={hoursText(units)}
              />
            ))}
          </Grid>
        </Section>
      )}
      <Section
        id="awards"
        title={t('recognition.own.awards')}
        note={awards.length > 0 ? t('recognition.own.awards.zone') : undefined}
      >
        {awards.length > 0 ? (
          <Stack gap={16}>
            {awards.map((award) => (
              <AwardAnswers key={award.publicId} award={award} />
            ))}
          </Stack>
        ) : (
          <EmptyState
            sentence={t('recognition.own.empty')}
            actions={<LinkButton href="/explore">{t('recognition.own.explore')}</LinkButton>}
          />
        )}
      </Section>
      <p class="small muted">{t('recognition.own.check')}</p>
    </Stack>
  )
}
