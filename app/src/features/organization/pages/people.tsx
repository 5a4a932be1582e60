import type { Ctx } from '../../../platform/ctx.ts'
import type { Slots } from '../../../platform/panels.ts'
import { type FormState, type Head, type Params, type Redirect, redirect } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Section } from '../../../ui/layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { Pagination } from '../../../ui/pagination.tsx'
import { Slot } from '../../../ui/slot.tsx'
import { FormTop } from '../../account/parts/form-top.tsx'
import { StepUpNote } from '../../account/parts/step-up-note.tsx'
import { invite, type PeopleWorld, withdrawInvitation } from '../actions/invite.ts'
import { answerLink } from '../actions/links.ts'
import { answerRoleProposal, endMember, setRoles } from '../actions/members.ts'
import type { Asked } from '../actions/propose.ts'
import type { Answer, Invite, SetRoles, ThatOne, ThatPerson } from '../model.ts'
import { InviteSection } from '../parts/invite-section.tsx'
import { MemberTable } from '../parts/member-table.tsx'
import { OrganizationTabs } from '../parts/organization-tabs.tsx'
import { WaitingSection } from '../parts/waiting-section.tsx'
import { type PeoplePage, peoplePage } from '../views/people.ts'

type World = Ctx<PeopleWorld>
type Org = Params<'org'>
interface Loaded {
  page: PeoplePage
}

export async function load(ctx: World, _params: Org, query: { after?: string }): Promise<Loaded> {
  return { page: await peoplePage(ctx, query.after) }
}

const ASKED: Readonly<Record<Exclude<Asked, 'no'>, string>> = {
  proposed: 'organization.proposal.made',
  'another-waits': 'organization.proposal.waits',
}
const back = ({ org }: Org, done: string): Redirect => redirect(`/org/${org}/people`, { done })

export const acts = {
  invite: async (ctx: World, input: Invite, params: Org): Promise<Redirect> => {
    await invite(ctx, input)
    return back(params, 'organization.invite.sent')
  },
  withdraw: async (ctx: World, input: ThatOne, params: Org): Promise<Redirect> => {
    await withdrawInvitation(ctx, input)
    return back(params, 'organization.invitation.withdrawn')
  },
  roles: async (ctx: World, input: SetRoles, params: Org): Promise<Redirect> => {
    const asked = await setRoles(ctx, input)
    return back(params, asked === 'no' ? 'account.settings.saved' : ASKED[asked])
  },
  end: async (ctx: World, input: ThatPerson, params: Org): Promise<Redirect> => {
    const asked = await endMember(ctx, input)
    return back(params, asked === 'no' ? 'organization.member.ended' : ASKED[asked])
  },
  proposal: async (ctx: World, input: Answer, params: Org): Promise<Redirect> => {
    await answerRoleProposal(ctx, input)
    return back(params, 'organization.answered')
  },
  request: async (ctx: World, input: Answer, params: Org): Promise<Redirect> => {
    await answerLink(ctx, input)
    return back(params, 'organization.answered')
  },
}

export function head({ page }: Loaded): Head {
  const title = t('organization.people.title', { name: page.organization.name })
  return { title, density: 'ledger', noIndex: true }
}

export function slots(_loaded: Loaded) {
  return { 'members.news': {} }
}

export function Page({ page, form, slots: filled }: Loaded & { form: FormState; slots: Slots }) {
  const { organization, mayChange, fresh, next } = page
  const here = `/org/${organization.slug}/people`
  return (
    <>
      {mayChange && <OrganizationTabs slug={organization.slug} current="people" />}
      <PageHead above={organization.name} title={t('organization.tabs.people')} />
      <FormTop form={form} />
      {mayChange && !fresh && <StepUpNote next={here} />}
      <Slot panels={filled['members.news']} />
      {mayChange && <WaitingSection page={page} />}
      <Section title={t('organization.members')} id="members">
        {mayChange && (
          <p>
            <a class="own-line" href={`${here}/ties`}>
              {t('organization.ties.link')}
            </a>
          </p>
        )}
        <MemberTable page={page} />
        <Pagination next={next ? `${here}?after=${next}` : undefined} />
      </Section>
      {mayChange && <InviteSection page={page} form={form} />}
    </>
  )
}
