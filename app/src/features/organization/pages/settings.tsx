import type { Ctx } from '../../../platform/ctx.ts'
import { type FormState, type Head, type Params, type Redirect, redirect } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Section } from '../../../ui/layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { FormTop, typedOr } from '../../account/parts/form-top.tsx'
import { StepUpNote } from '../../account/parts/step-up-note.tsx'
import type { PeopleWorld } from '../actions/invite.ts'
import {
  addProvider,
  addSchool,
  closeSchool,
  saveFacts,
  savePicture,
  saveSettings,
  switchProvider,
  trustProvider,
} from '../actions/settings.ts'
import type {
  Facts,
  NewProvider,
  NewUnit,
  Picture,
  Settings,
  SwitchProvider,
  ThatOne,
  TrustProvider,
} from '../model.ts'
import { FactsSection } from '../parts/facts-section.tsx'
import { NextKeyLine } from '../parts/next-key-line.tsx'
import { OrganizationTabs } from '../parts/organization-tabs.tsx'
import { ProvidersSection } from '../parts/providers-section.tsx'
import { RulesSection } from '../parts/rules-section.tsx'
import { SchoolsSection } from '../parts/schools-section.tsx'
import { type SettingsPage, settingsPage } from '../views/settings.ts'

type World = Ctx<PeopleWorld>
type Org = Params<'org'>
interface Loaded {
  page: SettingsPage
}

export async function load(ctx: World): Promise<Loaded> {
  return { page: await settingsPage(ctx) }
}

const saved = ({ org }: Org): Redirect => redirect(`/org/${org}/settings`, { done: 'account.settings.saved' })

export const acts = {
  facts: async (ctx: World, input: Facts, params: Org): Promise<Redirect> => {
    await saveFacts(ctx, input)
    return saved(params)
  },
  picture: async (ctx: World, input: Picture, params: Org): Promise<Redirect> => {
    await savePicture(ctx, input)
    return saved(params)
  },
  rules: async (ctx: World, input: Settings, params: Org): Promise<Redirect> => {
    await saveSettings(ctx, input)
    return saved(params)
  },
  addSchool: async (ctx: World, input: NewUnit, params: Org): Promise<Redirect> => {
    await addSchool(ctx, input)
    return saved(params)
  },
  closeSchool: async (ctx: World, input: ThatOne, params: Org): Promise<Redirect> => {
    await closeSchool(ctx, input)
    return saved(params)
  },
  addProvider: async (ctx: World, input: NewProvider, params: Org): Promise<Redirect> => {
    await addProvider(ctx, input)
    return saved(params)
  },
  switchProvider: async (ctx: World, input: SwitchProvider, params: Org): Promise<Redirect> => {
    await switchProvider(ctx, input)
    return saved(params)
  },
  trustProvider: async (ctx: World, input: TrustProvider, params: Org): Promise<Redirect> => {
    await trustProvider(ctx, input)
    return saved(params)
  },
}

export function head({ page }: Loaded): Head {
  const title = t('organization.settings.title', { name: page.organization.name })
  return { title, density: 'work', noIndex: true }
}

export function Page({ page, form }: Loaded & { form: FormState }) {
  const { organization, fresh } = page
  return (
    <>
      <OrganizationTabs slug={organization.slug} current="settings" />
      <PageHead above={organization.name} title={t('organization.tabs.settings')} />
      <FormTop form={form} scope={typedOr(form, 'id', '') || undefined} />
      {!fresh && <StepUpNote next={`/org/${organization.slug}/settings`} />}
      <FactsSection page={page} form={form} />
      <SchoolsSection page={page} form={form} />
      <RulesSection page={page} form={form} />
      <ProvidersSection page={page} form={form} />
      <Keys page={page} />
    </>
  )
}

function Keys({ page: { organization, runsUntil } }: { page: SettingsPage }) {
  return (
    <Section title={t('organization.issuer.keys')} id="keys">
      <NextKeyLine at={runsUntil} zone={organization.timeZone} />
      <p>
        <a href={`/org/${organization.slug}/keys`}>{t('organization.keys.go')}</a>
      </p>
    </Section>
  )
}
