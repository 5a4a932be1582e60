import type { Ctx } from '../../../platform/ctx.ts'
import { type FormState, type Head, type Params, type Redirect, redirect } from '../../../platform/route.ts'
import { t } from '../../../text.ts'
import { BadgeFigure } from '../../../ui/badge-figure.tsx'
import { Breadcrumb } from '../../../ui/breadcrumb.tsx'
import { LinkButton } from '../../../ui/button.tsx'
import { DateTime } from '../../../ui/date-time.tsx'
import { Section } from '../../../ui/layout.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { PageHead } from '../../../ui/page-head.tsx'
import { Slot } from '../../../ui/slot.tsx'
import { seeCredential } from '../actions/see.ts'
import { setVisibility } from '../actions/share.ts'
import type { SetVisibility } from '../model.ts'
import { badgeImage } from '../parts/badge.ts'
import { EarnedLine } from '../parts/earned-line.tsx'
import { HeldState } from '../parts/held-card.tsx'
import { hoursOf } from '../parts/hours.ts'
import { KeyWithdrawnNotice } from '../parts/key-withdrawn-notice.tsx'
import { LapsingNotice } from '../parts/lapsing-notice.tsx'
import { OpenToSection } from '../parts/open-to-section.tsx'
import { RevokedNotice } from '../parts/revoked-notice.tsx'
import { ShareSection, TakeSection } from '../parts/share-section.tsx'
import { VisibilityForm } from '../parts/visibility-form.tsx'
import { type HeldHere, heldCredential } from '../views.ts'

type Panels = Parameters<typeof Slot>[0]['panels']
interface Loaded {
  readonly held: HeldHere
  readonly zone: string
  readonly now: Date
}

export async function load(ctx: Ctx<never>, { id }: Params<'id'>): Promise<Loaded> {
  const held = await heldCredential(ctx, id)
  await seeCredential(ctx, id)
  return { held, zone: ctx.timeZone, now: ctx.now() }
}

export async function act(ctx: Ctx<never>, { visibility }: SetVisibility, { id }: Params<'id'>): Promise<Redirect> {
  await setVisibility(ctx, { publicId: id, visibility })
  return redirect(`/me/backpack/${id}`, { done: `credential.visibility.${visibility}.done` })
}

export function head({ held }: Loaded): Head {
  return { title: held.version.title, noIndex: true }
}

/** Recognition speaks here of hours, and of organizations the holder may open it to; a stack's are those of its parts. */
export function slots({ held: { row } }: Loaded) {
  const { id, publicId, tenantId, submissionId, achievementId } = row
  if (!submissionId || !achievementId) return {}
  return { 'credential.held': { credentialId: id, publicId, tenantId, submissionId, achievementId } }
}

export function Page({
  held,
  zone,
  now,
  form,
  slots: filled,
}: Loaded & { form: FormState; slots: Record<string, Panels> }) {
  const { row, version, issuer } = held
  const badge = badgeImage(version)
  return (
    <>
      <Breadcrumb items={[{ href: '/me/backpack', label: t('credential.backpack.title') }, { label: version.title }]} />
      <PageHead
        title={version.title}
        above={issuer.name}
        picture={<BadgeFigure size="large" src={badge.src} alt={badge.alt} />}
        lead={
          <p>
            {t(row.revokedAt ? 'credential.held.lead.taken' : 'credential.held.lead')}{' '}
            <DateTime at={row.awardedAt} zone={issuer.timeZone} />
            {'. '}
            {!row.revokedAt && hoursOf(version)}
          </p>
        }
        facts={<HeldState held={held} now={now} />}
        actions={
          <LinkButton kind="primary" href={`/c/${row.publicId}`}>
            {t('credential.held.open')}
          </LinkButton>
        }
      />
      {form.done && <Notice tone="met">{form.done}</Notice>}
      {form.problem && <Notice tone="notYet">{form.problem}</Notice>}
      {row.revokedAt ? <RevokedNotice row={row} zone={issuer.timeZone} /> : <EarnedLine held={held} now={now} />}
      <KeyWithdrawnNotice held={held} />
      {row.lapsesAt && !row.revokedAt && <LapsingNotice row={row} zone={issuer.timeZone} path={version.path} />}
      {issuer.demo && <Notice>{t('credential.demo')}</Notice>}
      <Section id="who" title={t('credential.held.who')} note={t('credential.held.who.note')}>
        <VisibilityForm row={row} />
      </Section>
      <ShareSection held={held} />
      <OpenToSection held={held} zone={zone} />
      <TakeSection publicId={row.publicId} />
      <Slot panels={filled['credential.held'] ?? []} />
    </>
  )
}
