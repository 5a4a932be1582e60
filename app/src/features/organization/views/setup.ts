import type { Ctx } from '../../../platform/ctx.ts'
import { hasDemo } from '../../account/reads/sign-in.ts'
import { findSite, type SiteFacts } from '../../account/reads/site.ts'
import { findPrimaryEmail } from '../../account/reads.ts'
import type { PeopleWorld } from '../actions/invite.ts'
import { insistSetUp } from '../actions/setup.ts'
import type { CatalogueForm } from '../model.ts'
import { readPromise, readSteps, type Step } from '../reads/setup.ts'
import { findSiteIssuer, type Issuer } from '../reads.ts'

export { STEPS } from '../reads/setup.ts'

export interface SetUpPage {
  readonly site: SiteFacts
  /** The name that CAIRN_SITE_NAME sets; null where the set-up names the site. */
  readonly setName: string | null
  readonly baseUrl: string
  readonly loopback: boolean
  readonly mailLeaves: boolean
  readonly email: string | null
  readonly issuer: Issuer | null
  /** What was chosen of the catalogue before, when this step is opened again. */
  readonly promised: CatalogueForm | null
  readonly demo: boolean
  readonly done: Readonly<Partial<Record<Step, string>>>
}

/** What every step of the set-up shows from. */
export async function setUpPage(ctx: Ctx<PeopleWorld>): Promise<SetUpPage> {
  return ctx.transact(async (tx) => {
    await insistSetUp(ctx, tx)
    return {
      site: (await findSite(tx)) ?? { name: ctx.siteName, locale: ctx.locale, timeZone: ctx.timeZone },
      setName: ctx.naming.fixed ? ctx.siteName : null,
      baseUrl: ctx.baseUrl,
      loopback: ctx.settings.loopback,
      mailLeaves: ctx.settings.mailLeaves,
      email: await findPrimaryEmail(tx, ctx.person.personId),
      issuer: (await findSiteIssuer(tx)) ?? null,
      promised: await readPromise(tx),
      demo: await hasDemo(tx),
      done: await readSteps(tx),
    }
  })
}
