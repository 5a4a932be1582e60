import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8')

function block(selector: string): Record<string, string> {
  const start = css.indexOf(`${selector} {`)
  const body = css.slice(css.indexOf('{', start) + 1, css.indexOf('}', start))
  return Object.fromEntries([...body.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name, value]))
}

const systemDark = block(':root:not([data-theme="light"], [data-theme="dark"], [data-theme="contrast"])')
const darkStart = css.lastIndexOf('[data-theme="dark"] {')
const themes = {
  light: block('[data-theme="light"]'),
  dark: Object.fromEntries(
    [...css.slice(darkStart, css.indexOf('}', darkStart)).matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, n, v]) => [
      n,
      v,
    ]),
  ) as Record<string, string>,
  contrast: block('[data-theme="contrast"]'),
}

/** Relative luminance, WCAG 2.2 definition. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: string, b: string): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (light + 0.05) / (dark + 0.05)
}

function pair(theme: keyof typeof themes, front: string, back: string): number {
  const of = (name: string) => (name.startsWith('#') ? name : (themes[theme][name] ?? `missing ${name}`))
  return contrast(of(front), of(back))
}

const TEXT = [
  ['ink', 'paper'],
  ['ink', 'surface'],
  ['ink', 'sunken'],
  ['ink', 'pine-tint'],
  ['muted', 'paper'],
  ['muted', 'surface'],
  ['muted', 'sunken'],
  ['pine', 'surface'],
  ['pine', 'paper'],
  ['pine', 'pine-tint'],
  ['on-pine', 'pine'],
  ['on-pine', 'pine-hover'],
  ['link', 'paper'],
  ['link', 'surface'],
  ['visited', 'paper'],
  ['visited', 'surface'],
  ['met', 'surface'],
  ['met-ink', 'met-tint'],
  ['notyet', 'surface'],
  ['notyet-ink', 'notyet-tint'],
  ['danger', 'surface'],
  ['danger-ink', 'danger-tint'],
  ['on-danger', 'danger'],
  ['info-ink', 'info-tint'],
  ['on-marigold', 'marigold'],
] as const
const CONTROLS = [
  ['control', 'paper'],
  ['control', 'surface'],
  ['control', 'sunken'],
  ['link', 'paper'],
  ['link', 'surface'],
  ['link', 'sunken'],
  ['link', 'pine-tint'],
] as const

describe.each(['light', 'dark', 'contrast'] as const)('%s theme', (theme) => {
  test.each(TEXT)('text %s on %s reads at 4.5 or better', (front, back) => {
    expect(pair(theme, front, back)).toBeGreaterThanOrEqual(4.5)
  })
  test.each(CONTROLS)('boundary or focus %s on %s stands out at 3 or better', (front, back) => {
    expect(pair(theme, front, back)).toBeGreaterThanOrEqual(3)
  })
})

test.each([
  ['light', 'ink', 'paper', 15.87],
  ['light', 'ink', 'surface', 16.56],
  ['light', 'muted', 'paper', 6.27],
  ['light', 'muted', 'sunken', 5.79],
  ['light', 'control', 'paper', 3.48],
  ['light', 'control', 'sunken', 3.21],
  ['light', 'pine', 'surface', 7.9],
  ['light', 'pine', 'pine-tint', 6.81],
  ['light', '#ffffff', 'pine-hover', 10.47],
  ['light', 'link', 'paper', 6.17],
  ['light', 'visited', 'paper', 6.89],
  ['light', 'met', 'surface', 5.35],
  ['light', 'met-ink', 'met-tint', 6.71],
  ['light', 'notyet', 'surface', 5.94],
  ['light', 'notyet-ink', 'notyet-tint', 6.83],
  ['light', 'danger', 'surface', 6.54],
  ['light', 'danger-ink', 'danger-tint', 7.9],
  ['light', 'info-ink', 'info-tint', 7.76],
  ['light', 'ink', 'marigold', 7.64],
  ['dark', 'ink', 'paper', 14.8],
  ['dark', 'ink', 'surface', 13.48],
  ['dark', 'muted', 'paper', 7.96],
  ['dark', 'control', 'surface', 4.45],
  ['dark', 'pine', 'paper', 8.87],
  ['dark', 'on-pine', 'pine', 8.52],
  ['dark', 'pine', 'pine-tint', 6.75],
  ['dark', 'link', 'surface', 7.89],
  ['dark', 'visited', 'surface', 7.68],
  ['dark', 'met-ink', 'met-tint', 7.27],
  ['dark', 'notyet-ink', 'notyet-tint', 7.44],
  ['dark', 'danger-ink', 'danger-tint', 7.55],
  ['dark', 'info-ink', 'info-tint', 7.06],
] as const)('%s: %s on %s is the designed %s…', (theme, front, back, designed) => {
  expect(pair(theme, front, back)).toBeCloseTo(designed, 1)
})

test('the system dark theme and the chosen dark theme are the same', () => {
  expect(Object.keys(systemDark).length).toBeGreaterThan(20)
  expect(systemDark).toEqual(themes.dark)
})

test('every theme names the same colors', () => {
  const colors = (names: Record<string, string>) =>
    Object.keys(names)
      .filter((name) => !name.endsWith('width'))
      .sort()
  expect(colors(themes.dark)).toEqual(colors(themes.light))
  expect(colors(themes.contrast)).toEqual(colors(themes.light))
})

test.each(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l'])('strand %s carries white text', (strand) => {
  const color = css.match(new RegExp(`--strand-${strand}: (#[0-9a-f]{6})`))?.[1] ?? ''
  expect(contrast('#ffffff', color)).toBeGreaterThanOrEqual(5.9)
})

test.each([1, 2, 3, 4, 5, 6, 7])('ramp step %s carries its cell text', (step) => {
  const color = css.match(new RegExp(`--ramp-${step}: (#[0-9a-f]{6})`))?.[1] ?? ''
  expect(contrast(step <= 5 ? '#1b1f24' : '#ffffff', color)).toBeGreaterThanOrEqual(4.5)
})
