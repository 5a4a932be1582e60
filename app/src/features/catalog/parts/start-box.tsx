import { t } from '../../../text.ts'
import { Button, LinkButton } from '../../../ui/button.tsx'
import { Choice } from '../../../ui/choice.tsx'
import { Select } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { DemoDoor } from '../../account/parts/demo-door.tsx'
import type { AchievementView } from '../views.ts'

const MOST_NAMED = 4

/** The one deed of the page. Where several organizations award it, the person says with whom. */
export function StartBox({ view }: { view: AchievementView }) {
  const { achievement, offers, signedIn } = view
  const form = view.simulated ? <Simulated view={view} /> : <StartForm view={view} />
  return (
    <section class="catalog-start no-print" id="start" aria-labelledby="start-title">
      <h2 id="start-title">{t('catalog.start.title')}</h2>
      {offers.length === 0 ? (
        <Nobody demo={view.demo} />
      ) : signedIn ? (
        form
      ) : (
        <SignInFirst slug={achievement.slug} offers={offers} />
      )}
    </section>
  )
}

function Nobody({ demo }: Pick<AchievementView, 'demo'>) {
  return (
    <>
      <p>{t('catalog.start.nobody')}</p>
      <p class="small muted">{t('catalog.start.nobody.note')}</p>
      {demo && <DemoDoor />}
    </>
  )
}

function SignInFirst({ slug, offers }: { slug: string } & Pick<AchievementView, 'offers'>) {
  return (
    <>
      <AwardedBy offers={offers} />
      <LinkButton kind="primary" wide href={`/sign-in?next=${encodeURIComponent(`/m/${slug}`)}`}>
        {t('catalog.start.signIn')}
      </LinkButton>
      <p class="small muted">{t('catalog.start.note')}</p>
    </>
  )
}

/** The button of a page that is only looked at. */
function Simulated({ view: { offers, promise } }: { view: AchievementView }) {
  return (
    <>
      <AwardedBy offers={offers} />
      <Button kind="primary" wide id="start-button" disabledBecause={t('catalog.preview.start')}>
        {t('catalog.start.button')}
      </Button>
      <p class="small muted">
        {t('catalog.start.note')} {t('catalog.start.draft', { days: promise.draftDays })}
      </p>
    </>
  )
}

function StartForm({ view: { achievement, offers, promise } }: { view: AchievementView }) {
  const [first, ...others] = offers
  const only = others.length === 0
  return (
    <>
      {only && first && <AwardedBy offers={[first]} />}
      <Form
        action="/me/work/start"
        hidden={{ achievementId: achievement.achievementId, tenantId: only ? first?.tenantId : undefined }}
      >
        {!only && <OneOf offers={offers} />}
        <Button kind="primary" wide>
          {t('catalog.start.button')}
        </Button>
      </Form>
      <p class="small muted">
        {t('catalog.start.note')} {t('catalog.start.draft', { days: promise.draftDays })}
      </p>
    </>
  )
}

/** The best one is chosen already; many are a list to open. */
function OneOf({ offers }: Pick<AchievementView, 'offers'>) {
  const field = {
    name: 'tenantId',
    label: t('catalog.start.where'),
    value: offers[0]?.tenantId,
    options: offers.map(({ tenantId, name }) => ({ value: tenantId, label: name })),
  }
  return offers.length > MOST_NAMED ? <Select {...field} width="full" /> : <Choice {...field} />
}

/** Each name leads to who it is, and to an address for questions and appeals. */
function AwardedBy({ offers }: Pick<AchievementView, 'offers'>) {
  const more = offers.length - MOST_NAMED
  return (
    <p class="small">
      <span class="muted">{t('catalog.start.where')}</span>{' '}
      {offers.slice(0, MOST_NAMED).map(({ slug, name }, at) => (
        <span key={slug}>
          {at > 0 && ', '}
          <a href={`/issuers/${slug}`}>
            <strong>{name}</strong>
          </a>
        </span>
      ))}
      {more > 0 && `, ${t('catalog.start.more', { count: more })}`}
    </p>
  )
}
