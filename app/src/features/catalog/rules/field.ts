import * as z from 'zod'

export const CODE = /^[A-Z]{1,4}[0-9]{1,3}$/
export const SEMVER = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/
export const CONTACT = /^([^\s@]+@[^\s@.]+(\.[^\s@.]+)+|https:\/\/\S+)$/
export const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/
export const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/

// Of the control characters a text has use for the tab and the line end alone; the others hide, or turn what stands around them.
const CONTROLS = /(?![\t\n\r])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u

/** Length in Unicode code points, after NFC and trim. */
export function text(min: number, max: number) {
  return z
    .string()
    .normalize('NFC')
    .trim()
    .check((given) => {
      const control = CONTROLS.exec(given.value)?.[0]
      if (control !== undefined)
        given.issues.push({
          code: 'custom',
          params: { control },
          input: given.value,
          message: controlSentence(control),
        })
      const length = [...given.value].length
      if (length < min)
        given.issues.push({ code: 'too_small', origin: 'string', minimum: min, inclusive: true, input: given.value })
      if (length > max)
        given.issues.push({ code: 'too_big', origin: 'string', maximum: max, inclusive: true, input: given.value })
    })
    .meta({ minLength: min, maxLength: max })
}

function controlSentence(control: string): string {
  const code = (control.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')
  return `An invisible control character stands here (U+${code}). Delete it and type the text again.`
}

export function whole(min: number, max: number) {
  return z.int().min(min).max(max)
}
