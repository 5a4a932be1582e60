import type { Ctx } from '../../../platform/ctx.ts'
import type { Head, Params } from '../../../platform/route.ts'
import { currentLocale, t } from '../../../text.ts'
import { CredentialPage } from '../parts/credential-page.tsx'
import { titleOf, verdictWords } from '../parts/words.ts'
import { plainName } from '../rules/names.ts'
import { type Shown, shownCredential } from '../views.ts'

interface Loaded {
  readonly shown: Shown
}

export async function load(ctx: Ctx<never>, { id }: Params<'id'>): Promise<Loaded> {
  return { shown: await shownCredential(ctx, id) }
}

/** What a preview in a message or a network shows: the sentence and the badge; listed in search engines only by choice. */
export function head({ shown }: Loaded): Head {
  const { row, checked, judgement, version, baseUrl, zone } = shown
  const { claims } = checked.report
  const telling = { locale: currentLocale(), zone }
  const address = `${baseUrl}/c/${row.publicId}`
  return {
    title: t('verification.page.title', { title: claims ? plainName(titleOf(claims), 200) : version.title }),
    description: verdictWords({ report: checked.report, judgement, revokedAt: row.revokedAt }, telling).heading,
    image: `${address}.png`,
    noIndex: row.visibility !== 'public',
    alternate: [
      { type: 'application/vc', href: `${address}.json`, title: 'Open Badges 3.0' },
      { type: 'application/ld+json', href: `${address}.json`, title: 'JSON-LD' },
      { type: 'application/pdf', href: `${address}.pdf`, title: 'PDF' },
    ],
  }
}

export function Page({ shown }: Loaded) {
  return <CredentialPage shown={shown} />
}
