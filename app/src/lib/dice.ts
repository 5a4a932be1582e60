/** Numbers in [0, 1) that follow from the first sixteen bytes of a seed alone (sfc32 of PractRand). */
export function diceFrom(seed: Uint8Array): () => number {
  const bytes = new DataView(seed.buffer, seed.byteOffset, 16)
  let [a, b, c, counter] = [bytes.getInt32(0), bytes.getInt32(4), bytes.getInt32(8), bytes.getInt32(12)]
  function roll(): number {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    return (sum >>> 0) / 2 ** 32
  }
  // The first numbers still look like the seed.
  for (let round = 0; round < 12; round++) roll()
  return roll
}
