import type { FormState } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { Disclosure } from '../../../ui/accordion.tsx'
import { Button } from '../../../ui/button.tsx'
import { DateTime } from '../../../ui/date-time.tsx'
import { durationText } from '../../../ui/duration.ts'
import { Select, TextArea } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import { TranslatedFrom } from '../../catalog/parts/translated-from.tsx'
import type { Packet } from '../rules/packet.ts'
import type { Guide } from '../views/guide.ts'
import { pieceName } from './places.ts'

/** Whose work it is stays unsaid: an alias, the micro-credential, the day it is due. */
export function DeskHead({ packet, guide, zone }: { packet: Packet; guide: Guide; zone: string }) {
  return (
    <div class="desk-head">
      <div>
        <h1>{t('review.desk.title', { alias: packet.alias })}</h1>
        <p>
          <a href={`/m/${guide.slug}/v/${guide.version}`} target="_blank" rel="noopener">
            {packet.achievement.title}
          </a>{' '}
          · {t('review.desk.due')} <DateTime at={new Date(packet.dueAt)} zone={zone} style="day" /> ·{' '}
          {t('review.desk.minutes', { time: durationText(packet.expectedMinutes) })}
        </p>
        <TranslatedFrom of={guide} place="#rubric" apart />
      </div>
      <nav class="desk-jump" aria-label={t('review.desk.jump')}>
        <a href="#evidence">{t('review.desk.evidence')}</a>
        <a href="#rubric">{t('review.desk.rubric')}</a>
        <a href="#more">{t('review.desk.more')}</a>
      </nav>
    </div>
  )
}

const FLAGS = ['privacy', 'duplicate', 'safety', 'technical'] as const

/** What a reader can do besides reading; each is one press. `form` where things can be flagged. */
export function MoreDeeds({ packet, base, form }: { packet: Packet; base: string; form?: FormState }) {
  return (
    <section class="desk-more" id="more" aria-label={t('review.desk.more')}>
      <Form action={`${base}/conflict`} label={t('review.desk.conflict')}>
        <Button kind="quiet" describedBy="conflict-note">
          {t('review.desk.conflict')}
        </Button>
        <p class="small muted" id="conflict-note">
          {t('review.desk.conflict.note')}
        </p>
      </Form>
      <Form action={`${base}/release`} label={t('review.desk.release')}>
        <Button kind="quiet" describedBy="release-note">
          {t('review.desk.release')}
        </Button>
        <p class="small muted" id="release-note">
          {t('review.desk.release.note')}
        </p>
      </Form>
      {form && <Flagging packet={packet} base={base} form={form} />}
    </section>
  )
}

function Flagging({ packet, base, form }: { packet: Packet; base: string; form: FormState }) {
  const refused = form.problem !== null && typeof form.typed.note === 'string'
  const typed = (name: string) => (refused ? String(form.typed[name] ?? '') : '')
  const pieces = packet.evidence.map(({ id }) => ({ value: id, label: pieceName(packet, id) }))
  return (
    <Disclosure summary={t('review.desk.flag')} id="desk-flag" open={refused}>
      <Form action={`${base}/flag`} label={t('review.desk.flag')}>
        <Select
          name="kind"
          label={t('review.desk.flag.kind')}
          options={FLAGS.map((value) => ({ value, label: t(`review.flag.${value}`) }))}
          value={typed('kind') || undefined}
        />
        <Select
          name="evidenceId"
          label={t('review.desk.flag.piece')}
          empty={t('review.desk.flag.whole')}
          options={pieces}
          value={typed('evidenceId') || undefined}
        />
        <TextArea
          name="note"
          label={t('review.desk.flag.note')}
          rows={3}
          maxLength={4000}
          value={typed('note')}
          error={refused ? form.fields.note : undefined}
        />
        <Button>{t('review.desk.flag.send')}</Button>
      </Form>
    </Disclosure>
  )
}
