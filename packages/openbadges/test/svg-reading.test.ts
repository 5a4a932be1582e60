import { describe, expect, test } from 'vitest'
import { bakedElement, svgOf } from '../src/bake/svg.ts'
import { utf8 } from '../src/encoding/text.ts'
import { bake, toBytes, unbake } from '../src/index.ts'
import { good, signed, told } from './ground.ts'
import { judge } from './support.ts'

const URI = 'https://purl.imsglobal.org/ob/v3p0'
const NS = `xmlns:openbadges="${URI}"`

function read(text: string): string {
  try {
    return unbake(new TextEncoder().encode(text)).text
  } catch (cause) {
    return (cause as { code: string }).code
  }
}

/** The content of the element, whatever it is. */
function held(text: string): string | undefined {
  try {
    return bakedElement(svgOf(new TextEncoder().encode(text)).text)?.content
  } catch (cause) {
    return (cause as { code: string }).code
  }
}

function around(element: string, before = ''): string {
  return `${before}<svg xmlns="http://www.w3.org/2000/svg" ${NS}>${element}</svg>`
}

describe('what an SVG says', () => {
  test.each([
    ['a named character', '{"a":"&lt;&gt;&amp;&quot;&apos;"}', '{"a":"<>&"\'"}'],
    ['a name that is none', '&nbsp;', '&nbsp;'],
    ['a decimal character', '&#233;', 'é'],
    ['a hexadecimal character', '&#xe9;&#x1F600;', 'é😀'],
    ['the last character of Unicode', '&#1114111;&#x10FFFF;', '\u{10ffff}\u{10ffff}'],
    ['a character beyond Unicode', '&#9999999;&#xFFFFFF;', '&#9999999;&#xFFFFFF;'],
    ['a comment in it', '{<!-- not this -->}', '{}'],
    ['an instruction in it', '{<?not this?>}', '{}'],
    ['text that is no markup', '<![CDATA[{"a":"<b>&amp;"}]]>', '{"a":"<b>&amp;"}'],
    ['two such texts', '<![CDATA[{"a":]]><![CDATA["b"}]]>', '{"a":"b"}'],
    ['another element', '<b/>', 'OB_BAKE_CORRUPT'],
  ])('%s', (_name, content, expected) => {
    expect(held(around(`<openbadges:credential>${content}</openbadges:credential>`))).toBe(expected)
  })

  test.each([
    ['in double quotes', 'verify="a.b.c"', 'a.b.c'],
    ['in single quotes', "verify='a.b.c'", 'a.b.c'],
    ['with space around', 'verify = "a.b.c"', 'a.b.c'],
    ['with a character written as a number', 'verify="a&#46;b.c"', 'a.b.c'],
    ['of another name', 'other="a.b.c"', 'OB_BAKE_CORRUPT'],
  ])('an attribute %s', (_name, attribute, expected) => {
    expect(read(around(`<openbadges:credential ${attribute}/>`))).toBe(expected)
    expect(read(around(`<openbadges:credential ${attribute}></openbadges:credential>`))).toBe(expected)
  })

  test('content counts before the attribute', () => {
    expect(read(around('<openbadges:credential verify="a.b.c">{}</openbadges:credential>'))).toBe('{}')
    expect(read(around('<openbadges:credential verify="a.b.c">\n</openbadges:credential>'))).toBe('a.b.c')
  })

  test.each([
    ['the element does not end', around('<openbadges:credential>{}'), 'OB_BAKE_CORRUPT'],
    ['the end tag is cut off', `<svg ${NS}><openbadges:credential>{}</openbadges:credential`, 'OB_BAKE_CORRUPT'],
    ['the end tag is of another element', around('<openbadges:credential>{}</b>'), 'OB_BAKE_CORRUPT'],
    ['nothing follows its start', `<svg ${NS}><openbadges:credential>`, 'OB_BAKE_CORRUPT'],
    ['it breaks off in a text', `<svg ${NS}><openbadges:credential><![CDATA[{}`, 'OB_BAKE_CORRUPT'],
    ['it breaks off in the content', `<svg ${NS}><openbadges:credential>{}`, 'OB_BAKE_CORRUPT'],
    [
      'the element is in a comment',
      around('<!-- <openbadges:credential>{}</openbadges:credential> -->'),
      'OB_BAKE_NONE',
    ],
    ['a comment before it does not end', `<svg ${NS}><!-- <openbadges:credential verify="a.b.c"/>`, 'OB_BAKE_NONE'],
    ['the namespace is in another attribute', around(`<g n="${URI}"/><credential verify="a.b.c"/>`), 'OB_BAKE_NONE'],
    ['the element declares it by itself', around(`<credential xmlns="${URI}" verify="a.b.c"/>`), 'a.b.c'],
    [
      'a comment or a text behind its root speaks of a document type',
      around('<!-- <!DOCTYPE --><openbadges:credential><![CDATA[{"a":"<!DOCTYPE>"}]]></openbadges:credential>'),
      '{"a":"<!DOCTYPE>"}',
    ],
    ['space stands before it', ` \n${around('<openbadges:credential verify="a.b.c"/>')}`, 'a.b.c'],
    ['a byte order mark stands before it', `\ufeff${around('<openbadges:credential verify="a.b.c"/>')}`, 'a.b.c'],
    ['the element is of another namespace', around('<credential>{}</credential>'), 'OB_BAKE_NONE'],
    ['there is a document type', around('<openbadges:credential/>', '<!DOCTYPE svg>'), 'OB_BAKE_CORRUPT'],
    ['there is one with entities', around('', '<!DOCTYPE svg [<!ENTITY a "b">]>'), 'OB_BAKE_CORRUPT'],
    ['a comment only speaks of one', around('<openbadges:credential verify="a.b.c"/>', '<!-- <!DOCTYPE -->'), 'a.b.c'],
    [
      'an instruction only speaks of one',
      around('<openbadges:credential verify="a.b.c"/>', '<?x <!DOCTYPE?>'),
      'a.b.c',
    ],
    ['the root is no picture', `<html ${NS}><openbadges:credential verify="a"/></html>`, 'OB_BAKE_NOT_IMAGE'],
    ['there is only a beginning', '<', 'OB_BAKE_NOT_IMAGE'],
    ['a text stands before the root', `<![CDATA[]]>${around('')}`, 'OB_BAKE_NOT_IMAGE'],
    ['the root stands in a text', `<![CDATA[${around('')}]]>`, 'OB_BAKE_NOT_IMAGE'],
    ['a comment before it does not end', `<!-- ${around('')}`, 'OB_BAKE_NOT_IMAGE'],
  ])('%s', (_name, text, expected) => {
    expect(read(text)).toBe(expected)
  })

  test.each([
    ['<openbadges:credential>{}', 'The credential element does not end.'],
    ['<openbadges:credential>{}</b>', 'The credential element does not end.'],
    ['<openbadges:credential><b/>', 'The credential element holds other elements.'],
  ])('of %s the reason is told in words', (element, message) => {
    const text = `<svg ${NS}>${element}`
    expect(() => bakedElement(text)).toThrow(expect.objectContaining({ code: 'OB_BAKE_CORRUPT', message }))
  })

  test('a credential that breaks off in its end is refused when a new one is baked, and does not hold anybody up', () => {
    const image = new TextEncoder().encode(`<svg ${NS}><openbadges:credential>{}</openbadges:credential`)
    const baking = () => bake(image, new TextEncoder().encode('{"a":1}'), { overwrite: true })
    expect(baking).toThrow(expect.objectContaining({ code: 'OB_BAKE_CORRUPT' }))
  })
})

