import type { Ctx } from '../../../platform/ctx.ts'
import { t } from '../../../text.ts'
import { Section } from '../../../ui/layout.tsx'
import { type OwnAward, ownRecognition } from '../views.ts'
import { Answers } from './award-answers.tsx'

/** On the holder's page of one credential: what it counts for, and whom to ask. */
export async function load(ctx: Ctx<never>, { publicId }: { publicId: string }): Promise<{ award: OwnAward } | null> {
  const { awards } = await ownRecognition(ctx)
  const award = awards.find((each) => each.publicId === publicId)
  return award && award.answers.length > 0 ? { award } : null
}

export function Part({ award }: { award: OwnAward }) {
  return (
    <Section
      id="counts"
      title={t('recognition.own.title')}
      note={<a href="/me/recognition">{t('recognition.own.all')}</a>}
    >
      <Answers answers={award.answers} publicId={award.publicId} next={`/me/backpack/${award.publicId}`} />
    </Section>
  )
}
