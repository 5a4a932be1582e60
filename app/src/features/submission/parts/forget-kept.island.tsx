import { useEffect } from 'preact/hooks'
import { forgetHere } from '../../../ui/typed-here.ts'

/** On a page of work that was sent in or ended: what this device and this tab kept of it while it was written goes. */
export function ForgetKept({ begins }: { begins: string }) {
  useEffect(() => forgetHere(begins), [])
  return null
}
