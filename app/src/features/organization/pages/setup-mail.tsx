import type { Ctx } from '../../../platform/ctx.ts'
import { type FormState, type Head, type Redirect, redirect } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { FormTop } from '../../account/parts/form-top.tsx'
import { SetupSteps } from '../../account/parts/setup-steps.tsx'
import type { PeopleWorld } from '../actions/invite.ts'
import { finishMail, sendTestMail } from '../actions/setup.ts'
import { type SetUpPage, setUpPage } from '../views/setup.ts'

type World = Ctx<PeopleWorld>
interface Loaded {
  page: SetUpPage
}

export async function load(ctx: World): Promise<Loaded> {
  return { page: await setUpPage(ctx) }
}

export const acts = {
  send: async (ctx: World): Promise<Redirect> => {
    await sendTestMail(ctx)
    return redirect('/setup/mail', { done: 'organization.setup.mail.sent' })
  },
  next: async (ctx: World): Promise<Redirect> => {
    await finishMail(ctx)
    return redirect('/setup/catalogue')
  },
}

export function head(): Head {
  return { title: t('organization.setup.mail'), noIndex: true }
}

export function Page({ page: { mailLeaves, email }, form }: Loaded & { form: FormState }) {
  return (
    <>
      <SetupSteps current="mail" />
      <PageHead
        title={t('organization.setup.mail')}
        lead={t(mailLeaves ? 'organization.setup.mail.set' : 'organization.setup.mail.unset')}
      />
      <FormTop form={form} />
      {mailLeaves ? (
        <Form action="/setup/mail/test">
          <Actions>
            <Button>{t('organization.setup.mail.test', { email: email ?? '' })}</Button>
          </Actions>
        </Form>
      ) : (
        <Notice>
          <p>{t('organization.setup.mail.how')}</p>
          <p>
            <code>SMTP_URL=smtps://user:password@smtp.example.org</code>
          </p>
        </Notice>
      )}
      <Form action="/setup/mail">
        <Actions>
          <Button kind="primary">{t(mailLeaves ? 'organization.setup.next' : 'organization.setup.skip')}</Button>
        </Actions>
      </Form>
    </>
  )
}
