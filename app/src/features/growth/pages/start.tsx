import type { Ctx } from '../../../platform/ctx.ts'
import type { Head } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Button, LinkButton } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Actions, Form } from '../../../ui/form.tsx'
import { Section } from '../../../ui/layout.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { FoundCard } from '../parts/found-card.tsx'
import { MatchLine } from '../parts/match-line.tsx'
import { StartField } from '../parts/start-field.tsx'
import { type StartView, startPage } from '../views/start.ts'

interface Loaded {
  start: StartView
}

export async function load(ctx: Ctx<never>, _params: unknown, { want }: { want: string }): Promise<Loaded> {
  return { start: await startPage(ctx, want) }
}

export function head({ start: { want } }: Loaded): Head {
  return { title: t('growth.start.title'), description: t('growth.start.description'), noIndex: want !== '' }
}

export function Page({ start }: Loaded) {
  const { want, matches, found, wordsIn } = start
  return (
    <>
      <PageHead title={t('growth.question')} lead={want === '' ? t('growth.start.lead') : undefined} />
      <StartField want={want} />
      {want !== '' && matches.length === 0 && <NothingMatched want={want} />}
      {matches.length > 0 && (
        <>
          <Section title={t('growth.start.touches')} id="touches" note={t('growth.start.touches.note')}>
            <ul class="growth-matches">
              {matches.map((match) => (
                <MatchLine key={match.id} match={match} wordsIn={wordsIn} />
              ))}
            </ul>
          </Section>
          <Section title={t('growth.start.found', { count: found.length })} id="found">
            {found.length === 0 && <p>{t('growth.start.none')}</p>}
            {found.map(({ card, worksOn }) => (
              <FoundCard key={card.code} card={card} worksOn={worksOn} />
            ))}
            <p>
              <a href={`/explore?q=${encodeURIComponent(want)}`}>{t('growth.start.explore')}</a>
            </p>
          </Section>
          <Section title={t('growth.start.keep')} id="keep">
            <p>{t('growth.start.keep.text')}</p>
            <Keep start={start} />
          </Section>
        </>
      )}
    </>
  )
}

function Keep({ start: { want, signedIn } }: Loaded) {
  if (signedIn)
    return (
      <Form action="/me/goals/match" hidden={{ text: want }}>
        <Actions>
          <Button kind="primary">{t('growth.start.keep.goal')}</Button>
        </Actions>
      </Form>
    )
  return (
    <Actions>
      <LinkButton
        kind="primary"
        href={`/sign-in?next=${encodeURIComponent(`/me/goals?want=${encodeURIComponent(want)}`)}`}
      >
        {t('growth.start.keep.signIn')}
      </LinkButton>
    </Actions>
  )
}

function NothingMatched({ want }: { want: string }) {
  return (
    <EmptyState
      sentence={t('growth.start.unmatched')}
      actions={<LinkButton href={`/explore?q=${encodeURIComponent(want)}`}>{t('growth.start.explore')}</LinkButton>}
    >
      <p>{t('growth.start.unmatched.try')}</p>
    </EmptyState>
  )
}
