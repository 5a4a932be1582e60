import type { Ctx } from '../../../platform/ctx.ts'
import type { Head, Params } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { LinkButton } from '../../../ui/button.tsx'
import { Cluster } from '../../../ui/layout.tsx'
import { CredentialPaper } from '../parts/credential-paper.tsx'
import { type Shown, shownCredential } from '../views.ts'

interface Loaded {
  readonly shown: Shown
}

export async function load(ctx: Ctx<never>, { id }: Params<'id'>): Promise<Loaded> {
  return { shown: await shownCredential(ctx, id) }
}

export function head({ shown: { version } }: Loaded): Head {
  return { title: t('verification.print.title', { title: version.title }), noIndex: true }
}

/** The sheet alone. */
export function Page({ shown }: Loaded) {
  const { claims } = shown.checked.report
  const address = `/c/${shown.row.publicId}`
  return (
    <div class="stack">
      <div class="no-print stack gap-12">
        <p>{t('verification.print.how')}</p>
        <Cluster>
          <LinkButton href={`${address}.pdf`}>{t('credential.take.pdf')}</LinkButton>
          <LinkButton kind="quiet" href={address}>
            {t('verification.print.back')}
          </LinkButton>
        </Cluster>
      </div>
      {claims ? <CredentialPaper shown={shown} claims={claims} level={1} /> : <p>{t('verification.print.none')}</p>}
    </div>
  )
}
