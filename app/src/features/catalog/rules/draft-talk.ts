const MINUTE = 60_000
/** Words come in bunches: this long is waited for more of them, and nobody hears of one draft twice within an hour. */
const BUNCH_MS = 10 * MINUTE
const QUIET_MS = 60 * MINUTE

export interface TalkLine {
  readonly type: string
  readonly at: Date
  readonly actorId: string
  readonly body: unknown
}
interface Spoken {
  readonly commentId?: string
  readonly code?: string
  readonly path?: string
}
const WORDS: readonly string[] = ['achievement.commented', 'achievement.commentAnswered']

/** What was said about a draft since its people last heard of it: comments, answers, remarks that were let stand. */
export function untold(log: readonly TalkLine[]): readonly TalkLine[] {
  const since = log.slice(log.findLastIndex(({ type }) => type === 'achievement.talkTold') + 1)
  return since.filter((line, at) => WORDS.includes(line.type) || (isKept(line) && !isReleased(line, since.slice(at))))
}

function isKept({ type }: TalkLine): boolean {
  return type === 'achievement.findingKept'
}

function isReleased(kept: TalkLine, after: readonly TalkLine[]): boolean {
  const was = kept.body as Spoken
  return after.some(({ type, body }) => {
    const now = body as Spoken
    return type === 'achievement.findingReleased' && now.code === was.code && now.path === was.path
  })
}

export function tellAt(log: readonly TalkLine[], now: Date): Date {
  const last = log.findLast(({ type }) => type === 'achievement.talkTold')?.at.getTime() ?? 0
  return new Date(Math.max(now.getTime() + BUNCH_MS, last + QUIET_MS))
}

interface Comment {
  readonly id: string
  readonly answers: string | null
  readonly writtenBy: string
}
export interface News {
  readonly words: number
  readonly kept: number
}

/** Authors hear of everything, whoever wrote a comment of its answers, and nobody of what they said themselves. */
export function newsFor(
  lines: readonly TalkLine[],
  { authorIds, comments }: { authorIds: readonly string[]; comments: readonly Comment[] },
): ReadonlyMap<string, News> {
  const news = new Map<string, News>()
  for (const line of lines)
    for (const personId of new Set([...authorIds, ...talkersOf(line, comments)])) {
      if (personId === line.actorId) continue
      const { words, kept } = news.get(personId) ?? { words: 0, kept: 0 }
      news.set(personId, isKept(line) ? { words, kept: kept + 1 } : { words: words + 1, kept })
    }
  return news
}

/** Whoever spoke under the same comment. */
function talkersOf({ body }: TalkLine, comments: readonly Comment[]): string[] {
  const said = comments.find(({ id }) => id === (body as Spoken).commentId)
  const root = said?.answers
  return root
    ? comments.flatMap(({ id, answers, writtenBy }) => (id === root || answers === root ? writtenBy : []))
    : []
}
