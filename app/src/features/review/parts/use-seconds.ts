import { useEffect, useRef } from 'preact/hooks'

const STEP_SECONDS = 15

/** Time on a criterion, in steps of a quarter minute, while the page is in sight. */
export function useSeconds(add: (seconds: number) => void): void {
  const latest = useRef(add)
  latest.current = add
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible' && document.hasFocus()) latest.current(STEP_SECONDS)
    }, STEP_SECONDS * 1000)
    return () => clearInterval(timer)
  }, [])
}
