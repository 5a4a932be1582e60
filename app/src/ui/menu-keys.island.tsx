import { useEffect } from 'preact/hooks'

/** Escape closes the open menu of the header and gives the focus back; a menu that the focus leaves closes too. */
export function MenuKeys() {
  useEffect(() => {
    document.addEventListener('keydown', closeByKey)
    document.addEventListener('focusin', closeBehind)
    return () => {
      document.removeEventListener('keydown', closeByKey)
      document.removeEventListener('focusin', closeBehind)
    }
  }, [])
  return null
}

function openMenu(): HTMLDetailsElement | null {
  return document.querySelector<HTMLDetailsElement>('.site-menu[open]')
}

function closeByKey(event: KeyboardEvent): void {
  const menu = event.key === 'Escape' && !event.defaultPrevented ? openMenu() : null
  if (!menu) return
  menu.open = false
  menu.querySelector('summary')?.focus()
}

function closeBehind({ target }: FocusEvent): void {
  const menu = openMenu()
  if (menu && target instanceof Node && !menu.contains(target)) menu.open = false
}
