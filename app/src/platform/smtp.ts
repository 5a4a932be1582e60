import type { Transporter } from 'nodemailer'
/** One message to one address, in words of the receiver's language. */
export interface Mail {
  /** The letter's id: becomes the Message-ID, so that a second delivery is recognized as the same message. */
  readonly id: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  /** Where one press of the mail program ends letters like this one (RFC 8058). */
  readonly leave?: string | undefined
}
export interface Mailer {
  send(mail: Mail): Promise<void>
  /** Connects, greets and signs in without sending anything; throws what went wrong. */
  probe(): Promise<void>
}

/** Leaves by the operator's SMTP server; a fault is thrown, and the outbox tries again. */
export function smtpMailer(url: string, from: string): Mailer {
  let opened: Promise<Transporter> | null = null
  // A site without mail, and one that just starts, does without reading it.
  const transport = () => (opened ??= open(url))
  const host = /@([^>\s]+)/.exec(from)?.[1] ?? 'localhost'
  return {
    async send({ id, to, leave, ...words }) {
      await (await transport()).sendMail({
        ...words,
        from,
        // An object, so that no character of the address can add a second receiver.
        to: { name: '', address: to },
        messageId: `<${id}@${host}>`,
        headers: { 'auto-submitted': 'auto-generated', ...(leave ? leaving(leave) : {}) },
        disableFileAccess: true,
        disableUrlAccess: true,
      })
    },
    async probe() {
      await (await transport()).verify()
    },
  }
}

function leaving(address: string): Record<string, string> {
  return { 'list-unsubscribe': `<${address}>`, 'list-unsubscribe-post': 'List-Unsubscribe=One-Click' }
}

async function open(url: string): Promise<Transporter> {
  const nodemailer = await import('nodemailer')
  return nodemailer.default.createTransport({
    url,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
  })
}
