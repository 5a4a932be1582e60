import { STRANDS, type Strand } from '../model.ts'

export interface StrandLook {
  title: string
  /** White text on it reaches a contrast of 5.94 or more; for art and small tags only. */
  color: string
}

/** The rows of `catalog/strands.yaml`; a test holds the two equal. */
export const STRAND_LOOKS = {
  A: { title: 'Knowing learners', color: '#0F5C4D' },
  B: { title: 'Learning environment', color: '#3F6B1F' },
  C: { title: 'Planning', color: '#1F5FA8' },
  D: { title: 'Instructional practice', color: '#7A4B00' },
  E: { title: 'Assessment and feedback', color: '#6B3FA0' },
  F: { title: 'Data literacy', color: '#24596B' },
  G: { title: 'Literacy across grades', color: '#9C2F4A' },
  H: { title: 'Mathematics, science, computing', color: '#3B4CA8' },
  I: { title: 'Inclusion and language', color: '#00686E' },
  J: { title: 'Technology and AI', color: '#525A66' },
  K: { title: 'Wellbeing, family, community', color: '#A34A00' },
  L: { title: 'Professional growth and leadership', color: '#5A4632' },
} as const satisfies Record<Strand, StrandLook>

export function isStrand(code: string): code is Strand {
  return STRANDS.some((strand) => strand === code)
}
