/**
 * The contexts this package knows, pinned. `jcs` is the SHA-256 of the RFC 8785 form of the bundled JSON, checked at start;
 * `published` is the SHA-256 of the bytes its publisher serves, compared by a test.
 */
export const PINS = {
  'https://www.w3.org/ns/credentials/v2': {
    jcs: 'b463c8d6a066214123ddd9827b135e1b50e1fc73322cc52a9b12a4f1fc7d86cf',
    published: '59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734',
  },
  'https://www.w3.org/2018/credentials/v1': {
    jcs: 'b01e671e873981f19a9102a9a57f666dbcaeb31b99e3e124378d143e71549247',
    published: 'ab4ddd9a531758807a79a5b450510d61ae8d147eab966cc9a200c07095b0cdcc',
  },
  'https://purl.imsglobal.org/spec/ob/v3p0/context.json': {
    jcs: '2c54acaa1cffda2420be32ab61f0a2082051211131c6337686f36f2537aa859b',
    published: 'b077fa134d909d92c1dcd1c153f2af1b244aeb415967fdc1467d7fc5dd48ac10',
  },
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json': {
    jcs: '8bb2354552b70cbdf2066f6d3e24bc5c2be2619145737580ad2aebdc366e77d5',
    published: 'd582f3564282fb3b709136d28412e78e70b678b4dbc2f0221f67d84932748355',
  },
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json': {
    jcs: 'bdd1d11a55a660322f24660862a1d430ee80cce584465f750909daa43684357c',
    published: '00666ad080ba407687ed1846b7f5e7495f5019042b202a727de47c48a1755c53',
  },
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json': {
    jcs: 'c5e555a91a5cf48e32ae0a05674c61ddd5c053b680b5643b2f57f9965e386d99',
    published: 'ef2fa9c7846dce233cc166b43639027278be4ee44f00bb1d45c75de2dd0cd761',
  },
  'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json': {
    jcs: '15f4c347c6fe4380d9b6b93795859e33747ef48d5c55b91a71c52fb51c7bcbd7',
    published: '146f85aa16effd7ca1da8056eb443f53ce1eca8a34186cb062832c0a97d889c3',
  },
  'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json': {
    jcs: '7defe702c102faf14108579b7d65ef39ecf4c3bbef925b803e15bd77cd6e3394',
    published: '880f1902d4158f2f33ce06af41b90719977cd1ea337a9de2e41edb3ff5e543d6',
  },
  'https://w3id.org/security/data-integrity/v1': {
    jcs: '9505bf85338a4c2121ad03992ac90061bc85d43bcfa34d9d47b779381cf08b5f',
    published: 'b5d829bd09aa7c42abc6efa0c8ed7635313b5487f37ccfce3ecd149ca9418554',
  },
  'https://w3id.org/security/data-integrity/v2': {
    jcs: '7ba3c50acf2689d5e07927267343eb353249c7c22a9f2d00307cc970e855e305',
    published: '67f21e6e33a6c14e5ccfd2fc7865f7474fb71a04af7e94136cb399dfac8ae8f4',
  },
  'https://w3id.org/security/multikey/v1': {
    jcs: 'be20c3ee6af6e9c4102e66a85c26617831218e32216bdf050f870e389e737cdc',
    published: 'ba2c182de2d92f7e47184bcca8fcf0beaee6d3986c527bf664c195bbc7c58597',
  },
  'https://www.w3.org/ns/credentials/status/v1': {
    jcs: 'b2fcebfbaf4e6beae2be370fda8a5f9f99c28540c798a75a8cdccc0fb1a12492',
    published: 'fda5add353231e6a6884a46b12e6c75464281900cb348284d9c360f62381d9f7',
  },
  'https://w3id.org/security/suites/ed25519-2020/v1': {
    jcs: 'fb517f09d990829aed734c9bad8cbbb2ac3d5063b865c7e3d81f246074bf5691',
  },
} as const satisfies Readonly<Record<string, { jcs: string; published?: string }>>

/** SHA-256 of the RFC 8785 form of the OB 3.0 AchievementCredential JSON Schema. */
export const SCHEMA_PIN = 'f1b4af33039291609434dd8ec29f21d3819fe622036a564d196562fc0a21beb0'
