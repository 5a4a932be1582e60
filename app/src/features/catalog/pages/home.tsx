import type { Ctx } from '../../../platform/ctx.ts'
import type { Head } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { LinkButton } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { usePage } from '../../../ui/context.ts'
import { Cluster, Grid, Section } from '../../../ui/layout.tsx'
import { Mark } from '../../../ui/mark.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { DemoDoor } from '../../account/parts/demo-door.tsx'
import { OWN_FRAMEWORK } from '../model.ts'
import { AchievementCard } from '../parts/achievement-card.tsx'
import { CairnPicture } from '../parts/cairn-picture.tsx'
import { Kept } from '../parts/kept.tsx'
import { SearchBox } from '../parts/search-box.tsx'
import { Steps } from '../parts/steps.tsx'
import type { CardRow } from '../tables.ts'
import { smallBeginnings } from '../views.ts'

interface Loaded {
  cards: readonly CardRow[]
  size: number
  stamp: string
  demo: boolean
}

export function load(ctx: Ctx<never>): Promise<Loaded> {
  return smallBeginnings(ctx, 3)
}

export function head(): Head {
  return { title: t('catalog.home.title'), description: t('catalog.home.description') }
}

export function Page(loaded: Loaded) {
  const { person } = usePage()
  return (
    <>
      {person && <Onward name={person.name} />}
      <Kept by={`home ${loaded.stamp} ${loaded.demo}`}>{() => <Home {...loaded} />}</Kept>
    </>
  )
}

/** Whoever is signed in already has a page to begin with. */
function Onward({ name }: { name: string }) {
  return (
    <Notice>
      <p>
        {t('catalog.home.signedIn', { name })} <a href="/me">{t('catalog.home.onward')}</a>
      </p>
    </Notice>
  )
}

function Home({ cards, size, demo }: Loaded) {
  return (
    <>
      <Hero size={size} demo={demo} />
      <Section title={t('catalog.home.ways')} id="ways">
        <Ways />
      </Section>
      <Section title={t('catalog.home.how')} id="how">
        <Steps
          label={t('catalog.home.how')}
          steps={([1, 2, 3, 4] as const).map((n) => ({
            title: t(`catalog.home.how.${n}.title`),
            text: t(`catalog.home.how.${n}.text`),
          }))}
        />
      </Section>
      {cards.length > 0 && (
        <Section
          title={t('catalog.home.small')}
          id="small"
          note={<a href="/explore">{t('catalog.home.small.all', { count: size })}</a>}
        >
          <Grid as="ul">
            {cards.map((card) => (
              <AchievementCard key={card.code} card={card} level={3} short />
            ))}
          </Grid>
        </Section>
      )}
      <Section title={t('catalog.home.guides')} id="guides">
        <p>{t('catalog.home.guides.text')}</p>
        <Cluster>
          <LinkButton href="/guides">{t('catalog.home.guides.link')}</LinkButton>
        </Cluster>
      </Section>
      <Section title={t('catalog.home.districts')} id="districts">
        <p>{t('catalog.home.districts.text')}</p>
        <Cluster>
          <LinkButton href="/policies/trust">{t('catalog.home.districts.trust')}</LinkButton>
          <LinkButton href="/verify">{t('catalog.home.districts.verify')}</LinkButton>
        </Cluster>
      </Section>
    </>
  )
}

function Hero({ size, demo }: Pick<Loaded, 'size' | 'demo'>) {
  return (
    <div class="catalog-hero">
      <div class="catalog-hero-words">
        <h1>{t('catalog.home.title')}</h1>
        <p class="catalog-hero-lead">{t('catalog.home.lead')}</p>
        <SearchBox>
          <p class="catalog-examples">
            {t('catalog.home.try')}{' '}
            {([1, 2, 3, 4] as const).map((n) => {
              const words = t(`catalog.home.try.${n}`)
              return (
                <a key={n} href={`/explore?q=${encodeURIComponent(words)}`}>
                  {words}
                </a>
              )
            })}
          </p>
        </SearchBox>
        {size > 0 && <p class="muted">{t('catalog.home.count', { count: size })}</p>}
        {demo && <DemoDoor />}
      </div>
      <CairnPicture />
    </div>
  )
}

const WAYS = [
  { way: 'need', href: '/explore' },
  { way: 'time', href: '/explore?time=45min' },
  { way: 'map', href: `/frameworks/${OWN_FRAMEWORK}` },
] as const

function Ways() {
  return (
    <Grid as="ul">
      {WAYS.map(({ way, href }) => (
        <Card
          key={way}
          as="li"
          level={3}
          href={href}
          title={t(`catalog.home.ways.${way}.title`)}
          footer={
            <span class="catalog-way">
              {t(`catalog.home.ways.${way}.link`)} <Mark name="onward" />
            </span>
          }
        >
          <p>{t(`catalog.home.ways.${way}.text`)}</p>
        </Card>
      ))}
    </Grid>
  )
}
