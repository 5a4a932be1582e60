import { currentLocale, t } from '../../../text.ts'
import type { Fact } from '../../../ui/card.tsx'
import { dateText } from '../../../ui/date-time.tsx'
import { type ShownPilot, shownPilot } from '../rules/pilot.ts'
import { PILOT, QUALITY } from '../rules/quality-components.ts'
import { nextReviewOn } from '../rules/upkeep.ts'
import type { AchievementView, OwnEntry } from '../views.ts'
import { Ancestors } from './ancestors.tsx'

/** What an organization's own entry says of its making: by whom, from what, judged how, piloted how far. */
export function ownFacts({ own, achievement, signedIn, simulated, pilot }: AchievementView): Fact[] {
  const shown = shownPilot(pilot)
  const how = shown ? [{ label: t('catalog.page.pilot'), value: <Piloted shown={shown} /> }] : []
  if (!own) return how
  const { creator, judged, ancestors, piloted } = own
  return [
    ...(creator
      ? [{ label: t('catalog.page.writtenBy'), value: <Writer own={own} inside={achievement.visibility} /> }]
      : []),
    ...(ancestors.length > 0
      ? [{ label: t('catalog.lineage.label'), value: <Ancestors ancestors={ancestors} /> }]
      : []),
    ...(judged ? [{ label: t('catalog.page.judged'), value: <Judged judged={judged} /> }] : []),
    ...how,
    ...(!shown && piloted < PILOT
      ? [{ label: t('catalog.page.pilot'), value: t('catalog.page.pilot.value', { count: piloted }) }]
      : []),
    ...(creator && !simulated && achievement.retiredAt === null
      ? [
          {
            label: t('catalog.page.upkeep'),
            value: (
              <>
                {t('catalog.page.upkeep.value', {
                  organization: creator.name,
                  date: dateText(new Date(nextReviewOn({ ...achievement, ...achievement.content })), {
                    locale: currentLocale(),
                    zone: 'UTC',
                  }),
                })}
                {signedIn && <Contact contact={achievement.content.contact} />}
              </>
            ),
          },
        ]
      : []),
  ]
}

/** For signed-in people: an address on an open page is an address for everybody's letters. */
function Contact({ contact }: { contact: string }) {
  return (
    <span class="catalog-fact-note">
      <a class="catalog-line" href={contact.includes('@') ? `mailto:${contact}` : contact}>
        {t('catalog.page.upkeep.contact')}
      </a>
    </span>
  )
}

/** The middle of ten awards or more; how often readers agreed only where there is enough to say it honestly. */
function Piloted({ shown: { awards, days, agreement } }: { shown: ShownPilot }) {
  return (
    <>
      {t('catalog.page.piloted.value', { awards, days })}
      <span class="catalog-fact-note">
        {agreement ? t('catalog.page.piloted.agreement', { ...agreement }) : t('catalog.page.piloted.few')}
      </span>
    </>
  )
}

function Writer({ own: { creator }, inside }: { own: OwnEntry; inside: 'public' | 'organization' }) {
  if (!creator) return null
  return (
    <>
      <a class="catalog-line" href={`/issuers/${creator.slug}`}>
        {creator.name}
      </a>
      {inside === 'organization' && (
        <span class="catalog-fact-note">{t('catalog.page.inside.note', { organization: creator.name })}</span>
      )}
    </>
  )
}

function Judged({ judged: { approvedAt, readers, waived } }: { judged: NonNullable<OwnEntry['judged']> }) {
  const date = dateText(approvedAt, { locale: currentLocale(), zone: 'UTC' })
  return (
    <>
      {t('catalog.page.judged.value', { met: QUALITY.length - waived.length, readers, date })}
      {waived.map(({ component, reason }) => (
        <span key={component} class="catalog-fact-note">
          {t('catalog.page.judged.waived', { component, reason })}
        </span>
      ))}
    </>
  )
}
