/** The evidence side is plain HTML of the server; these find and move in it. */
export interface Pointed {
  readonly place: string
  readonly at: string
}

const MOST = 300

function pieces(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>('[data-place]')]
}

/** What somebody looks at: marked words, else where a recording stands, else the piece last gone to. */
export function pointedAt(last: HTMLElement | null): Pointed | null {
  const selection = document.getSelection()
  const words = selection?.toString().trim() ?? ''
  const marked = words ? selection?.anchorNode?.parentElement?.closest<HTMLElement>('[data-place]') : null
  if (marked?.dataset.place) return { place: marked.dataset.place, at: words.replace(/\s+/g, ' ').slice(0, MOST) }
  const playing = [...document.querySelectorAll<HTMLMediaElement>('[data-place] video, [data-place] audio')]
  const media = playing.find((one) => !one.paused) ?? last?.querySelector<HTMLMediaElement>('video, audio')
  const piece = media?.closest<HTMLElement>('[data-place]') ?? last
  if (!piece?.dataset.place) return null
  return { place: piece.dataset.place, at: media ? clockOf(media.currentTime) : '' }
}

function clockOf(seconds: number): string {
  const whole = Math.floor(seconds)
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}

/** One piece on or back from the last one; it takes the focus, so that reading goes on from there. */
export function stepPiece(last: HTMLElement | null, by: 1 | -1): HTMLElement | null {
  const all = pieces()
  const from = last ? all.indexOf(last) : by > 0 ? -1 : 0
  const next = all[Math.min(Math.max(from + by, 0), all.length - 1)] ?? null
  next?.focus({ preventScroll: true })
  next?.scrollIntoView({ block: 'start' })
  return next
}

export function mediaOf(last: HTMLElement | null): HTMLMediaElement | null {
  const focused = document.activeElement?.closest<HTMLElement>('[data-place]') ?? last
  return (
    focused?.querySelector<HTMLMediaElement>('video, audio') ??
    document.querySelector<HTMLMediaElement>('[data-place] video, [data-place] audio')
  )
}

const SPEEDS = [1, 1.25, 1.5, 2]
export function nextSpeed(media: HTMLMediaElement): number {
  const at = SPEEDS.indexOf(media.playbackRate)
  media.playbackRate = SPEEDS[(at + 1) % SPEEDS.length] ?? 1
  return media.playbackRate
}

/** Addresses end after five minutes: links get new ones in time, a recording when it stalls, where it was. */
export function keepFresh(ask: () => Promise<Record<string, string>>): () => void {
  const every = window.setInterval(() => {
    void ask().then((urls) => {
      for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-evidence]')) {
        const url = urls[link.dataset.evidence ?? '']
        if (url) link.href = url
      }
    })
  }, 240_000)
  const recover = (event: Event) => {
    const media = event.target
    if (media instanceof HTMLMediaElement && media.dataset.evidence) void again(media, ask)
  }
  document.addEventListener('error', recover, true)
  return () => {
    window.clearInterval(every)
    document.removeEventListener('error', recover, true)
  }
}

const tried = new WeakMap<HTMLMediaElement, number>()
async function again(media: HTMLMediaElement, ask: () => Promise<Record<string, string>>): Promise<void> {
  // One try a minute: a file that cannot be played must not ask for ever.
  if (Date.now() - (tried.get(media) ?? 0) < 60_000) return
  tried.set(media, Date.now())
  const url = (await ask())[media.dataset.evidence ?? '']
  if (!url) return
  const at = media.currentTime
  media.src = url
  media.currentTime = at
}
