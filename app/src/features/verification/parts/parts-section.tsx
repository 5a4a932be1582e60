import type { VerifiedClaims } from '@cairn/openbadges'
import { t } from '../../../text.ts'
import { Disclosure } from '../../../ui/accordion.tsx'
import { Section } from '../../../ui/layout.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { StatusMark } from '../../../ui/status-mark.tsx'
import type { ShownPart } from '../views/parts.ts'
import type { Shown } from '../views.ts'
import { Named } from './issuer-facts.tsx'
import { Narrative } from './narrative.tsx'

interface Of {
  readonly shown: Shown
  readonly claims: VerifiedClaims
  readonly lang: string | undefined
}

/** One credential that relates to its parts: which they are, how each stands now, and where it can be looked at by itself. */
export function PartsSection({ shown: { parts }, lang }: Of) {
  return (
    <Section id="parts" title={t('verification.parts')} note={t('verification.parts.note')}>
      <p>{t('verification.parts.how', { count: parts.length })}</p>
      <ul class="results">
        {parts.map(({ name, page, ...part }, place) => (
          <li class="result" key={page ?? place}>
            <p class="result-name" lang={lang}>
              {page ? (
                <a href={page}>
                  <Named>{name}</Named>
                </a>
              ) : (
                <Named>{name}</Named>
              )}
            </p>
            <p class="result-level">
              <PartState part={part} />
            </p>
            {!page && <p class="result-meaning small muted">{t('verification.parts.private')}</p>}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function PartState({ part: { revoked, keyWithdrawn } }: { part: Pick<ShownPart, 'revoked' | 'keyWithdrawn'> }) {
  if (revoked) return <StatusMark kind="revoked">{t('credential.state.revoked')}</StatusMark>
  if (keyWithdrawn) return <StatusMark kind="revoked">{t('credential.state.keyWithdrawn')}</StatusMark>
  return <StatusMark kind="met">{t('credential.state.inForce')}</StatusMark>
}

/** By which rule the parts became one: what was signed, and the page of the rule. */
export function RuleSection({ shown: { row, version }, claims: { achievement }, lang }: Of) {
  const differs = achievement?.digestMultibase !== undefined && achievement.digestMultibase !== version.digest
  return (
    <Section id="judged" title={t('verification.rule')}>
      {row.provisional && <Notice>{t('verification.rule.provisional')}</Notice>}
      {version.path !== null && (
        <p>
          <a href={version.path}>{t('verification.rule.page', { title: version.title, version: version.version })}</a>
        </p>
      )}
      {differs && <Notice tone="notYet">{t('verification.judged.differs')}</Notice>}
      {achievement?.criteria?.narrative && (
        <Disclosure summary={t('verification.rule.text')}>
          <Narrative text={achievement.criteria.narrative} lang={lang} />
        </Disclosure>
      )}
    </Section>
  )
}
