import { FileRefused, type Found } from './media-file.ts'

const MOST_SIDE = 12_000
const MOST_PIXELS = 40_000_000
const MOST_FRAMES = 60
const PATIENCE_SECONDS = 20

const WRITTEN = {
  jpeg: { ending: 'jpg', mediaType: 'image/jpeg' },
  png: { ending: 'png', mediaType: 'image/png' },
  webp: { ending: 'webp', mediaType: 'image/webp' },
} as const

/** Written anew, upright, without place, device or author. Size is refused from the header, before a pixel is decoded. */
export async function cleanPicture({
  path,
}: {
  path: string
}): Promise<{ path: string; mediaType: string; facts: Found }> {
  const { default: sharp } = await import('sharp')
  const options = { limitInputPixels: MOST_PIXELS, failOn: 'error', sequentialRead: true } as const
  const head = await sharp(path, { ...options, limitInputPixels: false })
    .metadata()
    .catch(unreadable)
  const { width, height } = head
  if (Math.max(width, height) > MOST_SIDE || width * height > MOST_PIXELS || (head.pages ?? 1) > MOST_FRAMES)
    throw new FileRefused('picture-too-big')
  const format = head.format === 'jpeg' || head.format === 'webp' ? head.format : 'png'
  const target = `${path}.clean`
  const picture = sharp(path, options).rotate().timeout({ seconds: PATIENCE_SECONDS })
  const written =
    format === 'jpeg'
      ? picture.jpeg({ quality: 90 })
      : format === 'webp'
        ? picture.webp({ quality: 90 })
        : picture.png()
  await written.toFile(target).catch(unreadable)
  return { path: target, mediaType: WRITTEN[format].mediaType, facts: { shortSide: Math.min(width, height) } }
}

function unreadable(error: unknown): never {
  const words = error instanceof Error ? error.message : ''
  if (/ENOSPC|no space/i.test(words)) throw Object.assign(new Error('disk full'), { code: 'ENOSPC' })
  throw new FileRefused(/premature|truncat|end of/i.test(words) ? 'file-truncated' : 'file-unreadable')
}
