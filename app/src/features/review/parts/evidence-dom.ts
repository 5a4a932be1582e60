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

type Ask = () => Promise<Record<string, string>>
type Piece = HTMLMediaElement | HTMLImageElement

/** Addresses live five minutes by the clock on the wall, which also goes on while a computer sleeps. */
const FRESH_MS = 240_000
const LOOK_MS = 15_000
const SOON_MS = 60_000

/** Links and pictures still to come get new addresses in time; what fails to load gets one at once, a recording where it was. */
export function keepFresh(askServer: Ask): () => void {
  const ask = oneAtATime(askServer)
  let asked = Date.now()
  const look = async () => {
    if (Date.now() - asked < FRESH_MS) return
    asked = Date.now()
    const urls = await ask()
    if (Object.keys(urls).length === 0) asked -= FRESH_MS - SOON_MS
    renew(urls)
  }
  const every = window.setInterval(() => void look(), LOOK_MS)
  const recover = ({ target }: Event) => {
    if (isPiece(target) && target.dataset.evidence) void again(target, ask)
  }
  document.addEventListener('error', recover, true)
  // What failed before the script came made no sound that is heard here.
  for (const picture of pictures()) if (picture.complete && picture.naturalWidth === 0) void again(picture, ask)
  return () => {
    window.clearInterval(every)
    document.removeEventListener('error', recover, true)
  }
}

function isPiece(target: EventTarget | null): target is Piece {
  return target instanceof HTMLMediaElement || target instanceof HTMLImageElement
}

/** Ten pictures that fail together ask once. */
function oneAtATime(ask: Ask): Ask {
  let under: Promise<Record<string, string>> | null = null
  return () => {
    under ??= ask().finally(() => {
      under = null
    })
    return under
  }
}

function pictures(): NodeListOf<HTMLImageElement> {
  return document.querySelectorAll<HTMLImageElement>('img[data-evidence]')
}

function renew(urls: Record<string, string>): void {
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[data-evidence]')) {
    const url = urls[link.dataset.evidence ?? '']
    if (url) link.href = url
  }
  for (const picture of pictures()) {
    const url = urls[picture.dataset.evidence ?? '']
    if (url && picture.naturalWidth === 0) picture.src = url
  }
}

const tried = new WeakMap<Piece, number>()
async function again(piece: Piece, ask: Ask): Promise<void> {
  // One try a minute: a file that cannot be shown must not ask for ever.
  if (Date.now() - (tried.get(piece) ?? 0) < 60_000) return
  tried.set(piece, Date.now())
  const url = (await ask())[piece.dataset.evidence ?? '']
  if (!url) return
  const at = piece instanceof HTMLMediaElement ? piece.currentTime : 0
  piece.src = url
  if (piece instanceof HTMLMediaElement) piece.currentTime = at
}
