import type { LinkFacts } from './media.ts'

/** Hosts of moving pictures: a link there is watched elsewhere and may change after it was judged. */
const VIDEO_HOSTS = ['youtube.com', 'youtu.be', 'vimeo.com', 'tiktok.com', 'dailymotion.com', 'loom.com', 'twitch.tv']

export function isVideoHost(host: string): boolean {
  return VIDEO_HOSTS.some((known) => host === known || host.endsWith(`.${known}`))
}

/** What is said of a page that answered, from what was found in it. */
export function linkFacts(
  status: number,
  { signInForm = false, words = 0 }: { signInForm?: boolean | undefined; words?: number | undefined },
): LinkFacts {
  const answered = status >= 200 && status < 300
  return { status, signInForm, words, copied: answered && words > 0 }
}
