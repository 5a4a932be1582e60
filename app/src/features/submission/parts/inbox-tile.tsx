import type { FormState } from '../../../platform/route.ts'
import { currentLocale, t } from '../../../text.ts'
import { Disclosure } from '../../../ui/accordion.tsx'
import { Button } from '../../../ui/button.tsx'
import { dateText } from '../../../ui/date-time.tsx'
import { EvidenceTile } from '../../../ui/evidence-tile.tsx'
import { Field, Select } from '../../../ui/field.tsx'
import { Form } from '../../../ui/form.tsx'
import type { InboxRow } from '../tables.ts'
import type { InboxView } from '../views/inbox.ts'
import { sizeText, tileKind } from './labels.ts'

/** One thing that waits for its place: sort it, say in a line what it is, or let it go. */
export function InboxTile({ item, inbox, form }: { item: InboxRow; inbox: InboxView; form: FormState }) {
  const refused = form.problem !== null && form.typed.of === item.id
  const base = `/me/inbox/items/${item.id}`
  const time = dateText(item.receivedAt, { locale: currentLocale(), zone: inbox.zone, style: 'full' })
  const facts = [item.caption ? item.name : '', item.bytes > 0 ? sizeText(item.bytes) : ''].filter(Boolean).join(' · ')
  return (
    <li class="inbox-tile">
      <EvidenceTile
        title={item.caption || item.name}
        kind={tileKind(item.kind)}
        state="safe"
        stateText={t('submission.piece.safe', { time })}
        facts={facts || undefined}
        actions={<Sort item={item} inbox={inbox} base={base} />}
      />
      <Disclosure summary={t('submission.inbox.more')} open={refused}>
        <Form action={`${base}/caption`} hidden={{ of: item.id }}>
          <Field
            name="caption"
            scope={item.id}
            width="full"
            label={t('submission.inbox.caption')}
            hint={t('submission.inbox.caption.hint')}
            value={refused ? String(form.typed.caption) : item.caption}
            error={refused ? form.fields.caption : undefined}
            maxLength={500}
          />
          <Button>{t('submission.save')}</Button>
        </Form>
        <div class="cluster">
          {item.blobKey && (
            <Form inline action={`${base}/open`} label={t('submission.piece.open.of', { name: item.name })}>
              <Button kind="quiet">{t('submission.piece.open')}</Button>
            </Form>
          )}
          <Form inline action={`${base}/remove`} label={t('submission.piece.remove.of', { name: item.name })}>
            <Button kind="quiet">{t('submission.piece.remove')}</Button>
          </Form>
        </div>
      </Disclosure>
    </li>
  )
}

function Sort({ item, inbox, base }: { item: InboxRow; inbox: InboxView; base: string }) {
  if (inbox.targets.length === 0) return <p class="small muted">{t('submission.inbox.nowhere')}</p>
  return (
    <Form action={`${base}/sort`}>
      <Select
        name="place"
        scope={item.id}
        width="full"
        label={t('submission.inbox.sort')}
        options={inbox.targets.map(({ submissionId, title, requirements }) => ({
          group: title,
          options: requirements.map((requirement) => ({
            value: `${submissionId}/${requirement.id}`,
            label: requirement.title,
          })),
        }))}
      />
      <Button>{t('submission.inbox.sort.button')}</Button>
    </Form>
  )
}
