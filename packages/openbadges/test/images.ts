import { deflateSync } from 'node:zlib'
import { chunk } from '../src/bake/png.ts'
import { concat, utf8 } from '../src/encoding/text.ts'

const SIGNATURE = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const HEADER = Uint8Array.from([0, 0, 0, 2, 0, 0, 0, 2, 8, 0, 0, 0, 0])

/** A PNG of two by two grey pixels with further chunks of the test's choice before its pixels. */
export function png(...more: readonly Uint8Array[]): Uint8Array {
  return concat(
    SIGNATURE,
    chunk('IHDR', HEADER),
    ...more,
    chunk('IDAT', deflateSync(Uint8Array.from([0, 1, 2, 0, 3, 4]))),
    chunk('IEND', new Uint8Array()),
  )
}

export const PNG = png()
export const SVG = utf8(
  '<?xml version="1.0"?>\n<!-- a > stone -->\n<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><rect width="2" height="2"/></svg>\n',
)
