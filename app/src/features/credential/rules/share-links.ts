export interface Shareable {
  readonly title: string
  readonly issuer: string
  readonly address: string
  readonly publicId: string
  readonly awardedAt: Date
  readonly validUntil: Date | null
}

/** LinkedIn's own form, filled in; nothing is sent before the holder presses there. */
export function linkedInAddress({ title, issuer, address, publicId, awardedAt, validUntil }: Shareable): string {
  const fields = new URLSearchParams({
    startTask: 'CERTIFICATION_NAME',
    name: title,
    organizationName: issuer,
    issueYear: String(awardedAt.getUTCFullYear()),
    issueMonth: String(awardedAt.getUTCMonth() + 1),
    certUrl: address,
    certId: publicId,
  })
  if (validUntil) {
    fields.set('expirationYear', String(validUntil.getUTCFullYear()))
    fields.set('expirationMonth', String(validUntil.getUTCMonth() + 1))
  }
  return `https://www.linkedin.com/profile/add?${fields}`
}

/** For a web page of the holder's own: no script, nothing that follows its readers. */
export function embedCode({ title, address }: Pick<Shareable, 'title' | 'address'>): string {
  return `<iframe src="${escaped(address)}/embed" title="${escaped(title)}" width="420" height="180" style="border:0" loading="lazy"></iframe>`
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}
