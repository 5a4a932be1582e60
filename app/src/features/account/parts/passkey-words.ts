import { t } from '../../../text.ts'
import type { PasskeyWords } from './passkey-button.island.tsx'

/** Islands carry no texts of their own. */
export function passkeyWords(ceremony: 'signIn' | 'add' | 'stepUp'): PasskeyWords {
  return {
    button: t(`account.passkey.${ceremony}`),
    busy: t('account.passkey.busy'),
    failed: t('account.passkey.failed'),
    refused: t('refusal.passkey-refused'),
    unsupported: t('account.passkey.unsupported'),
  }
}
