/** Beside each text with a limit: how many characters stand there. Spoken only when few are left. */
export function watchCounts(form: HTMLFormElement, left: string): () => void {
  const places = [...form.querySelectorAll<HTMLElement>('[data-most]')]
  for (const place of places) show(place, left)
  const change = ({ target }: Event) => {
    const place = target instanceof Element ? target.closest<HTMLElement>('[data-most]') : null
    if (place) show(place, left)
  }
  form.addEventListener('input', change)
  return () => form.removeEventListener('input', change)
}

const FEW = 20

function show(place: HTMLElement, left: string): void {
  const control = place.querySelector<HTMLInputElement | HTMLTextAreaElement>('input[name], textarea[name]')
  if (!control) return
  const most = Number(place.dataset.most)
  const now = [...control.value.normalize('NFC').trim()].length
  const count = countIn(place)
  count.textContent = `${now} / ${most}`
  count.classList.toggle('draft-count-over', now > most)
  const spoken = count.nextElementSibling as HTMLElement
  spoken.textContent = most - now <= FEW ? left.replace('#left', String(most - now)) : ''
}

function countIn(place: HTMLElement): HTMLElement {
  const known = place.querySelector<HTMLElement>('.draft-count')
  if (known) return known
  const count = document.createElement('p')
  count.className = 'draft-count numbers'
  count.ariaHidden = 'true'
  const spoken = document.createElement('p')
  spoken.className = 'visually-hidden'
  spoken.setAttribute('role', 'status')
  place.append(count, spoken)
  return count
}
