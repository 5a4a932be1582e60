import type { PINS } from './pins.ts'

/**
 * Digests, in hexadecimal, of the bytes that the publisher of each pinned context serves; a test compares them. Apart from the pins: only
 * a credential that states such a digest itself is held against them.
 */
export const PUBLISHED: Readonly<Record<keyof typeof PINS, Readonly<Record<'SHA-256' | 'SHA-384', string>>>> = {
  'https://www.w3.org/ns/credentials/v2': {
    'SHA-256': '59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734',
    'SHA-384': '97f1eb8e5042356c805fdd61afa2c557663785e0794dcafa21e138fd38def18cb360133c221aa31d6896a6bf3e65b614',
  },
  'https://www.w3.org/2018/credentials/v1': {
    'SHA-256': 'ab4ddd9a531758807a79a5b450510d61ae8d147eab966cc9a200c07095b0cdcc',
    'SHA-384': '82c3b3eab863754bbfd2b9f17d8d6db9f61169f301cbf0b05e1fc4beb5f5c51dd4d2e888c274f49c3fbb2408f61faed1',
  },
  'https://purl.imsglobal.org/spec/ob/v3p0/context.json': {
    'SHA-256': 'b077fa134d909d92c1dcd1c153f2af1b244aeb415967fdc1467d7fc5dd48ac10',
    'SHA-384': 'cc77157457841319e05ab0d9657fe144150a626c1f0fd89c0e639f58d468edb5513597d9f14459310c86ec6b975b74cc',
  },
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json': {
    'SHA-256': 'd582f3564282fb3b709136d28412e78e70b678b4dbc2f0221f67d84932748355',
    'SHA-384': '410e4d78c8f236cd46b8bfd16d9ae498dae1fc4eebef0ef679bd821b87fc3334d96f6b585dde226471a7ba2cc9367195',
  },
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json': {
    'SHA-256': '00666ad080ba407687ed1846b7f5e7495f5019042b202a727de47c48a1755c53',
    'SHA-384': '7e000a9c71becc13b359560470d4d1b00f8d154ca052c54cdd20c7de6b87af5afc82aa2d2e571a94bff762b9155ea874',
  },
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json': {
    'SHA-256': 'ef2fa9c7846dce233cc166b43639027278be4ee44f00bb1d45c75de2dd0cd761',
    'SHA-384': 'c859f6c00a1e0013ee79c1e5cc7566b6dfa6c28971c46ce1ab3221cdfba2b6c6d86e630e567d03c0c780bc2f9ad517a4',
  },
  'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json': {
    'SHA-256': '146f85aa16effd7ca1da8056eb443f53ce1eca8a34186cb062832c0a97d889c3',
    'SHA-384': 'cf59a4b4b190ae798814ab6bc911c02efde291c386aed1bb11bd5a572d1eb2669bfd87019e994388db504a09ac244d5e',
  },
  'https://purl.imsglobal.org/spec/clr/v2p0/context.json': {
    'SHA-256': 'e198d7b517d74c5036434ce495086f67b10244709e9a3df9dcb7f8b1579b6167',
    'SHA-384': '2abca41440ff4aa4e6e2ae0c00851e7110a9b15f6d519561ae8c83e6b1a4f5e894313c72b60086709f03f36a5c67ceff',
  },
  'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json': {
    'SHA-256': '880f1902d4158f2f33ce06af41b90719977cd1ea337a9de2e41edb3ff5e543d6',
    'SHA-384': 'a846ad923699c67df5d09324134c645d1e15f4429f248856cbf1ca8967764cf8741476ea557dd505c891fe47e2487a1d',
  },
  'https://w3id.org/security/data-integrity/v1': {
    'SHA-256': 'b5d829bd09aa7c42abc6efa0c8ed7635313b5487f37ccfce3ecd149ca9418554',
    'SHA-384': '1f7b51154c2cb596b804d3eedeabb7678c7ea4d36f5201496a681dbd868d5dc0cb90a8839f5142ccdc91fdb92c5adcf2',
  },
  'https://w3id.org/security/data-integrity/v2': {
    'SHA-256': '67f21e6e33a6c14e5ccfd2fc7865f7474fb71a04af7e94136cb399dfac8ae8f4',
    'SHA-384': '0ee2d7626717f8b07cd449b525d5e2b71fe27209fc99e53089e0169dd2944d793feea4526fc60bb9cca1cd96512391f6',
  },
  'https://w3id.org/security/multikey/v1': {
    'SHA-256': 'ba2c182de2d92f7e47184bcca8fcf0beaee6d3986c527bf664c195bbc7c58597',
    'SHA-384': '0fa51641d12fb8c701b2e6a9492556f25d32bb4af84a96f11808f0a623b972434dd18a8f1f1865bc68d8ee046c4e5a3e',
  },
  'https://www.w3.org/ns/credentials/status/v1': {
    'SHA-256': 'fda5add353231e6a6884a46b12e6c75464281900cb348284d9c360f62381d9f7',
    'SHA-384': 'ac0ef813833ebd666b6170a61c5adacc6d7d2f5a040d16c2928e8414d4fa07f64d70313021e02bf4f97bdd123ed9a84e',
  },
  'https://w3id.org/security/suites/ed25519-2020/v1': {
    'SHA-256': '67646fbc0d6582ad7fbf08ccf0d3a4bedbb4177fd2d63385de52dc1b092ed6c5',
    'SHA-384': '62fd9ac5107c1c2a76567e4c85f210ab5ef3a5f23afe2c92b58a88643dc3612995ec762908c5ab34fde4bd71ac07b4cf',
  },
}
