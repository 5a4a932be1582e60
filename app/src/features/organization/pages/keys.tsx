import type { Ctx } from '../../../platform/ctx.ts'
import { type FormState, type Head, type Params, type Redirect, redirect } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Section } from '../../../ui/layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { FormTop } from '../../account/parts/form-top.tsx'
import { StepUpNote } from '../../account/parts/step-up-note.tsx'
import type { PeopleWorld } from '../actions/invite.ts'
import { answerAboutKeys, askForNewKey, askToWithdrawKey, type KeysAsked } from '../actions/propose-keys.ts'
import type { Answer, NewKeys, WithdrawKey } from '../model.ts'
import { KeyProposals } from '../parts/key-proposals.tsx'
import { KeysTable } from '../parts/keys-table.tsx'
import { NewKeySection } from '../parts/new-key-section.tsx'
import { NextKeyLine } from '../parts/next-key-line.tsx'
import { OrganizationTabs } from '../parts/organization-tabs.tsx'
import { WithdrawKeySection } from '../parts/withdraw-key-section.tsx'
import { type KeysPage, keysPage } from '../views/keys.ts'

type World = Ctx<PeopleWorld>
type Org = Params<'org'>
interface Loaded {
  page: KeysPage
}

export async function load(ctx: World): Promise<Loaded> {
  return { page: await keysPage(ctx) }
}

const back = ({ org }: Org, done: string): Redirect => redirect(`/org/${org}/keys`, { done })
const afterAsking = (params: Org, asked: KeysAsked, done: string): Redirect =>
  back(params, asked === 'proposed' ? 'organization.proposal.made' : done)

export const acts = {
  rotate: async (ctx: World, input: NewKeys, params: Org): Promise<Redirect> =>
    afterAsking(params, await askForNewKey(ctx, input), 'organization.keys.made'),
  withdraw: async (ctx: World, input: WithdrawKey, params: Org): Promise<Redirect> =>
    afterAsking(params, await askToWithdrawKey(ctx, input), 'organization.keys.withdrawn'),
  proposal: async (ctx: World, input: Answer, params: Org): Promise<Redirect> => {
    await answerAboutKeys(ctx, input)
    return back(params, input.answer === 'accept' ? 'organization.keys.carriedOut' : 'organization.keys.refused')
  },
}

export function head({ page }: Loaded): Head {
  return { title: t('organization.keys.title', { name: page.organization.name }), density: 'work', noIndex: true }
}

export function Page({ page, form }: Loaded & { form: FormState }) {
  const { organization, did, keys, now, fresh } = page
  const { slug, timeZone } = organization
  return (
    <>
      <OrganizationTabs slug={slug} current="keys" />
      <PageHead above={organization.name} title={t('organization.issuer.keys')} lead={t('organization.keys.lead')} />
      <FormTop form={form} />
      {!fresh && <StepUpNote next={`/org/${slug}/keys`} />}
      <KeyProposals page={page} />
      <Section title={t('organization.keys.all')} id="all" note={t('organization.issuer.keys.note')}>
        <p>
          <code>{did}</code>
        </p>
        <NextKeyLine at={page.runsUntil} zone={timeZone} />
        <KeysTable keys={keys} zone={timeZone} now={now} org={slug} />
      </Section>
      <NewKeySection page={page} form={form} />
      <WithdrawKeySection page={page} form={form} />
    </>
  )
}
