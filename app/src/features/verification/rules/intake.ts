/** What was handed over, sorted out; the words of a problem are `refusal.<problem>`. */
export type Given =
  | { readonly kind: 'link'; readonly address: string }
  | { readonly kind: 'content'; readonly content: string | Uint8Array }
export type IntakeProblem =
  | 'verify-nothing'
  | 'verify-several'
  | 'verify-empty-file'
  | 'verify-pdf'
  | 'verify-web-page'
  | 'verify-picture'
  | 'verify-archive'

export interface Handed {
  readonly text?: string | undefined
  readonly link?: string | undefined
  readonly file?: Uint8Array | undefined
}

/** One thing at a time: two at once would leave open which one the verdict is about. */
export function sortOut({ text, link, file }: Handed): Given | IntakeProblem {
  const given = [text, link, file].filter((each) => each !== undefined)
  if (given.length === 0) return 'verify-nothing'
  if (given.length > 1) return 'verify-several'
  if (link !== undefined) return { kind: 'link', address: link.trim() }
  if (file !== undefined) return contentProblem(file) ?? { kind: 'content', content: file }
  const words = (text ?? '').trim()
  if (/^https?:\/\/\S+$/i.test(words)) return { kind: 'link', address: words }
  return looksLikeWebPage(words) ? 'verify-web-page' : { kind: 'content', content: words }
}

const PICTURES = ['\xff\xd8\xff', 'GIF8', 'BM', 'II*\0', 'MM\0*']
const ARCHIVES = ['PK\x03\x04', 'PK\x05\x06', '\x1f\x8b', 'Rar!', '7z\xbc\xaf']

/** Kinds that are often sent and hold no credential: each has its own advice. The rest is for the verifier to judge. */
export function contentProblem(bytes: Uint8Array): IntakeProblem | null {
  if (bytes.length === 0) return 'verify-empty-file'
  const start = String.fromCharCode(...bytes.subarray(0, 256))
  if (start.startsWith('%PDF')) return 'verify-pdf'
  if (isOtherPicture(start)) return 'verify-picture'
  if (ARCHIVES.some((sign) => start.startsWith(sign))) return 'verify-archive'
  return looksLikeWebPage(start) ? 'verify-web-page' : null
}

// PNG and SVG can carry a credential; these cannot.
function isOtherPicture(start: string): boolean {
  return (
    PICTURES.some((sign) => start.startsWith(sign)) ||
    /^RIFF.{4}WEBP/s.test(start) ||
    /^.{4}ftyp(?:heic|heix|mif1|avif)/s.test(start)
  )
}

function looksLikeWebPage(start: string): boolean {
  return /^(?:\ufeff|\xef\xbb\xbf)?\s*(?:<!--[\s\S]{0,200}?-->\s*)?<(?:!doctype\s+html|html|head|body)\b/i.test(start)
}
