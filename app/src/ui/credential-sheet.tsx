import type { ComponentChildren } from 'preact'
import { t } from '../text.ts'
import { BadgeFigure } from './badge-figure.tsx'
import { Facts } from './card.tsx'
import { DateTime } from './date-time.tsx'
import { Mark } from './mark.tsx'
import { Qr } from './qr.tsx'
import { Seal } from './seal.tsx'

export interface CredentialSheetProps {
  /** Where anyone can check it: the QR code and the printed address. */
  address: string
  badge: { src: string; alt: string }
  /** "Micro-credential", "Stack". */
  kind: string
  title: string
  name: string
  issuer: { name: string; href?: string; picture?: { src: string; alt: string } }
  issuedAt: Date
  validUntil?: Date
  zone: string
  summary?: string
  criteria: readonly { id: string; title: string; level?: string }[]
  /** Hours, version, number. */
  facts?: readonly { label: string; value: ComponentChildren }[]
  /** "Demonstration, not an award". */
  notice?: string
  revoked?: boolean
  /** Just earned: the seal draws itself once. */
  celebrate?: boolean
  level?: 1 | 2 | 3
}

/** The credential as a sheet of paper: on the page, in the backpack, and printed on one page of Letter or A4. */
export function CredentialSheet(props: CredentialSheetProps) {
  const Heading = `h${props.level ?? 1}` as const
  return (
    <article class="sheet" aria-label={props.title}>
      <div class="sheet-body">
        {props.notice && <p class="sheet-notice">{props.notice}</p>}
        {props.revoked && <p class="sheet-notice sheet-revoked">{t('ui.credential.revoked')}</p>}
        <div class="sheet-head">
          <div class="sheet-words">
            <SheetIssuer issuer={props.issuer} />
            <Heading class="sheet-title">{props.title}</Heading>
            <p class="sheet-label">{props.kind}</p>
          </div>
          <BadgeFigure src={props.badge.src} alt={props.badge.alt} size="large" />
        </div>
        <div>
          <p class="sheet-label">{t('ui.credential.awardedTo')}</p>
          <p class="sheet-name">{props.name}</p>
          {props.summary && <p class="sheet-summary">{props.summary}</p>}
        </div>
        <SheetCriteria criteria={props.criteria} level={props.level ?? 1} />
        <SheetFacts {...props} />
        <div class="sheet-foot">
          <Qr address={props.address} hideLink size={124} />
          <div class="sheet-check">
            <p>{t('ui.credential.check')}</p>
            <p>
              <a href={props.address}>{props.address}</a>
            </p>
          </div>
          {!props.revoked && (
            <p class="sheet-signed">
              <Seal celebrate={props.celebrate} />
              <span>{t('ui.credential.signed', { issuer: props.issuer.name })}</span>
            </p>
          )}
        </div>
      </div>
    </article>
  )
}

function SheetIssuer({ issuer }: Pick<CredentialSheetProps, 'issuer'>) {
  return (
    <p class="sheet-issuer">
      {issuer.picture && <img src={issuer.picture.src} alt={issuer.picture.alt} width="40" height="40" />}
      {issuer.href ? <a href={issuer.href}>{issuer.name}</a> : issuer.name}
    </p>
  )
}

function SheetCriteria({ criteria, level }: Required<Pick<CredentialSheetProps, 'criteria' | 'level'>>) {
  const Heading = `h${level + 1}` as 'h2' | 'h3' | 'h4'
  if (criteria.length === 0) return null
  return (
    <div>
      <Heading class="sheet-criteria-title">{t('ui.credential.shown')}</Heading>
      <ul class="sheet-criteria">
        {criteria.map((criterion) => (
          <li class="sheet-criterion" key={criterion.id}>
            <Mark name="met" />
            <span>{criterion.title}</span>
            {criterion.level && <span class="sheet-level">{criterion.level}</span>}
          </li>
        ))}
      </ul>
    </div>
  )
}

function SheetFacts({ issuedAt, validUntil, zone, facts = [] }: CredentialSheetProps) {
  return (
    <Facts
      row
      facts={[
        { label: t('ui.credential.issued'), value: <DateTime at={issuedAt} zone={zone} /> },
        {
          label: t('ui.credential.validUntil'),
          value: validUntil ? <DateTime at={validUntil} zone={zone} /> : t('ui.credential.noExpiry'),
        },
        ...facts,
      ]}
    />
  )
}
