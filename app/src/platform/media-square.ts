import { FileRefused, type Given, type Result } from './media-file.ts'

const SIDE = 600
const MOST_PIXELS = 4096 * 4096

/** PNG or JPEG in; a plain PNG of 600 pixels out, written anew from the pixels, so that nothing else comes along. */
export async function squareFrom({ file, copy, size }: Given): Promise<Result> {
  if (size === 0) throw new FileRefused('file-empty')
  const { default: sharp } = await import('sharp')
  const picture = sharp(file.at(0, size), { limitInputPixels: MOST_PIXELS, failOn: 'error' })
  const { width, height, pages = 1, format } = await picture.metadata().catch(unreadable)
  if (format !== 'png' && format !== 'jpeg') throw new FileRefused('file-unreadable')
  if (pages > 1) throw new FileRefused('picture-moves')
  if (width !== height || width < SIDE)
    throw new FileRefused('picture-not-square', { width: String(width), height: String(height) })
  copy.write(await picture.rotate().resize(SIDE, SIDE).png().toBuffer().catch(unreadable), 0)
  return { copied: true }
}

function unreadable(): never {
  throw new FileRefused('file-unreadable')
}
