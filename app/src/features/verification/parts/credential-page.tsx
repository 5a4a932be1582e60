import type { VerifiedClaims } from '@cairn/openbadges'
import { currentLocale, t } from '../../../text.ts'
import { LinkButton } from '../../../ui/button.tsx'
import { DateTime } from '../../../ui/date-time.tsx'
import { Section } from '../../../ui/layout.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { VerdictBanner } from '../../../ui/verdict-banner.tsx'
import type { Shown } from '../views.ts'
import { ChecksList, Warnings } from './checks-list.tsx'
import { CredentialPaper } from './credential-paper.tsx'
import { IssuerFacts } from './issuer-facts.tsx'
import { JudgedSection } from './judged-section.tsx'
import { PartsSection, RuleSection } from './parts-section.tsx'
import { EvidenceList, ResultsList } from './results-list.tsx'
import { langOf, verdictWords } from './words.ts'

/** What an employer sees: the answer first, then the paper, then everything it rests on. */
export function CredentialPage({ shown }: { shown: Shown }) {
  const { row, checked, zone } = shown
  const { claims } = checked.report
  return (
    <article class="credential-page">
      <div class="no-print stack">
        <Banner shown={shown} />
        {row.visibility === 'private' && (
          <Notice>
            <p>
              {t('verification.private')} <a href={`/me/backpack/${row.publicId}`}>{t('verification.private.link')}</a>
            </p>
          </Notice>
        )}
      </div>
      {claims && <CredentialPaper shown={shown} claims={claims} level={2} />}
      <div class="no-print">
        {claims && <Grounds shown={shown} claims={claims} />}
        <Section id="machine" title={t('verification.checks')} note={t('verification.checks.note')}>
          <ChecksList report={checked.report} zone={zone} open={claims === undefined} />
          <Warnings report={checked.report} zone={zone} />
        </Section>
        <TakeSection publicId={row.publicId} />
      </div>
    </article>
  )
}

function Banner({ shown: { row, checked, judgement, zone } }: { shown: Shown }) {
  const telling = { locale: currentLocale(), zone }
  const { heading, more } = verdictWords({ report: checked.report, judgement, revokedAt: row.revokedAt }, telling)
  return (
    <VerdictBanner state={judgement.state} sentence={heading}>
      {more.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <p class="small">
        {t('verification.checkedAt')} <DateTime at={checked.at} zone={zone} style="full" />
      </p>
      {row.demo && <p class="small">{t('verification.demo.sentence')}</p>}
    </VerdictBanner>
  )
}

function Grounds({ shown, claims }: { shown: Shown; claims: VerifiedClaims }) {
  const { row } = shown
  const lang = langOf(claims, currentLocale())
  return (
    <>
      {shown.version.kind === 'achievement' ? (
        <ShownSections shown={shown} claims={claims} lang={lang} />
      ) : (
        <>
          <PartsSection shown={shown} claims={claims} lang={lang} />
          <RuleSection shown={shown} claims={claims} lang={lang} />
        </>
      )}
      <Section id="issuer" title={t('verification.issuer')} note={t('verification.issuer.note')}>
        <IssuerFacts issuer={claims.issuer} page={`/issuers/${row.issuerSlug}`} />
      </Section>
      <Section id="person" title={t('verification.person')}>
        <p>{t(claims.subject.name ? 'verification.person.named' : 'verification.person.unnamed')}</p>
        {claims.subject.emailHashed && (
          <p>
            <a href={`/verify?link=${encodeURIComponent(`${shown.baseUrl}/c/${row.publicId}`)}`}>
              {t('verification.person.check')}
            </a>
          </p>
        )}
      </Section>
    </>
  )
}

function ShownSections({ shown, claims, lang }: { shown: Shown; claims: VerifiedClaims; lang: string | undefined }) {
  return (
    <>
      <Section id="shown" title={t('verification.shown')} note={t('verification.shown.note')}>
        <ResultsList claims={claims} lang={lang} />
      </Section>
      <JudgedSection shown={shown} claims={claims} lang={lang} />
      <Section id="evidence" title={t('verification.evidence')} note={t('verification.evidence.note')}>
        <EvidenceList claims={claims} lang={lang} />
      </Section>
    </>
  )
}

const FILES = ['pdf', 'png', 'svg', 'json'] as const

function TakeSection({ publicId }: { publicId: string }) {
  return (
    <Section id="take" title={t('verification.take')} note={t('verification.take.note')}>
      <ul class="take-files">
        {FILES.map((kind) => (
          <li key={kind}>
            <LinkButton href={`/c/${publicId}.${kind}`}>{t(`credential.take.${kind}`)}</LinkButton>
            <span class="small muted">{t(`credential.take.${kind}.hint`)}</span>
          </li>
        ))}
        <li>
          <LinkButton href={`/c/${publicId}/print`}>{t('credential.take.print')}</LinkButton>
          <span class="small muted">{t('credential.take.print.hint')}</span>
        </li>
      </ul>
    </Section>
  )
}
