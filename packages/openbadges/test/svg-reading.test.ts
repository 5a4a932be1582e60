import { describe, expect, test } from 'vitest'
import { bakedElement, svgOf } from '../src/bake/svg.ts'
import { bake, unbake } from '../src/index.ts'

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
