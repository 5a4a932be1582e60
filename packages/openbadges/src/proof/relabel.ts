import { sha384 } from '../encoding/sha384.ts'
import { hex, utf8 } from '../encoding/text.ts'
import type { Algorithm } from '../ports.ts'
import { effort } from './labels.ts'
import { DEEP_WORK } from './limits.ts'
import { parseNQuads } from './nquads.ts'
import { codePointOrder } from './order.ts'
import { rdfc } from './rdfc.ts'

/**
 * The canonical form with the hash that fits the key: under P-384 blank nodes are labelled by SHA-384 (Data Integrity ECDSA
 * Cryptosuites 1.0, section 3). Other keys take the form as it is.
 *
 * @throws CanonRefused `limit` as {@link rdfc}
 */
export function labelledFor(algorithm: Algorithm, nquads: string): string {
  // One blank node, or none, has the same label by any hash.
  if (algorithm !== 'ES384' || !nquads.includes('_:c14n1')) return nquads
  const { graph } = parseNQuads(nquads)
  // This hash is some four times as dear as the other.
  const work = effort(DEEP_WORK / 4 + graph.blanks, (text) => hex(sha384(utf8(text))))
  return codePointOrder(rdfc(graph, work).text)
}
