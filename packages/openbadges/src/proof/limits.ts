/** Quads in one graph: the document's own, or that of one credential or proof within it. */
export const MAX_QUADS = 5_000
/** Blank nodes in one graph. */
export const MAX_BLANKS = 256
/** Blank nodes in the graph of a transcript, which holds every credential in it. Its quads have no limit but that of the whole. */
export const MAX_GATHERED_BLANKS = 2_000
/** Quads of a document with everything within it. */
export const MAX_TOTAL = 60_000
/** Nodes within nodes. */
export const MAX_DEPTH = 64
/** Hashes and permutations that may be spent on telling alike blank nodes of one document apart. */
export const DEEP_WORK = 8_000
/** Alike blank nodes one behind the other before the comparison is given up. */
export const MAX_COMPARING = 400
/** Comparisons of alike blank nodes on the reference path; the costliest published test takes 430. */
export const MAX_ITERATIONS = 600
/** Nodes that may be left to the reference path when they come from a stranger. */
export const MAX_REFERENCE_NODES = 500
