/**
 * The contexts this package knows, pinned by digests in base64url. `jcs` is the SHA-256 of the RFC 8785 form of the bundled JSON, checked at start;
 * `published` and `published384` are the SHA-256 and SHA-384 of the bytes its publisher serves, compared by a test.
 */
export const PINS = {
  'https://www.w3.org/ns/credentials/v2': {
    jcs: 'tGPI1qBmIUEj3dmCexNeG1Dh_HMyLMUqmxKk8fx9hs8',
    published: 'WZVc7WaX1h4D8rJVb-vlMIqxaEKEb1tYbX8fet7JJzQ',
    published384: 'l_HrjlBCNWyAX91hr6LFV2Y3heB5Tcr6IeE4_Tje8YyzYBM8IhqjHWiWpr8-ZbYU',
  },
  'https://www.w3.org/2018/credentials/v1': {
    jcs: 'sB5nHoc5gfGakQKppX9mbbyusxuZ4-EkN40UPnFUkkc',
    published: 'q03dmlMXWIB6eaW0UFENYa6NFH6rlmzJogDAcJWwzcw',
    published384: 'gsOz6rhjdUu_0rnxfY1tufYRafMBy_CwXh_EvrX1xR3U0uiIwnT0nD-7JAj2H67R',
  },
  'https://purl.imsglobal.org/spec/ob/v3p0/context.json': {
    jcs: 'LFSsqhz_2iQgvjKrYfCiCCBRIRExxjN2hvNvJTeqhZs',
    published: 'sHf6E02QnZLB3NHBU_KvGyRK60FZZ_3BRn1_xd1IrBA',
    published384: 'zHcVdFeEExngWrDZZX_hRBUKYmwfD9icDmOfWNRo7bVRNZfZ8URZMQyG7GuXW3TM',
  },
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json': {
    jcs: 'i7I1RVK3DL3yBm9tPiS8XCviYZFFc3WArSrr3DZud9U',
    published: '1YLzVkKC-ztwkTbShBLnjnC2eLTbwvAiH2fYSTJ0g1U',
    published384: 'QQ5NeMjyNs1GuL_RbZrkmNrh_E7r7w72eb2CG4f8MzTZb2tYXd4iZHGnuizJNnGV',
  },
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json': {
    jcs: 'vdHRGlWmYDIvJGYIYqHUMO6AzOWERl91CQnapDaENXw',
    published: 'AGZq0IC6QHaH7RhGt_XnSV9QGQQrICpyfeR8SKF1XFM',
    published384: 'fgAKnHG-zBOzWVYEcNTRsA-NFUygUsVM3SDH3muHr1r8gqotLlcalL_3YrkVXqh0',
  },
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json': {
    jcs: 'xeVVqRpc9I4yrgoFZ0xh3dXAU7aAtWQ7L1f5ll44bZk',
    published: '7y-px4RtziM8wWa0NjkCcni-TuRPALsdRcdd4t0M12E',
    published384: 'yFn2wAoeABPuecHlzHVmtt-mwolxxGzhqzIhzfuitsbYbmMOVn0DwMeAvC-a1Rek',
  },
  'https://purl.imsglobal.org/spec/ob/v3p0/extensions.json': {
    jcs: 'FfTDR8b-Q4DZtrk3lYWeM3R-9I1cVbkaccUvtRx7y9c',
    published: 'FG-Fqhbv_Xyh2oBW60Q_U84eyoo0GGywYoMsCpfYicM',
    published384: 'z1mktLGQrnmIFKtryRHALv3ikcOGrtG7Eb1aVy0esmab_YcBnplDiNtQSgmsJE1e',
  },
  'https://purl.imsglobal.org/spec/clr/v2p0/context.json': {
    jcs: 'ot0MDAdDRmO3tUpR3YozY_bVxCDvqH49l7TvhmFZbUQ',
    published: '4ZjXtRfXTFA2Q0zklQhvZ7ECRHCemj353Lf4sVebYWc',
    published384: 'KrykFED_SqTm4q4MAIUecRCpsV9tUZVhroyD5rGk9eiUMTxytgCGcJ8D82pcZ87_',
  },
  'https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json': {
    jcs: 'fe_nAsEC-vFBCFebfWXvOez0w7vvkluAPhW9d81uM5Q',
    published: 'iA8ZAtQVjy8zzgavQbkHGZd80eozep3i5B7bP_XlQ9Y',
    published384: 'qEatkjaZxn310JMkE0xkXR4V9EKfJIhWy_HKiWd2TPh0FHbqVX3VBciR_kfiSHod',
  },
  'https://w3id.org/security/data-integrity/v1': {
    jcs: 'lQW_hTOKTCEhrQOZKskAYbyF1DvPo02dR7d5OBzwi18',
    published: 'tdgpvQmqfEKrxu-gyO12NTE7VIfzfM_OPs0UnKlBhVQ',
    published384: 'H3tRFUwstZa4BNPu3qu3Z4x-pNNvUgFJamgdvYaNXcDLkKiDn1FCzNyR_bksWtzy',
  },
  'https://w3id.org/security/data-integrity/v2': {
    jcs: 'e6PFCs8midXgeScmc0PrNTJJx8Iqny0AMHzJcOhV4wU',
    published: 'Z_IebjOmwU5cz9L8eGX3R0-3GgSvfpQTbLOZ36yK6PQ',
    published384: 'DuLXYmcX-LB81Em1JdXitx_icgn8meUwieAWndKUTXk_7qRSb8YLucyhzZZRI5H2',
  },
  'https://w3id.org/security/multikey/v1': {
    jcs: 'viDD7mr26cQQLmaoXCZheDEhjjIha98FD4cOOJ5zfNw',
    published: 'uiwYLeLZL35HGEvMqPzwvq7m05hsUnv2ZMGVu8fFhZc',
    published384: 'D6UWQdEvuMcBsuapSSVW8l0yu0r4SpbxGAjwpiO5ckNN0YqPHxhlvGjY7gRsTlo-',
  },
  'https://www.w3.org/ns/credentials/status/v1': {
    jcs: 'svzr-69Oa-rivjcP2opfn5nChUDHmKdajNzMD7GhJJI',
    published: '_aWt01MjHmpohKRrEubHVGQoGQDLNIKE2cNg9iOB2fc',
    published384: 'rA74E4M-vWZrYXCmHFrazG19L1oEDRbCko6EFNT6B_ZNcDEwIeAr9Pl73RI-2ahO',
  },
  'https://w3id.org/security/suites/ed25519-2020/v1': {
    jcs: '-1F_CdmQgprtc0ybrYy7sqw9UGO4Zcfj2B8kYHS_VpE',
    published: 'Z2RvvA1lgq1_vwjM8NOkvtu0F3_S1jOF3lLcGwku1sU',
    published384: 'Yv2axRB8HCp2Vn5MhfIQq17zpfI6_iyStYqIZD3DYSmV7HYpCMWrNP3kvXGsB7TP',
  },
} as const satisfies Readonly<Record<string, { jcs: string; published: string; published384: string }>>

/** SHA-256, in base64url, of the RFC 8785 form of the OB 3.0 AchievementCredential JSON Schema, as bundled: without the prose of its publisher, which judges nothing. */
export const SCHEMA_PIN = 'gPlASpMPwicxO-5V2i3hfTCEvmih3XaV3BqHWemeyuA'
