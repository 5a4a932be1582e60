/** The contexts this package knows, each pinned by the SHA-256, in base64url, of the RFC 8785 form of the bundled JSON. It is checked at start. */
export const PINS = {
  'https://www.w3.org/ns/credentials/v2': 'tGPI1qBmIUEj3dmCexNeG1Dh_HMyLMUqmxKk8fx9hs8',
  'https://www.w3.org/2018/credentials/v1': 'sB5nHoc5gfGakQKppX9mbbyusxuZ4-EkN40UPnFUkkc',
  'https://purl.imsglobal.org/spec/ob/v3p0/context.json': 'LFSsqhz_2iQgvjKrYfCiCCBRIRExxjN2hvNvJTeqhZs',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json': 'i7I1RVK3DL3yBm9tPiS8XCviYZFFc3WArSrr3DZud9U',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json': 'vdHRGlWmYDIvJGYIYqHUMO6AzOWERl91CQnapDaENXw',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json': 'xeVVqRpc9I4yrgoFZ0xh3dXAU7aAtWQ7L1f5ll44bZk',
  'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json': 'FfTDR8b-Q4DZtrk3lYWeM3R-9I1cVbkaccUvtRx7y9c',
  'https://purl.imsglobal.org/spec/clr/v2p0/context.json': 'ot0MDAdDRmO3tUpR3YozY_bVxCDvqH49l7TvhmFZbUQ',
  'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json': 'fe_nAsEC-vFBCFebfWXvOez0w7vvkluAPhW9d81uM5Q',
  'https://w3id.org/security/data-integrity/v1': 'lQW_hTOKTCEhrQOZKskAYbyF1DvPo02dR7d5OBzwi18',
  'https://w3id.org/security/data-integrity/v2': 'e6PFCs8midXgeScmc0PrNTJJx8Iqny0AMHzJcOhV4wU',
  'https://w3id.org/security/multikey/v1': 'viDD7mr26cQQLmaoXCZheDEhjjIha98FD4cOOJ5zfNw',
  'https://www.w3.org/ns/credentials/status/v1': 'svzr-69Oa-rivjcP2opfn5nChUDHmKdajNzMD7GhJJI',
  'https://w3id.org/security/suites/ed25519-2020/v1': '-1F_CdmQgprtc0ybrYy7sqw9UGO4Zcfj2B8kYHS_VpE',
} as const satisfies Readonly<Record<string, string>>

/** SHA-256, in base64url, of the RFC 8785 form of the OB 3.0 AchievementCredential JSON Schema, as bundled: without the prose of its publisher, which judges nothing. */
export const SCHEMA_PIN = 'gPlASpMPwicxO-5V2i3hfTCEvmih3XaV3BqHWemeyuA'
