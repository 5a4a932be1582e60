import type { Ctx } from '../../../platform/ctx.ts'
import { t } from '../../../text.ts'
import { Button, LinkButton } from '../../../ui/button.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Section } from '../../../ui/layout.tsx'
import { Seal } from '../../../ui/seal.tsx'
import { VisuallyHidden } from '../../../ui/visually-hidden.tsx'
import { isNews, MOST_GREETINGS } from '../rules/greeting.ts'
import { backpack, type Held } from '../views.ts'
import { LapsingNotice } from './lapsing-notice.tsx'

interface Loaded {
  readonly news: readonly Held[]
}

/** On Today, above all else: what was earned or taken back and not opened since, with what can be done about it. */
export async function load(ctx: Ctx<never>): Promise<Loaded | null> {
  const news = (await backpack(ctx)).filter(({ row }) => isNews(row, ctx.now())).slice(0, MOST_GREETINGS)
  return news.length > 0 ? { news } : null
}

export function Part({ news }: Loaded) {
  return (
    <div class="earned-news">
      {news.map((held) =>
        held.row.revokedAt ? (
          <Taken key={held.row.id} held={held} />
        ) : held.row.lapsesAt ? (
          <Lapsing key={held.row.id} held={held} />
        ) : (
          <Greeting key={held.row.id} held={held} />
        ),
      )}
    </div>
  )
}

function Greeting({ held: { row, version, issuer } }: { held: Held }) {
  const { title } = version
  const page = `/me/backpack/${row.publicId}`
  return (
    <Section id={`earned-${row.publicId}`} title={t('credential.news.title', { title })}>
      <div class="earned-line">
        <Seal />
        <p>{t('credential.news.text', { issuer: issuer.name })}</p>
      </div>
      <Actions>
        <LinkButton kind="primary" href={page}>
          {t('credential.news.see')}
        </LinkButton>
        <LinkButton href={`${page}#who`}>{t('credential.news.share')}</LinkButton>
        {version.hours !== null && <LinkButton href="/me/recognition">{t('credential.news.counts')}</LinkButton>}
      </Actions>
      <Away page={page} title={title} />
    </Section>
  )
}

function Taken({ held: { row, version, issuer } }: { held: Held }) {
  const { title } = version
  const page = `/me/backpack/${row.publicId}`
  return (
    <Section id={`taken-${row.publicId}`} title={t('credential.news.taken.title', { title })}>
      <p>{t('credential.news.taken.text', { issuer: issuer.name })}</p>
      <Actions>
        <LinkButton kind="primary" href={page}>
          {t('credential.news.taken.see')}
        </LinkButton>
      </Actions>
      <Away page={page} title={title} />
    </Section>
  )
}

/** Stays until the part is replaced or the days are over: it cannot be put away. */
function Lapsing({ held: { row, version, issuer } }: { held: Held }) {
  return (
    <Section id={`lapsing-${row.publicId}`} title={t('credential.news.lapsing.title', { title: version.title })}>
      <LapsingNotice row={row} zone={issuer.timeZone} path={version.path} />
      <Actions>
        <LinkButton kind="primary" href={`/me/backpack/${row.publicId}`}>
          {t('credential.news.see')}
        </LinkButton>
      </Actions>
    </Section>
  )
}

function Away({ page, title }: { page: string; title: string }) {
  return (
    <Form action={`${page}/seen`}>
      <Button kind="quiet">
        {t('credential.news.away')} <VisuallyHidden>{title}</VisuallyHidden>
      </Button>
    </Form>
  )
}
