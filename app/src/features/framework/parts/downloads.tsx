import { t } from '../../../text.ts'
import { Section } from '../../../ui/layout.tsx'

/** The framework for other systems; `whole` is for its own organization alone. */
export function Downloads({ pack, linked, whole }: { pack: string; linked: string; whole?: string | undefined }) {
  return (
    <Section title={t('framework.downloads')} id="downloads" note={t('framework.downloads.note')}>
      <ul>
        {whole && (
          <li>
            <a href={whole}>{t('framework.downloads.whole')}</a>
          </li>
        )}
        <li>
          <a href={pack}>{t('framework.downloads.case')}</a>
        </li>
        <li>
          <a href={linked}>{t('framework.downloads.linked')}</a>
        </li>
      </ul>
    </Section>
  )
}
