import type { Anchor } from '../model.ts'

const CLOCK = /^(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)$/
const PAGE = /^(?:p(?:age|\.)?|pág(?:ina|\.)?)?\s*(\d{1,4})$/i

/** A place (`evidence:<id>`, `answer:<promptId>`, `absent:<requirementId>`) and a spot typed ("4:12", "p. 3", a few words); null where no place was chosen. */
export function anchorFrom({ place, at }: { place: string; at: string }): Anchor | null {
  const spot = at.normalize('NFC').trim()
  const [kind, id = ''] = split(place)
  if (kind === 'absent') return { kind: 'absent', requirementId: id }
  if (kind === 'answer') return { kind: 'response', promptId: id, text: spot }
  return kind === 'evidence' ? spotIn(id, spot) : null
}

function spotIn(evidenceId: string, spot: string): Anchor {
  const [from, to] = spot.split(/[-–]/).map((time) => secondsOf(time.trim()))
  if (typeof from === 'number')
    return { kind: 'time', evidenceId, from, ...(typeof to === 'number' && to > from ? { to } : {}) }
  const page = PAGE.exec(spot)
  if (page) return { kind: 'page', evidenceId, page: Math.max(1, Number(page[1])) }
  return { kind: 'quote', evidenceId, text: spot }
}

/** "4:12" or "1:02:03" in seconds. */
function secondsOf(text: string): number | null {
  const clock = CLOCK.exec(text)
  return clock && Number(clock[1] ?? 0) * 3600 + Number(clock[2]) * 60 + Number(clock[3])
}

export function placeOf(anchor: Anchor): string {
  if (anchor.kind === 'absent') return `absent:${anchor.requirementId}`
  if (anchor.kind === 'response') return `answer:${anchor.promptId}`
  return `evidence:${anchor.evidenceId}`
}

/** The spot as a person writes it; reading it again gives the same anchor. */
export function spotText(anchor: Anchor): string {
  if (anchor.kind === 'page') return `p. ${anchor.page}`
  if (anchor.kind === 'time')
    return anchor.to === undefined ? clock(anchor.from) : `${clock(anchor.from)}–${clock(anchor.to)}`
  return anchor.kind === 'quote' || anchor.kind === 'response' ? anchor.text : ''
}

export function clock(seconds: number): string {
  const whole = Math.floor(seconds)
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  const tail = String(rest).padStart(2, '0')
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, '0')}:${tail}` : `${minutes}:${tail}`
}

function split(place: string): [string, string] {
  const at = place.indexOf(':')
  return at < 0 ? [place, ''] : [place.slice(0, at), place.slice(at + 1)]
}
