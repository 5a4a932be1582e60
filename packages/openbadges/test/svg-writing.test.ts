import { expect, test } from 'vitest'
import { utf8 } from '../src/encoding/text.ts'
import { bake, type CompactJwt } from '../src/index.ts'

const OB3 = 'xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0"'
const OB2 = 'xmlns:openbadges="http://openbadges.org"'
const assertion = (id: unknown) =>
  JSON.stringify({ '@context': 'https://w3id.org/openbadges/v2', type: 'Assertion', id })
const hosted = assertion('https://a.example/?b=1&c=%22<"')
const named = assertion('urn:uuid:1')

test.each<[string, string, string, string]>([
  [
    'an open root',
    '<svg></svg>',
    '{}',
    `<svg ${OB3}><openbadges:credential><![CDATA[{}]]></openbadges:credential></svg>`,
  ],
  ['a closed root', '<svg/>', '{}', `<svg ${OB3}><openbadges:credential><![CDATA[{}]]></openbadges:credential></svg>`],
  [
    'a root with a prefix',
    '<s:svg />',
    '{}',
    `<s:svg  ${OB3}><openbadges:credential><![CDATA[{}]]></openbadges:credential></s:svg>`,
  ],
  [
    'a root that declares the prefix',
    `<svg ${OB3}/>`,
    '{}',
    `<svg ${OB3}><openbadges:credential><![CDATA[{}]]></openbadges:credential></svg>`,
  ],
  [
    'a root that uses the prefix for something else',
    `<svg ${OB2}><g/></svg>`,
    '{}',
    `<svg ${OB2}><openbadges:credential ${OB3}><![CDATA[{}]]></openbadges:credential><g/></svg>`,
  ],
  [
    'what ends a text that is no markup',
    '<svg/>',
    '{"a":"]]>"}',
    `<svg ${OB3}><openbadges:credential><![CDATA[{"a":"]]]]><![CDATA[>"}]]></openbadges:credential></svg>`,
  ],
  [
    'a credential with an address of its own',
    '<svg/>',
    '{"id":"https://a.example/"}',
    `<svg ${OB3}><openbadges:credential><![CDATA[{"id":"https://a.example/"}]]></openbadges:credential></svg>`,
  ],
  ['a token', '<svg/>', 'a.b.c', `<svg ${OB3}><openbadges:credential verify="a.b.c"></openbadges:credential></svg>`],
  [
    'an address',
    '<svg/>',
    'https://a.example/?b=1&c="<',
    `<svg ${OB2}><openbadges:assertion verify="https://a.example/?b=1&amp;c=&quot;&lt;"></openbadges:assertion></svg>`,
  ],
  [
    'an assertion with the address it is kept at',
    '<svg/>',
    hosted,
    `<svg ${OB2}><openbadges:assertion verify="https://a.example/?b=1&amp;c=%22&lt;&quot;"><![CDATA[${hosted}]]></openbadges:assertion></svg>`,
  ],
  [
    'an assertion without one',
    '<svg/>',
    named,
    `<svg ${OB2}><openbadges:assertion><![CDATA[${named}]]></openbadges:assertion></svg>`,
  ],
  [
    'an assertion whose id is no text',
    '<svg/>',
    assertion(['https://a.example/']),
    `<svg ${OB2}><openbadges:assertion><![CDATA[${assertion(['https://a.example/'])}]]></openbadges:assertion></svg>`,
  ],
])('%s: the SVG is written so', (_what, image, credential, expected) => {
  expect(new TextDecoder().decode(bake(utf8(image), credential as CompactJwt))).toBe(expected)
})
