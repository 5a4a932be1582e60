import type { VerifiedClaims } from '@cairn/openbadges'
import { t } from '../../../text.ts'
import { Disclosure } from '../../../ui/accordion.tsx'
import { Section } from '../../../ui/layout.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { plainName } from '../rules/names.ts'
import type { Shown } from '../views.ts'
import { Narrative } from './narrative.tsx'

/** Who read it and by which rule; readers stand under a name that is another one in every credential. */
export function JudgedSection({
  shown: { row, version },
  claims,
  lang,
}: {
  shown: Shown
  claims: VerifiedClaims
  lang: string | undefined
}) {
  const { achievement, source } = claims
  return (
    <Section id="judged" title={t('verification.judged')}>
      <p>{t('verification.judged.how')}</p>
      {source?.name && <p>{t('verification.judged.panel', { panel: plainName(source.name, 300) })}</p>}
      {row.provisional && <Notice>{t('verification.judged.provisional')}</Notice>}
      {version.path !== null && (
        <p>
          <a href={version.path}>
            {t('verification.judged.rubric', { title: version.title, version: version.version })}
          </a>
        </p>
      )}
      <VersionNote version={version} digest={achievement?.digestMultibase} />
      {achievement?.criteria?.narrative && (
        <Disclosure summary={t('verification.judged.criteria')}>
          <Narrative text={achievement.criteria.narrative} lang={lang} />
        </Disclosure>
      )}
    </Section>
  )
}

/** The awarded version is what was signed, whatever the catalogue says today. */
function VersionNote({ version, digest }: { version: Shown['version']; digest: string | undefined }) {
  if (digest !== undefined && digest !== version.digest)
    return <Notice tone="notYet">{t('verification.judged.differs')}</Notice>
  if (version.currentVersion === version.version) return null
  return (
    <p class="small muted">
      {t('verification.judged.newer', { current: version.currentVersion, version: version.version })}
    </p>
  )
}
