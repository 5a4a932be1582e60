import { t } from '../../../text.ts'
import { LinkButton } from '../../../ui/button.tsx'
import { Cluster, Section } from '../../../ui/layout.tsx'

/** Whole catalogues as an archive that can be brought in again, here or elsewhere. */
export function TakeAlong({ own }: { own: boolean }) {
  return (
    <Section id="take" title={t('catalog.take.title')} note={t('catalog.take.note')}>
      <Cluster>
        {own && (
          <LinkButton href="/author/catalogue.zip" download>
            {t('catalog.take.own')}
          </LinkButton>
        )}
        <LinkButton href="/author/catalogue.zip?of=starter" download>
          {t('catalog.take.starter')}
        </LinkButton>
      </Cluster>
    </Section>
  )
}
