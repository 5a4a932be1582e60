import { encode } from 'uqr'
import { t } from '../text.ts'

const QUIET_ZONE = 4

/** One path for all dark modules: runs of a row are joined, so the picture stays small. */
export function qrPath(data: readonly (readonly boolean[])[]): string {
  return data
    .map((row, y) =>
      runs(row)
        .map(({ start, length }) => `M${start} ${y}h${length}v1h-${length}z`)
        .join(''),
    )
    .join('')
}

function runs(row: readonly boolean[]): { start: number; length: number }[] {
  const found: { start: number; length: number }[] = []
  for (const [x, dark] of row.entries()) {
    const last = found.at(-1)
    if (dark && last && last.start + last.length === x) last.length += 1
    else if (dark) found.push({ start: x, length: 1 })
  }
  return found
}

export interface QrProps {
  address: string
  /** Words of the link under the code; the address itself when absent. */
  label?: string
  hideLink?: boolean
  size?: number
}

/** Black on white in every theme, with the quiet zone of four modules that readers need; at least 25 mm on paper. */
export function Qr({ address, label, hideLink, size = 148 }: QrProps) {
  const { data, size: modules } = encode(address, { ecc: 'M', border: QUIET_ZONE })
  return (
    <figure class="qr">
      <svg
        class="qr-code"
        viewBox={`0 0 ${modules} ${modules}`}
        width={size}
        height={size}
        role="img"
        shape-rendering="crispEdges"
        aria-label={t('ui.qr.title', { address })}
      >
        <rect width={modules} height={modules} fill="#fff" />
        <path d={qrPath(data)} fill="#000" />
      </svg>
      {!hideLink && (
        <figcaption class="small">
          <a href={address}>{label ?? address}</a>
        </figcaption>
      )}
    </figure>
  )
}
