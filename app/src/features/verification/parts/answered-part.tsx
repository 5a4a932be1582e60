import type { VerifiedClaims } from '@cairn/openbadges'
import { currentLocale, t } from '../../../text.ts'
import { Disclosure } from '../../../ui/accordion.tsx'
import { LinkButton } from '../../../ui/button.tsx'
import { type Fact, Facts } from '../../../ui/card.tsx'
import { DateTime } from '../../../ui/date-time.tsx'
import { Section } from '../../../ui/layout.tsx'
import { VerdictBanner } from '../../../ui/verdict-banner.tsx'
import type { VerdictState } from '../rules/verdict.ts'
import type { Answered } from '../views.ts'
import { ChecksList, Warnings } from './checks-list.tsx'
import { IssuerFacts, Named } from './issuer-facts.tsx'
import { EvidenceList, ResultsList } from './results-list.tsx'
import { langOf, momentOf, titleOf, verdictWords } from './words.ts'

/** The answer about something handed over: the verdict, what it claims, who signed, and every check. */
export function AnsweredPart({ answered, zone }: { answered: Answered; zone: string }) {
  const { report, judgement, checkedAt, page, own, demo } = answered
  const { heading, more } = verdictWords(answered, { locale: currentLocale(), zone })
  const { claims } = report
  return (
    <article class="credential-page">
      <VerdictBanner
        state={judgement.state}
        sentence={heading}
        actions={page && <LinkButton href={page}>{t('verification.answered.page')}</LinkButton>}
      >
        {more.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        {judgement.state === 'cannotCheck' && <p>{t('verification.cannot.what')}</p>}
        {judgement.label === 'unreadable' && <p>{t('verification.unreadable.what')}</p>}
        <EmailLine answered={answered} />
        <p class="small">
          {t('verification.checkedAt')} <DateTime at={checkedAt} zone={zone} style="full" />
        </p>
        {demo && <p class="small">{t('verification.demo.sentence')}</p>}
      </VerdictBanner>
      <div>
        {claims && report.verdict === 'valid' && <Claimed claims={claims} zone={zone} own={own} />}
        {claims && report.verdict !== 'valid' && (
          <Disclosure summary={t(CLAIMED[judgement.state] ?? 'verification.claims.unproved')}>
            <Claimed claims={claims} zone={zone} own={own} />
          </Disclosure>
        )}
        <Section id="machine" title={t('verification.checks')} note={t('verification.checks.note')}>
          <ChecksList report={report} zone={zone} open={report.verdict !== 'valid'} />
          <Warnings report={report} zone={zone} />
        </Section>
      </div>
    </article>
  )
}

/** What was signed and is not in force is still what was signed; only the rest is unproved. */
const CLAIMED: Partial<Record<VerdictState, 'verification.claims' | 'verification.claims.revoked'>> = {
  revoked: 'verification.claims.revoked',
  expired: 'verification.claims',
  nameDiffers: 'verification.claims',
}

function EmailLine({ answered: { report, email } }: { answered: Answered }) {
  const result = report.checks.find(({ name }) => name === 'recipient')?.result
  return email && result === 'pass' ? <p>{t('verification.answered.email')}</p> : null
}

interface ClaimedProps {
  readonly claims: VerifiedClaims
  readonly zone: string
  readonly own: boolean
}

function Claimed({ claims, zone, own }: ClaimedProps) {
  const lang = langOf(claims, currentLocale())
  return (
    <>
      <Section id="claims" title={t('verification.claims')}>
        <Facts facts={factsOf(claims, zone)} />
      </Section>
      {claims.results.length > 0 && (
        <Section id="shown" title={t('verification.shown')}>
          <ResultsList claims={claims} lang={lang} />
        </Section>
      )}
      {claims.evidence.length > 0 && (
        <Section id="evidence" title={t('verification.evidence')}>
          <EvidenceList claims={claims} lang={lang} />
        </Section>
      )}
      <Section
        id="issuer"
        title={t('verification.issuer')}
        note={own ? t('verification.issuer.own') : t('verification.issuer.note')}
      >
        <IssuerFacts issuer={claims.issuer} />
      </Section>
    </>
  )
}

function factsOf(claims: VerifiedClaims, zone: string): Fact[] {
  const awarded = momentOf(claims.awardedDate) ?? momentOf(claims.validFrom)
  const until = momentOf(claims.validUntil)
  const { name } = claims.subject
  return [
    { label: t('verification.claims.title'), value: <Named>{titleOf(claims)}</Named> },
    { label: t('ui.credential.awardedTo'), value: name ? <Named>{name}</Named> : t('verification.unnamed') },
    ...(awarded ? [{ label: t('ui.credential.issued'), value: <DateTime at={awarded} zone={zone} /> }] : []),
    ...(until ? [{ label: t('ui.credential.validUntil'), value: <DateTime at={until} zone={zone} /> }] : []),
    ...(claims.creditsEarned === undefined ? [] : [{ label: t('verification.hours'), value: claims.creditsEarned }]),
    ...(claims.achievement?.description
      ? [
          {
            label: t('verification.claims.description'),
            value: <Named most={1_000}>{claims.achievement.description}</Named>,
          },
        ]
      : []),
    ...(claims.source?.name
      ? [{ label: t('verification.claims.source'), value: <Named>{claims.source.name}</Named> }]
      : []),
  ]
}
