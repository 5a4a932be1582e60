import type { CapabilityTables } from '../../../platform/capability.ts'
import type { Ctx } from '../../../platform/ctx.ts'
import { type FormState, type Head, type Redirect, redirect } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Section } from '../../../ui/layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { addEmail, preferEmail, proveEmail, removeEmail } from '../actions/emails.ts'
import { askErasure, cancelErasure } from '../actions/erase-account.ts'
import { removeIdentity, removePasskey, renamePasskey } from '../actions/factors.ts'
import { backToStandardKeys, chooseKeys, switchKeys } from '../actions/keys.ts'
import { saveProfile } from '../actions/profile.ts'
import { cancelRecovery } from '../actions/recover.ts'
import type { AccountWorld } from '../actions/session.ts'
import { askExport, openExport } from '../actions/take-out.ts'
import { endOtherVisits, endVisit } from '../actions/visits.ts'
import type {
  AskErasure,
  ChooseKeys,
  NewEmail,
  Profile,
  RenamePasskey,
  SwitchKeys,
  ThatOne,
  TypedCode,
} from '../model.ts'
import { EmailSection } from '../parts/email-section.tsx'
import { EraseSection } from '../parts/erase-section.tsx'
import { FormTop } from '../parts/form-top.tsx'
import { KeySection, withKeyWords } from '../parts/key-section.tsx'
import { PasskeySection } from '../parts/passkey-section.tsx'
import { PersonFields } from '../parts/person-fields.tsx'
import { SessionSection } from '../parts/session-section.tsx'
import { TakeOutSection } from '../parts/take-out-section.tsx'
import { type SettingsPage, settingsPage } from '../views/own.ts'

type World = Ctx<AccountWorld & CapabilityTables>
interface Loaded {
  page: SettingsPage
}

export async function load(ctx: World): Promise<Loaded> {
  return { page: await settingsPage(ctx) }
}

const saved = (done: string): Redirect => redirect('/me/settings', { done })
const keysNow = (done: string): Redirect => redirect('/me/settings#keys', { done })

export const acts = {
  profile: async (ctx: World, input: Profile): Promise<Redirect> =>
    redirect('/me/settings', { cookies: [await saveProfile(ctx, input)], done: 'account.settings.saved' }),
  keys: async (ctx: World, input: ChooseKeys): Promise<Redirect> => {
    await chooseKeys(ctx, input)
    return keysNow('account.keys.saved')
  },
  standardKeys: async (ctx: World): Promise<Redirect> => {
    await backToStandardKeys(ctx)
    return keysNow('account.keys.isStandard')
  },
  switchKeys: async (ctx: World, { on }: SwitchKeys): Promise<Redirect> => {
    await switchKeys(ctx, on === 'yes')
    return keysNow(on === 'yes' ? 'account.keys.isOn' : 'account.keys.isOff')
  },
  renamePasskey: async (ctx: World, input: RenamePasskey): Promise<Redirect> => {
    await renamePasskey(ctx, input)
    return saved('account.settings.saved')
  },
  removePasskey: async (ctx: World, input: ThatOne): Promise<Redirect> => {
    await removePasskey(ctx, input)
    return saved('account.passkey.removed')
  },
  removeIdentity: async (ctx: World, input: ThatOne): Promise<Redirect> => {
    await removeIdentity(ctx, input)
    return saved('account.identity.removed')
  },
  cancelRecovery: async (ctx: World): Promise<Redirect> => {
    await cancelRecovery(ctx)
    return saved('account.recovery.cancelled')
  },
  addEmail: async (ctx: World, input: NewEmail): Promise<Redirect> => {
    await addEmail(ctx, input)
    return saved('account.emails.sent')
  },
  proveEmail: async (ctx: World, input: TypedCode): Promise<Redirect> => {
    await proveEmail(ctx, input)
    return saved('account.emails.proven')
  },
  removeEmail: async (ctx: World, input: ThatOne): Promise<Redirect> => {
    await removeEmail(ctx, input)
    return saved('account.emails.removed')
  },
  preferEmail: async (ctx: World, input: ThatOne): Promise<Redirect> => {
    await preferEmail(ctx, input)
    return saved('account.settings.saved')
  },
  askExport: async (ctx: World): Promise<Redirect> => {
    await askExport(ctx)
    return redirect('/me/settings#data', { done: 'account.data.asked' })
  },
  openExport: async (ctx: World, input: ThatOne): Promise<Redirect> => redirect(await openExport(ctx, input)),
  askErasure: async (ctx: World, input: AskErasure): Promise<Redirect> => {
    await askErasure(ctx, input)
    return redirect('/me/settings#erase', { done: 'account.erase.asked.done' })
  },
  cancelErasure: async (ctx: World): Promise<Redirect> => {
    await cancelErasure(ctx)
    return redirect('/me/settings#erase', { done: 'account.erase.cancelled' })
  },
  endSession: async (ctx: World, input: ThatOne): Promise<Redirect> => {
    await endVisit(ctx, input)
    return saved('account.sessions.ended')
  },
  endOthers: async (ctx: World): Promise<Redirect> => {
    await endOtherVisits(ctx)
    return saved('account.sessions.ended')
  },
}

export function head(): Head {
  return { title: t('account.settings.title'), noIndex: true }
}

export function Page({ page, form }: Loaded & { form: FormState }) {
  return (
    <>
      <PageHead title={t('account.settings.title')} />
      <FormTop form={page.keys ? withKeyWords(form, page.keys.keys) : form} />
      <Section title={t('account.settings.you')} id="you" note={t('account.settings.you.note')}>
        <Form action="/me/settings">
          <PersonFields person={page.person} form={form} />
          <Actions>
            <Button kind="primary">{t('account.settings.save')}</Button>
          </Actions>
        </Form>
      </Section>
      <PasskeySection page={page} />
      <EmailSection page={page} form={form} />
      {page.keys && <KeySection kept={page.keys} form={form} />}
      <SessionSection page={page} />
      <TakeOutSection page={page} />
      <EraseSection page={page} form={form} />
    </>
  )
}
