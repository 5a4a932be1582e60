import type { ClaimedProfile } from '@cairn/openbadges'
import type { ComponentChildren } from 'preact'
import { t } from '../../../text.ts'
import { Facts } from '../../../ui/card.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { doubtAbout, plainName } from '../rules/names.ts'

/** A foreign name as text that cannot rearrange what stands around it. */
export function Named({ children, most = 300 }: { children: string; most?: number }) {
  return <bdi dir="auto">{plainName(children, most)}</bdi>
}

/** The name an issuer gives itself, and beside it what it cannot choose: the identifier its key is bound to. */
export function IssuerFacts({ issuer, page }: { issuer: ClaimedProfile; page?: string }) {
  const name = <Named>{issuer.name ?? issuer.id}</Named>
  const domain = issuer.domain?.replace(/%3A/i, ':')
  const facts: { label: string; value: ComponentChildren }[] = [
    { label: t('verification.issuer.name'), value: page ? <a href={page}>{name}</a> : name },
    { label: t('verification.issuer.domain'), value: domain ?? t('verification.issuer.noDomain') },
    { label: t('verification.issuer.id'), value: <code class="credential-code">{plainName(issuer.id, 600)}</code> },
  ]
  const doubt = doubtAbout(issuer.name ?? '')
  return (
    <>
      <Facts facts={facts} />
      {doubt && <Notice tone="notYet">{t(`verification.issuer.doubt.${doubt}`)}</Notice>}
    </>
  )
}
