/** A name that every system takes: no path in it, nothing hidden, not too long; the number before it keeps it single. */
export function safeName(name: string): string {
  const [, stem = '', ending = ''] = /^(.*?)(\.[A-Za-z0-9]{1,8})?$/su.exec(name.normalize('NFC')) ?? []
  const plain = stem.replace(/[\p{Cc}\p{Cs}\p{Co}\p{Cf}\\/:*?"<>|]/gu, ' ').replace(/\s+/g, ' ')
  return `${[...bare(plain)].slice(0, 80).join('').trim() || 'file'}${ending}`
}

/** Without points and spaces at both ends. */
function bare(text: string): string {
  let [from, to] = [0, text.length]
  while (from < to && '. '.includes(text.charAt(from))) from++
  while (to > from && '. '.includes(text.charAt(to - 1))) to--
  return text.slice(from, to)
}

const ENDINGS: Readonly<Record<string, string>> = {
  'image/jpeg': '.jpg',
  'image/png': '.png',
  'image/webp': '.webp',
  'video/mp4': '.mp4',
  'video/webm': '.webm',
  'video/quicktime': '.mov',
  'audio/mpeg': '.mp3',
  'audio/mp4': '.m4a',
  'audio/webm': '.webm',
  'application/pdf': '.pdf',
  'text/plain': '.txt',
  'text/html': '.html',
}

/** What was named without an ending opens by what it is. */
export function withEnding(name: string, mediaType: string): string {
  return /\.[A-Za-z0-9]{1,8}$/.test(name) ? name : `${name}${ENDINGS[mediaType.split(';')[0] ?? ''] ?? ''}`
}
