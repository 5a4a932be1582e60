/** Named places where a test may end the process or throw (08-trust.md 7.1). Does nothing unless told in a test run. */
export type Failpoint =
  | 'submit.manifested'
  | 'submit.committed'
  | 'decide.committed'
  | 'issue.reserved'
  | 'issue.prepared'
  | 'issue.logged'
  | 'issue.signed'
  | 'issue.checked'
  | 'issue.stored'
  | 'issue.published'
  | 'outbox.taken'
  | 'mail.sent'
  | 'status.signed'
  | 'key.made'
  | 'blob.renamed'
  | 'erase.stepped'
  | 'export.stored'

interface Plan {
  readonly name: string
  left: number
  readonly action: string
}
let plans: Plan[] = []

/** `name:n:action` separated by commas; action `kill`, `throw` or `stall`. */
export function planFailpoints(text: string | undefined): void {
  plans = (text ?? '')
    .split(',')
    .filter(Boolean)
    .map((part) => {
      const [name = '', times = '1', action = 'throw'] = part.split(':')
      return { name, left: Number(times), action }
    })
}

export function at(name: Failpoint): void {
  if (!plans.length) return
  const plan = plans.find((each) => each.name === name)
  if (!plan || --plan.left !== 0) return
  if (plan.action === 'kill') process.kill(process.pid, 'SIGKILL')
  throw new Error(`failpoint ${name}`)
}
