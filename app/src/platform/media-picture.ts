import { FileRefused, type Given, type Result } from './media-file.ts'

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
export async function cleanPicture({ file, copy, size }: Given): Promise<Result> {
  const { default: sharp } = await import('sharp')
  const bytes = file.at(0, size)
  const options = { limitInputPixels: MOST_PIXELS, failOn: 'error', sequentialRead: true } as const
  const head = await sharp(bytes, { ...options, limitInputPixels: false })
    .metadata()
    .catch(unreadable)
  const { width, height } = head
  if (Math.max(width, height) > MOST_SIDE || width * height > MOST_PIXELS || (head.pages ?? 1) > MOST_FRAMES)
    throw new FileRefused('picture-too-big')
  const format = head.format === 'jpeg' || head.format === 'webp' ? head.format : 'png'
  const picture = sharp(bytes, options).rotate().timeout({ seconds: PATIENCE_SECONDS })
  const written =
    format === 'jpeg'
      ? picture.jpeg({ quality: 90 })
      : format === 'webp'
        ? picture.webp({ quality: 90 })
        : picture.png()
  copy.write(await written.toBuffer().catch(unreadable), 0)
  return { copied: true, mediaType: WRITTEN[format].mediaType, facts: { shortSide: Math.min(width, height) } }
}

function unreadable(error: unknown): never {
  const words = error instanceof Error ? error.message : ''
  throw new FileRefused(/premature|truncat|end of/i.test(words) ? 'file-truncated' : 'file-unreadable')
}
