import type { Ctx } from '../../../platform/ctx.ts'
import { type FormState, type Head, type Params, type Redirect, redirect } from '../../../platform/route.ts'
import { say, t } from '../../../text.ts'
import { Button, LinkButton } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { DateTime } from '../../../ui/date-time.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Form } from '../../../ui/form.tsx'
import { Grid } from '../../../ui/layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { FormTop } from '../../account/parts/form-top.tsx'
import { takeBackExemplar } from '../actions/lend-exemplar.ts'
import { ExampleWords } from '../parts/example-words.tsx'
import { levelName } from '../parts/labels.ts'
import { type Lent, lentPage } from '../views/lent.ts'

interface Loaded {
  view: { lent: readonly Lent[]; zone: string }
}

export async function load(ctx: Ctx<never>): Promise<Loaded> {
  return { view: await lentPage(ctx) }
}

export async function act(ctx: Ctx<never>, _input: object, { exemplar }: Params<'exemplar'>): Promise<Redirect> {
  await takeBackExemplar(ctx, exemplar)
  return redirect('/me/examples', { done: 'catalog.lent.done' })
}

export function head(): Head {
  return { title: t('catalog.lent.title'), noIndex: true }
}

export function Page({ view: { lent, zone }, form }: Loaded & { form: FormState }) {
  return (
    <div class="stack">
      <PageHead title={t('catalog.lent.title')} lead={t('catalog.lent.lead')} />
      <FormTop form={form} />
      {lent.length === 0 ? (
        <EmptyState
          sentence={t('catalog.lent.empty')}
          actions={<LinkButton href="/me/work">{t('catalog.lent.works')}</LinkButton>}
        />
      ) : (
        <Grid size="large" as="ul">
          {lent.map((one) => (
            <LentCard key={one.id} lent={one} zone={zone} />
          ))}
        </Grid>
      )}
    </div>
  )
}

function LentCard({ lent, zone }: { lent: Lent; zone: string }) {
  const { id, title, slug, criterion, level, state, audience, showName, words, mediaType, endedAt, reason } = lent
  const open = state === 'published' && audience === 'public'
  return (
    <Card as="li" level={2} title={title} href={open ? `/m/${slug}/exemplars#example-${id}` : undefined}>
      <p class="cluster gap-8">
        <Tag>{t(`catalog.lent.state.${state}`)}</Tag>
        {endedAt === null && <Tag>{t(`catalog.lent.audience.${audience}`)}</Tag>}
        {showName && <Tag>{t('catalog.lent.named')}</Tag>}
      </p>
      <p class="small muted">
        {criterion}
        {level && ` · ${levelName(level)}`}
      </p>
      {endedAt ? (
        <Over lent={lent} zone={zone} />
      ) : (
        <>
          <ExampleWords words={words} />
          <div class="actions catalog-lent-deeds">
            <Form action={`/me/examples/${id}/withdraw`} inline>
              <Button kind="danger">{t('catalog.lent.takeBack')}</Button>
            </Form>
            {mediaType && (
              <Form action={`/me/examples/${id}/open`} inline>
                <Button kind="quiet">{t('catalog.examples.open')}</Button>
              </Form>
            )}
          </div>
        </>
      )}
      {reason !== '' && <p class="prose">{reason}</p>}
    </Card>
  )
}

function Over({ lent: { endedAt, endedBecause }, zone }: { lent: Lent; zone: string }) {
  if (!endedAt) return null
  return (
    <p>
      {say(`catalog.lent.because.${endedBecause}`)} <DateTime at={endedAt} zone={zone} style="date" />
    </p>
  )
}
