import type { Ctx } from '../../../platform/ctx.ts'
import { type FormState, type Head, type Redirect, redirect } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Button } from '../../../ui/button.tsx'
import { Choice } from '../../../ui/choice.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { FormTop } from '../../account/parts/form-top.tsx'
import { SetupSteps } from '../../account/parts/setup-steps.tsx'
import type { PeopleWorld } from '../actions/invite.ts'
import { decideDemo } from '../actions/setup.ts'
import type { DemoForm } from '../model.ts'
import { type SetUpPage, setUpPage } from '../views/setup.ts'

type World = Ctx<PeopleWorld>
interface Loaded {
  page: SetUpPage
}

export async function load(ctx: World): Promise<Loaded> {
  return { page: await setUpPage(ctx) }
}

export async function act(ctx: World, input: DemoForm): Promise<Redirect> {
  await decideDemo(ctx, input)
  return redirect('/setup/done')
}

export function head(): Head {
  return { title: t('organization.setup.demo'), noIndex: true }
}

export function Page({ page, form }: Loaded & { form: FormState }) {
  return (
    <>
      <SetupSteps current="demo" />
      <PageHead
        title={t('organization.setup.demo')}
        lead={t(page.demo ? 'organization.setup.demo.lead' : 'organization.setup.demo.none')}
      />
      <FormTop form={form} />
      <Form action="/setup/demo">
        {page.demo ? (
          <Choice
            name="demo"
            label={t('organization.setup.demo.question')}
            options={[
              { value: 'keep', label: t('organization.setup.demo.keep'), hint: t('organization.setup.demo.keep.hint') },
              {
                value: 'remove',
                label: t('organization.setup.demo.remove'),
                hint: t('organization.setup.demo.remove.hint'),
              },
            ]}
            value="keep"
          />
        ) : (
          <input type="hidden" name="demo" value="keep" />
        )}
        <Actions>
          <Button kind="primary">{t('organization.setup.next')}</Button>
        </Actions>
      </Form>
    </>
  )
}
