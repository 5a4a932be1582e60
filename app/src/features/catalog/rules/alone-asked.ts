/** Who is in no class at present says so, or names the months in which nobody is. */
const MENTION =
  /\b(?:no|without|sin) (?:any )?(?:students?|kids|pupils|class(?:es)?|estudiantes|alumnos|clases?)\b|\b(?:(?:in|over|during|for) )?(?:the )?summer(?: break| vacation)?\b|\b(?:en (?:el )?)?verano\b/giu
const ALONE = /\b(?:no|without|sin) /iu

/** What was typed beside the wish to do without students; null where nobody said so. The months alone ask for nothing. */
export function withoutStudents(q: string): { readonly rest: string } | null {
  const said = q.match(MENTION) ?? []
  if (!said.some((one) => ALONE.test(one))) return null
  return { rest: q.replaceAll(MENTION, '').replaceAll(/ {2,}/g, ' ').trim() }
}
