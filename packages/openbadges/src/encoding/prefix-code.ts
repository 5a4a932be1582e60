const LONGEST = 15
/** What `putBytes` writes has no longer code. */
export const LONGEST_BYTE = 12

/**
 * The lengths of a Huffman code, none above `longest`: what is counted more often has the shorter code, what is not counted has none.
 * At least two are counted, and no more than there are codes of that length.
 */
export function codeLengths(counts: Uint32Array, longest: number): Uint8Array {
  let total = 0
  for (const count of counts) total += count
  // With something added to each they differ less, and so do the lengths.
  for (let more = Math.floor(total / 2 ** longest); ; more = more * 2 + 1) {
    const lengths = depths(counts, more)
    if (lengths.every((length) => length <= longest)) return lengths
  }
}

/** How deep each symbol lies in the tree that always joins the two rarest, each counted so many times more. */
function depths(counts: Uint32Array, more: number): Uint8Array {
  const keys = new Float64Array(counts.length)
  let used = 0
  for (let symbol = 0; symbol < counts.length; symbol++) {
    const count = counts[symbol] as number
    if (count > 0) keys[used++] = (count + more) * 512 + symbol
  }
  const rarestFirst = keys.subarray(0, used).sort()
  const parents = tree(rarestFirst)
  const deep = new Uint8Array(parents.length)
  for (let node = deep.length - 2; node >= 0; node--) deep[node] = (deep[parents[node] as number] as number) + 1
  const lengths = new Uint8Array(counts.length)
  for (let leaf = 0; leaf < used; leaf++) lengths[(rarestFirst[leaf] as number) & 511] = deep[leaf] as number
  return lengths
}

/** The parent of each node: the leaves first, then what joins two, the root last. Both are in the order of their counts, so the rarest of all is next in one or in the other. */
function tree(leaves: Float64Array): Uint16Array {
  const nodes = new Float64Array(leaves.length * 2 - 1).fill(Number.POSITIVE_INFINITY)
  const parents = new Uint16Array(nodes.length)
  for (let i = 0; i < leaves.length; i++) nodes[i] = Math.floor((leaves[i] as number) / 512)
  let leaf = 0
  let joined = leaves.length
  for (let node = leaves.length; node < nodes.length; node++) {
    let sum = 0
    for (let child = 0; child < 2; child++) {
      const isLeaf = leaf < leaves.length && (nodes[leaf] as number) <= (nodes[joined] as number)
      const rarest = isLeaf ? leaf++ : joined++
      sum += nodes[rarest] as number
      parents[rarest] = node
    }
    nodes[node] = sum
  }
  return parents
}

/** The codes that these lengths stand for (RFC 1951, 3.2.2): the bits as they are written, first bit lowest, and below them in four bits how many. */
export function codesOf(lengths: Uint8Array): Uint32Array {
  const next = new Uint16Array(LONGEST + 2)
  for (const length of lengths) if (length > 0) next[length + 1] = (next[length + 1] as number) + 1
  for (let length = 1; length <= LONGEST; length++)
    next[length + 1] = ((next[length] as number) + (next[length + 1] as number)) << 1
  const codes = new Uint32Array(lengths.length)
  for (let symbol = 0; symbol < codes.length; symbol++) {
    const length = lengths[symbol] as number
    const code = next[length] as number
    next[length] = code + 1
    codes[symbol] = (reversed(code, length) << 4) | length
  }
  return codes
}

function reversed(code: number, length: number): number {
  let back = 0
  for (let rest = code, i = 0; i < length; i++, rest >>= 1) back = (back << 1) | (rest & 1)
  return back
}
