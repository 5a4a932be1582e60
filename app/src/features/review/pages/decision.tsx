import type { Ctx } from '../../../platform/ctx.ts'
import type { Head, Params } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { LinkButton } from '../../../ui/button.tsx'
import { DateTime } from '../../../ui/date-time.tsx'
import { Prose, Section, Stack } from '../../../ui/layout.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { PrintHeader } from '../../../ui/print-header.tsx'
import { Status } from '../../../ui/status.tsx'
import { TranslatedFrom } from '../../catalog/parts/translated-from.tsx'
import { LetterCriterion } from '../parts/letter-criterion.tsx'
import type { ReviewWorld } from '../tables.ts'
import { type DecisionLetter, decisionLetter } from '../views/decision.ts'

interface Loaded {
  letter: DecisionLetter
}

export async function load(ctx: Ctx<ReviewWorld>, { id, n }: Params<'id' | 'n'>): Promise<Loaded> {
  return { letter: await decisionLetter(ctx, id, Number(n)) }
}

export function head({ letter }: Loaded): Head {
  return { title: t('review.letter.title', { title: letter.title }), noIndex: true }
}

export function Page({ letter }: Loaded) {
  const { decision, zone } = letter
  const of = (state: string) => decision.criteria.filter((criterion) => criterion.state === state)
  const [met, notYet, reread] = [of('met'), of('notYet'), of('reread')]
  return (
    <Stack gap={24}>
      <PrintHeader
        address={`${letter.baseUrl}/me/work/${letter.submissionId}/decision/${letter.attemptNo}`}
        printedAt={letter.now}
        zone={zone}
      />
      <PageHead
        above={
          <>
            <a href={`/me/work/${letter.submissionId}`}>{letter.title}</a> ·{' '}
            {t('review.letter.attempt', { n: letter.ordinal })}
          </>
        }
        title={headline(letter)}
        lead={lead(letter)}
        facts={
          <>
            {decision.result === 'earned' && (
              <Status kind="met">{t('review.letter.shown', { met: letter.met, of: letter.of })}</Status>
            )}
            <span>
              {letter.issuer} · <DateTime at={letter.decidedAt} zone={zone} />
            </span>
          </>
        }
        actions={<NextDeed letter={letter} />}
      />
      <TranslatedFrom of={letter} place="#rubric" />
      {letter.demo && <Notice>{t('review.letter.demo')}</Notice>}
      {decision.provisional && (
        <Notice title={t('review.letter.provisional')}>{t('review.letter.provisional.note')}</Notice>
      )}
      {met.length > 0 && (
        <Section title={t('review.letter.met')} id="met" note={t('review.letter.met.note')}>
          {met.map((criterion) => (
            <LetterCriterion key={criterion.criterionId} criterion={criterion} letter={letter} />
          ))}
        </Section>
      )}
      {notYet.length > 0 && (
        <Section title={openTitle(letter)} id="not-yet" note={t('review.letter.notYet.note')}>
          {notYet.map((criterion) => (
            <LetterCriterion key={criterion.criterionId} criterion={criterion} letter={letter} />
          ))}
        </Section>
      )}
      {reread.length > 0 && (
        <Section title={t('review.letter.reread')} id="reread">
          {reread.map((criterion) => (
            <LetterCriterion key={criterion.criterionId} criterion={criterion} letter={letter} />
          ))}
        </Section>
      )}
      {decision.overall.length > 0 && (
        <Section title={t('review.letter.overall')} id="overall">
          {decision.overall.map(({ reader, text }) => (
            <blockquote key={reader} lang={letter.language}>
              <p>{text}</p>
              <p class="small muted">{t('review.letter.reader', { letter: reader })}</p>
            </blockquote>
          ))}
        </Section>
      )}
      <Section title={t('review.letter.next')} id="next">
        <Prose>
          <p>{t(`review.letter.next.${decision.result}`)}</p>
          <p>{letter.adjudicated ? t('review.letter.how.three') : t('review.letter.how.two')}</p>
          <p>
            <a href="/policies/appeals">{t('review.letter.appeals')}</a>
          </p>
        </Prose>
      </Section>
    </Stack>
  )
}

function headline({ decision, met, of }: DecisionLetter): string {
  if (decision.result === 'earned') return t('review.letter.earned')
  return t('review.letter.returned', { met, of })
}

/** "One thing to add: …. You only send that part again." */
function lead({ decision, title }: DecisionLetter): string {
  if (decision.result === 'earned') return t('review.letter.earned.lead', { title })
  const { must, choose, from } = decision.needed
  const titles = decision.criteria
    .filter(({ criterionId }) => must.includes(criterionId))
    .map(({ title: name }) => name)
  const criteria = titles.join(', ')
  if (choose > 0 && must.length > 0) return t('review.letter.mustAndSome', { criteria, choose, of: from.length })
  if (choose > 0) return t('review.letter.some', { choose, of: from.length })
  if (must.length === 1) return t('review.letter.oneThing', { criterion: criteria })
  return t('review.letter.things', { count: must.length })
}

/** Counts what is needed: where some of the rest is enough, the rest is no debt. */
function openTitle({ decision: { needed } }: DecisionLetter): string {
  const count = needed.must.length + needed.choose
  return count === 0 ? t('review.letter.notNeeded') : t('review.letter.notYet')
}

function NextDeed({ letter }: Loaded) {
  if (letter.decision.result === 'earned')
    return (
      <LinkButton href="/me/backpack" kind="primary">
        {t('review.letter.toBackpack')}
      </LinkButton>
    )
  if (!letter.mayRetry) return null
  return (
    <LinkButton href={`/me/work/${letter.submissionId}`} kind="primary">
      {t('review.letter.retry')}
    </LinkButton>
  )
}