describe('B-svg-active-content: what else an SVG does is never looked at, and nothing of it comes out', () => {
  const svg = (inside: string, attributes = '') =>
    `<svg xmlns="http://www.w3.org/2000/svg"${attributes}>${inside}</svg>`
  const active: readonly (readonly [string, string, string?])[] = [
    ['a script', '<script>alert(1)</script>'],
    ['a script elsewhere', '<script href="https://evil.example/x.js"/>'],
    ['an event of the whole', '<g/>', ' onload="alert(1)"'],
    ['an event', '<rect onclick="alert(1)" onmouseover="alert(1)"/>'],
    [
      'a foreign object',
      '<foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="https://evil.example/"/></foreignObject>',
    ],
    ['a use of data', '<use href="data:image/svg+xml;base64,PHN2Zy8+#x"/>'],
    ['a picture elsewhere', '<image href="http://evil.example/x.png"/>'],
    ['a style that imports', '<style>@import "https://evil.example/x.css";</style>'],
    ['a style with an address', '<rect style="fill:url(https://evil.example/x#y)"/>'],
    ['a link that runs', '<a href="javascript:alert(1)"><text>x</text></a>'],
    [
      'an animated link',
      '<a><animate attributeName="href" values="javascript:alert(1)"/><set attributeName="href" to="javascript:alert(1)"/></a>',
    ],
    ['an instruction to read a style', '<?xml-stylesheet href="https://evil.example/x.xsl"?>'],
  ]

  test.each(active.map(([what, ...how]) => [what, svg(...how)] as const))('%s', async (_what, image) => {
    expect(told(await judge(utf8(image)))).toEqual(['invalid', 'BAKE_NONE'])
    // Baked into it, the credential comes out as it went in, and the rest of the picture is what it was.
    const baked = new TextDecoder().decode(bake(utf8(image), toBytes(signed)))
    const report = await judge(baked, { material: good })
    expect([told(report), report.needs]).toEqual([['valid'], []])
    expect(JSON.stringify(report.claims)).not.toMatch(/evil|alert|<script/)
    const rest = baked.replace(/<openbadges:credential>.*<\/openbadges:credential>/s, '')
    expect(rest.replace(' xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0"', '')).toBe(image)
  })

  test.each([
    ['a document type', '<!DOCTYPE svg><svg xmlns="http://www.w3.org/2000/svg"/>'],
    [
      'an entity that is read from a file',
      `<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>${svg('<text>&x;</text>')}`,
    ],
    ['an entity that is fetched', `<!DOCTYPE svg [<!ENTITY % x SYSTEM "https://evil.example/x.dtd"> %x;]>${svg('')}`],
    [
      'entities that grow a thousandfold a level',
      `<!DOCTYPE svg [<!ENTITY a "${'b'.repeat(1_000)}">${[...'cdefghij']
        .map((name, i) => `<!ENTITY ${name} "${`&${'acdefghij'[i]};`.repeat(1_000)}">`)
        .join('')}]>${svg('<text>&j;</text>')}`,
    ],
    ['a document type behind a comment', `<?xml version="1.0"?><!-- x --><!DOCTYPE svg>${svg('')}`],
  ])('%s is refused, and nothing of it is read', async (_what, image) => {
    const before = process.memoryUsage().arrayBuffers
    const report = await judge(utf8(image))
    expect([told(report), report.needs]).toEqual([['invalid', 'BAKE_CORRUPT'], []])
    expect(() => bake(utf8(image), toBytes(signed))).toThrow(expect.objectContaining({ code: 'OB_BAKE_CORRUPT' }))
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(4 * 1024 * 1024)
  })

  test('a credential that would end its own element is kept within it', async () => {
    const text = '{"a":"]]></openbadges:credential><script>alert(1)</script><![CDATA["}'
    const baked = new TextDecoder().decode(bake(utf8(svg('<g/>')), utf8(text)))
    expect(unbake(utf8(baked)).text).toBe(text)
    // Everything between the marks of a literal section is text to whoever reads XML.
    expect(baked.replace(/<!\[CDATA\[.*?\]\]>/gs, '')).not.toContain('script')
  })
})
