/** Why a picture cannot stand for an organization, with the figures its sentence names. */
export interface PictureRefused {
  readonly because: 'unreadable' | 'square' | 'heavy' | 'moving'
  readonly values: Readonly<Record<string, number>>
}
const LEAST_SIDE = 600
const SIDE = 600
const MOST_BYTES = 512 * 1024

/** PNG or JPEG in; a plain PNG of 600 pixels out, written anew from the pixels, so that nothing else comes along. */
export async function squarePicture(bytes: Uint8Array): Promise<{ readonly png: Uint8Array } | PictureRefused> {
  if (bytes.length > MOST_BYTES) return { because: 'heavy', values: { kilobytes: Math.ceil(bytes.length / 1024) } }
  const { default: sharp } = await import('sharp')
  const picture = sharp(bytes, { limitInputPixels: 4096 * 4096, failOn: 'error' })
  try {
    const { width, height, pages = 1, format } = await picture.metadata()
    if (format !== 'png' && format !== 'jpeg') return { because: 'unreadable', values: {} }
    if (pages > 1) return { because: 'moving', values: {} }
    if (width !== height || width < LEAST_SIDE) return { because: 'square', values: { width, height } }
    return { png: new Uint8Array(await picture.rotate().resize(SIDE, SIDE).png().toBuffer()) }
  } catch {
    return { because: 'unreadable', values: {} }
  }
}
