import {
  browserSupportsWebAuthn,
  browserSupportsWebAuthnAutofill,
  startAuthentication,
  startRegistration,
} from '@simplewebauthn/browser'
import { useEffect, useState } from 'preact/hooks'
import { Button } from '../../../ui/button.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { begin, finish, type Step } from './passkey-call.ts'

export interface PasskeyWords {
  button: string
  busy: string
  failed: string
  refused: string
  unsupported: string
}
export interface PasskeyButtonProps {
  ceremony: 'signIn' | 'add' | 'stepUp'
  /** Where the person wanted to go. */
  next: string
  kind?: 'primary' | 'plain'
  words: PasskeyWords
}

/** One button for the three ceremonies; on the sign-in page the browser also offers passkeys inside the address field. */
export function PasskeyButton({ ceremony, next, kind = 'plain', words }: PasskeyButtonProps) {
  const [step, setStep] = useState<Step>('idle')
  useEffect(() => {
    if (ceremony === 'signIn') void offerInField(next, setStep)
  }, [ceremony, next])
  if (!browserSupportsWebAuthn()) return <p class="muted">{words.unsupported}</p>
  async function press(): Promise<void> {
    setStep('busy')
    setStep(await run(ceremony, next))
  }
  return (
    <div class="stack gap-12 passkey">
      <div>
        <Button
          kind={kind}
          type="button"
          wide={ceremony === 'signIn'}
          busy={step === 'busy' ? words.busy : undefined}
          onClick={() => void press()}
        >
          {words.button}
        </Button>
      </div>
      {(step === 'failed' || step === 'refused') && (
        <Notice tone={step === 'refused' ? 'danger' : 'info'} live>
          {words[step]}
        </Notice>
      )}
    </div>
  )
}

async function run(ceremony: PasskeyButtonProps['ceremony'], next: string): Promise<Step> {
  const options = await begin(ceremony)
  if (!options) return 'refused'
  try {
    const response =
      ceremony === 'add'
        ? await startRegistration({ optionsJSON: options as Parameters<typeof startRegistration>[0]['optionsJSON'] })
        : await startAuthentication({
            optionsJSON: options as Parameters<typeof startAuthentication>[0]['optionsJSON'],
          })
    return await finish(ceremony, response, next)
  } catch {
    // Closed, timed out, or no passkey here: nothing was lost, and the other ways stand below.
    return 'failed'
  }
}

/** Waits quietly until somebody picks a passkey from the field's own list. */
async function offerInField(next: string, setStep: (step: Step) => void): Promise<void> {
  if (!(await browserSupportsWebAuthnAutofill())) return
  const options = await begin('signIn')
  if (!options) return
  try {
    const optionsJSON = options as Parameters<typeof startAuthentication>[0]['optionsJSON']
    const response = await startAuthentication({ optionsJSON, useBrowserAutofill: true })
    setStep('busy')
    setStep(await finish('signIn', response, next))
  } catch {
    // The button took over, or the page was left.
  }
}
