import type { VerifiedClaims } from '@cairn/openbadges'
import { Pdf } from '../../../platform/pdf.ts'
import { drawQr, drawSeal, drawSvg } from '../../../platform/pdf-shapes.ts'
import { inLocale, type Locale, textIn } from '../../../text.ts'
import { badgeSvg } from '../../catalog/parts/badge-picture.ts'
import { picturedOf } from '../../credential/parts/badge.ts'
import type { Shown } from '../views.ts'
import { blocksOf, type Facts, type Frame, fitted } from './pdf-blocks.ts'
import { pdfFacts } from './pdf-facts.ts'

const PINE = '#0F5C4D'
const LINE = '#999999'
const MUTED = '#333333'
const FOOT = 118
const BADGE = 112
const SPINE =
  'M14 0 20 5 24.4 10 26 15 24.4 20 20 25 14 30 8 35 3.6 40 2 45 3.6 50 8 55 14 60M24.4 0 26 5 24.4 10 20 15 14 20 8 25 3.6 30 2 35 3.6 40 8 45 14 50 20 55 24.4 60M24.4 0 20 5 14 10 8 15 3.6 20 2 25 3.6 30 8 35 14 40 20 45 24.4 50 26 55 24.4 60M14 0 8 5 3.6 10 2 15 3.6 20 8 25 14 30 20 35 24.4 40 26 45 24.4 50 20 55 14 60M3.6 0 2 5 3.6 10 8 15 14 20 20 25 24.4 30 26 35 24.4 40 20 45 14 50 8 55 3.6 60M3.6 0 8 5 14 10 20 15 24.4 20 26 25 24.4 30 20 35 14 40 8 45 3.6 50 2 55 3.6 60'

/** The credential on one sheet: the same words as the page's paper, drawn for print, tagged for who listens. */
export async function credentialPdf(
  shown: Shown,
  claims: VerifiedClaims,
  sheet: { locale: Locale; paper: 'letter' | 'a4' },
): Promise<Uint8Array> {
  const { locale, paper } = sheet
  const facts = inLocale(locale, () => pdfFacts(shown, claims))
  const title = textIn(locale, 'verification.pdf.title', { title: facts.title, issuer: facts.issuer })
  const pdf = new Pdf({ title, author: facts.issuer, lang: locale, paper, createdAt: shown.checked.at })
  const { width, height } = pdf.doc.page
  const frame: Frame = {
    left: 51,
    top: 51,
    right: width - 51,
    bottom: height - 51,
    textLeft: 124,
    textRight: width - 78,
  }
  pdf.decoration(() => drawFrame(pdf, frame))
  drawBadge(pdf, shown, { frame, alt: facts.badgeAlt })
  const blocks = fitted(
    (given) => blocksOf(pdf, facts, { frame, badge: BADGE, ...given }),
    frame.bottom - frame.top - FOOT - 34,
  )
  let y = frame.top + 30
  for (const block of blocks) {
    block.draw(y)
    y += block.height
  }
  drawFoot(pdf, facts, { frame, locale })
  return pdf.finish()
}

/** Frame and engraved spine, as on the page. */
function drawFrame({ doc }: Pdf, { left, top, right, bottom }: Frame): void {
  doc
    .lineWidth(0.75)
    .strokeColor(LINE)
    .rect(left, top, right - left, bottom - top)
    .stroke()
  doc
    .save()
    .rect(left, top, 60, bottom - top)
    .clip()
  for (let y = top; y < bottom; y += 45) {
    doc
      .save()
      .translate(left + 9, y)
      .scale(0.75)
      .lineWidth(0.8)
      .path(SPINE)
      .stroke(PINE)
      .restore()
  }
  doc.restore()
  for (const x of [left + 37, left + 40]) doc.lineWidth(0.5).moveTo(x, top).lineTo(x, bottom).stroke(LINE)
}

function drawBadge(pdf: Pdf, { version }: Shown, { frame, alt }: { frame: Frame; alt: string }): void {
  const box = { x: frame.textRight - BADGE, y: frame.top + 30, edge: BADGE }
  pdf.piece('Figure', () => drawSvg(pdf.doc, badgeSvg(picturedOf(version)), box), alt)
}

/** QR code, address and signature, always at the foot of the sheet. */
function drawFoot(
  pdf: Pdf,
  { address, check, signed }: Facts,
  { frame, locale }: { frame: Frame; locale: Locale },
): void {
  const y = frame.bottom - FOOT
  const qr = { x: frame.textLeft - 9, y: y + 8, edge: 96 }
  pdf.decoration(() => {
    for (const line of [y, y + 2.5])
      pdf.doc.lineWidth(0.5).moveTo(frame.textLeft, line).lineTo(frame.textRight, line).stroke(LINE)
  })
  pdf.piece('Figure', () => drawQr(pdf.doc, address, qr), textIn(locale, 'verification.pdf.qr', { address }))
  const words = { x: qr.x + qr.edge + 10, width: (frame.textRight - qr.x - qr.edge - 10) * (signed ? 0.5 : 1) }
  const ink = { face: 'sans', size: 9, color: MUTED } as const
  const after = y + 24 + pdf.height(check, words.width, ink)
  pdf.piece('P', () => pdf.text(check, { ...words, y: y + 20 }, ink))
  pdf.piece('Link', () => pdf.text(address, { ...words, y: after + 2 }, { ...ink, color: '#000000', link: address }))
  if (signed) drawSigned(pdf, signed, { x: words.x + words.width + 8, y, right: frame.textRight })
}

function drawSigned(pdf: Pdf, signed: string, { x, y, right }: { x: number; y: number; right: number }): void {
  const ink = { face: 'serif', size: 10.5 } as const
  const width = right - x - 66
  pdf.decoration(() => drawSeal(pdf.doc, { x, y: y + 28, edge: 58 }))
  const top = y + 57 - pdf.height(signed, width, ink) / 2
  pdf.piece('P', () => pdf.text(signed, { x: x + 66, y: top, width }, ink))
}
