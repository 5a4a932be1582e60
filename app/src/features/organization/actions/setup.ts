import { Conflict, Invalid, insist, NotFound } from '../../../lib/refusal.ts'
import type { Ctx, Db } from '../../../platform/ctx.ts'
import { keep } from '../../../platform/kept.ts'
import { append } from '../../../platform/log.ts'
import { postMail } from '../../../platform/mail.ts'
import { isSetUpFinished, SET_UP_FINISHED } from '../../account/reads/setup.ts'
import { findSite, SITE } from '../../account/reads/site.ts'
import type { CatalogueForm, DemoForm, IssuerForm, SiteForm } from '../model.ts'
import { mayOperate } from '../policy.ts'
import { PROMISED, readSteps, SET_UP_STEPS, type Step } from '../reads/setup.ts'
import { findSiteIssuer, listIssuers } from '../reads.ts'
import { slugOf } from '../rules/slug.ts'
import { removeDemo } from './demo.ts'
import { addMember, foundOrganization } from './found.ts'
import type { PeopleWorld } from './invite.ts'

type World = Ctx<PeopleWorld>

/** After the set-up its pages are not there any more. */
export async function insistSetUp(ctx: World, tx: Db<PeopleWorld>): Promise<void> {
  insist(mayOperate(ctx.actor))
  if (await isSetUpFinished(tx)) throw new NotFound('set-up')
}

async function done(ctx: World, tx: Db<PeopleWorld>, step: Step): Promise<void> {
  await keep(tx, SET_UP_STEPS, { ...(await readSteps(tx)), [step]: ctx.now().toISOString() })
  await append(ctx, tx, { type: 'organization.setUpStep', subjectId: 'set-up', body: { step } })
}

export async function saveSite(ctx: World, site: SiteForm): Promise<void> {
  await ctx.transact(async (tx) => {
    await insistSetUp(ctx, tx)
    await keep(tx, SITE, site)
    await done(ctx, tx, 'site')
  })
  ctx.naming.rename(site.name)
}

/** The organization that awards what this site offers to everybody, with its keys; its founder administers it and writes its rules for hours. */
export async function makeIssuer(ctx: World, { copied: _copied, ...issuer }: IssuerForm): Promise<void> {
  const { personId } = ctx.person
  const { taken, site } = await ctx.transact(async (tx) => {
    await insistSetUp(ctx, tx)
    if (await findSiteIssuer(tx)) throw new Conflict('issuer-there')
    return { taken: new Set((await listIssuers(tx)).map(({ slug }) => slug)), site: await findSite(tx) }
  })
  const there = ctx.asSystem({ tenantId: ctx.newId(), personId, job: 'set-up' })
  await there.transact(async (tx) => {
    await foundOrganization(there, tx, {
      ...issuer,
      slug: slugOf(issuer.name, taken),
      timeZone: site?.timeZone ?? ctx.timeZone,
      locale: site?.locale ?? ctx.locale,
      isSiteIssuer: true,
      demo: false,
    })
    await addMember(there, tx, { personId, unitId: null, roles: ['organizationAdmin', 'recognizer'] })
    await keep(tx, 'keys.copied', { at: ctx.now().toISOString(), by: personId })
    await done(there, tx, 'issuer')
  })
}

/** A message to oneself: whoever reads it knows that mail leaves. */
export async function sendTestMail(ctx: World): Promise<void> {
  await ctx.transact(async (tx) => {
    insist(mayOperate(ctx.actor))
    await postMail(ctx, tx, {
      toPerson: ctx.person.personId,
      template: 'organization.testMail',
      values: {},
      path: '/admin',
    })
  })
}

export async function finishMail(ctx: World): Promise<void> {
  await ctx.transact(async (tx) => {
    await insistSetUp(ctx, tx)
    await done(ctx, tx, 'mail')
  })
}

/** The catalogue hears of it: what is offered is its own to write. */
export async function promiseCatalogue(ctx: World, { offer, codes }: CatalogueForm): Promise<void> {
  const issuer = await ctx.transact(async (tx) => {
    await insistSetUp(ctx, tx)
    return findSiteIssuer(tx)
  })
  if (!issuer) throw new Conflict('issuer-first')
  if (offer === 'some' && codes.length === 0) throw new Invalid('check-fields', { offer: 'refusal.choose-entries' })
  const promised = { offer, codes: offer === 'some' ? [...codes] : [] }
  const there = ctx.asSystem({ tenantId: issuer.tenantId, personId: ctx.person.personId, job: 'set-up' })
  await there.transact(async (tx) => {
    await keep(tx, PROMISED, promised)
    await done(there, tx, 'catalogue')
    await append(there, tx, {
      type: 'organization.cataloguePromised',
      subjectId: issuer.tenantId,
      body: promised,
    })
  })
}

export async function decideDemo(ctx: World, { demo }: DemoForm): Promise<void> {
  await ctx.transact(async (tx) => {
    await insistSetUp(ctx, tx)
    if (demo === 'remove') await removeDemo(ctx, tx)
    await done(ctx, tx, 'demo')
  })
}

export async function finishSetUp(ctx: World): Promise<void> {
  await ctx.transact(async (tx) => {
    await insistSetUp(ctx, tx)
    if (!(await findSiteIssuer(tx))) throw new Conflict('issuer-first')
    await keep(tx, SET_UP_FINISHED, { at: ctx.now().toISOString() })
    await append(ctx, tx, { type: 'organization.setUpFinished', subjectId: 'set-up', body: {} })
  })
}
