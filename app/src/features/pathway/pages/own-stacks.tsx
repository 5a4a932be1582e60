import type { Ctx } from '../../../platform/ctx.ts'
import { type FormState, type Head, type Redirect, redirect } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Button, LinkButton } from '../../../ui/button.tsx'
import { DateTime } from '../../../ui/date-time.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Form } from '../../../ui/form.tsx'
import { Cluster, Section } from '../../../ui/layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { FormTop } from '../../account/parts/form-top.tsx'
import { beginNextVersion, beginStack } from '../actions/own-stacks.ts'
import { withdrawStack } from '../actions/publish-own.ts'
import { KINDS } from '../model.ts'
import { addressOf } from '../parts/address.ts'
import type { BeginStack, OwnCode } from '../rules/own-input.ts'
import { type OwnLine, type OwnStacksView, ownStacksPage } from '../views/own.ts'

type World = Ctx<never>
interface Loaded {
  readonly view: OwnStacksView
}

export async function load(ctx: World): Promise<Loaded> {
  return { view: await ownStacksPage(ctx) }
}

export const acts = {
  begin: async (ctx: World, { kind }: BeginStack): Promise<Redirect> =>
    redirect(`/author/stacks/${await beginStack(ctx, kind)}`),
  next: async (ctx: World, { stack: code }: OwnCode): Promise<Redirect> =>
    redirect(`/author/stacks/${await beginNextVersion(ctx, code)}`),
  withdraw: async (ctx: World, { stack: code }: OwnCode): Promise<Redirect> => {
    await withdrawStack(ctx, code)
    return redirect('/author/stacks', { done: 'pathway.own.withdrawn' })
  },
}

export function head(): Head {
  return { title: t('pathway.own.list'), density: 'work', noIndex: true }
}

export function Page({ view, form }: Loaded & { form: FormState }) {
  const { drafts, published, mayBegin } = view
  const waiting = drafts.filter(({ waits }) => waits)
  const open = drafts.filter(({ waits }) => !waits)
  return (
    <div class="stack">
      <PageHead
        title={t('pathway.own.list')}
        lead={t('pathway.own.list.lead')}
        actions={mayBegin && drafts.length + published.length > 0 && <Begin />}
      />
      <FormTop form={form} />
      {drafts.length + published.length === 0 && (
        <EmptyState sentence={t('pathway.own.list.empty')} actions={mayBegin && <Begin />} />
      )}
      <Lines id="waiting" title={t('pathway.own.waiting')} lines={waiting} zone={view.zone} />
      <Lines id="drafts" title={t('pathway.own.drafts')} lines={open} zone={view.zone} />
      {published.length > 0 && <Published view={view} />}
    </div>
  )
}

function Begin() {
  return (
    <>
      {KINDS.map((kind) => (
        <Form key={kind} action="/author/stacks" hidden={{ kind }} inline label={t(`pathway.own.begin.${kind}`)}>
          <Button kind={kind === 'stack' ? 'primary' : 'plain'}>{t(`pathway.own.begin.${kind}`)}</Button>
        </Form>
      ))}
    </>
  )
}

function Lines({ lines, zone, ...words }: { id: string; title: string; lines: readonly OwnLine[]; zone: string }) {
  if (lines.length === 0) return null
  return (
    <Section {...words}>
      <ul class="pathway-members">
        {lines.map(({ id, kind, title, state, updatedAt, authors }) => (
          <li key={id}>
            <p>
              <a href={`/author/stacks/${id}`}>{title || t(`pathway.own.untitled.${kind}`)}</a>{' '}
              <Tag>{t(`pathway.own.state.${state}`)}</Tag>
            </p>
            <p class="small muted">
              {t(`pathway.above.${kind}`)} · {t('pathway.own.by', { names: authors.join(', ') })} ·{' '}
              <DateTime at={updatedAt} zone={zone} style="stamp" />
            </p>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Published({ view }: { view: OwnStacksView }) {
  const { published, mayBegin, mayWithdraw, fresh } = view
  const offered = published.some((stack) => stack.offered)
  return (
    <Section id="published" title={t('pathway.own.publishedList')} note={t('pathway.own.publishedList.note')}>
      {mayWithdraw && !fresh && offered && (
        <p class="small">
          {t('pathway.own.withdraw.stepUp')}{' '}
          <LinkButton kind="quiet" href={`/step-up?next=${encodeURIComponent('/author/stacks')}`}>
            {t('account.stepUp.go')}
          </LinkButton>
        </p>
      )}
      <ul class="pathway-members">
        {published.map((stack) => (
          <li key={stack.code}>
            <p>
              <a href={addressOf(stack)}>{stack.words.en.title}</a>{' '}
              <span class="small muted">
                {t('pathway.own.versionOf', { code: stack.code, version: stack.version })}
              </span>{' '}
              {stack.visibility === 'organization' && <Tag>{t('pathway.inside')}</Tag>}{' '}
              {!stack.offered && <Tag>{t('pathway.own.notOffered')}</Tag>}
            </p>
            <Cluster>
              {mayBegin && (
                <Form action="/author/stacks/own/next" hidden={{ stack: stack.code }} inline>
                  <Button>{t('pathway.own.next', { code: stack.code })}</Button>
                </Form>
              )}
              {mayWithdraw && fresh && stack.offered && (
                <Form action="/author/stacks/own/withdraw" hidden={{ stack: stack.code }} inline>
                  <Button kind="quiet">{t('pathway.own.withdraw', { code: stack.code })}</Button>
                </Form>
              )}
            </Cluster>
          </li>
        ))}
      </ul>
    </Section>
  )
}
