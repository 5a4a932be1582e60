import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'
import { Provider } from 'oidc-provider'

export interface Identity {
  sub: string
  name?: string
  email?: string
  email_verified?: boolean
  preferred_username?: string
  acr?: string
  amr?: string[]
}
export interface IdentityProvider {
  readonly issuer: string
  /** Who is signed in there now. */
  who: Identity
  stop(): Promise<void>
}
const REDIRECT = 'http://localhost:3000/sign-in/return'
export const CLIENT = { id: 'cairn', secret: 'a-secret-of-at-least-32-characters!' }

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
async function stop(server: Server): Promise<void> {
  server.closeAllConnections()
  await new Promise<void>((resolve) => server.close(() => resolve()))
}

/** A certified OpenID provider on this machine; its page of sign-in answers by itself for whoever `who` is. */
export async function anOidcProvider(who: Identity): Promise<IdentityProvider> {
  let handler: ReturnType<Provider['callback']> = () => undefined
  const server = createServer((request, response) => handler(request, response))
  const issuer = await listen(server)
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  const jwk = { ...(await exportJWK(privateKey)), kid: '1', alg: 'RS256', use: 'sig' }
  const self: { who: Identity } = { who }
  const provider: Provider = new Provider(issuer, {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [REDIRECT],
        response_types: ['code'],
        grant_types: ['authorization_code'],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    cookies: { keys: ['a', 'b'] },
    jwks: { keys: [jwk] },
    ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 600, AuthorizationCode: 60 },
    conformIdTokenClaims: false,
    claims: {
      openid: ['sub', 'acr', 'amr'],
      profile: ['name', 'preferred_username'],
      email: ['email', 'email_verified'],
    },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_ctx: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    findAccount: (_ctx: unknown, id: string) => ({ accountId: id, claims: () => ({ ...self.who }) }),
    loadExistingGrant: async (ctx: { oidc: { session: { accountId: string }; client: { clientId: string } } }) => {
      const grant = new provider.Grant({ accountId: ctx.oidc.session.accountId, clientId: ctx.oidc.client.clientId })
      grant.addOIDCScope('openid profile email')
      await grant.save()
      return grant
    },
  })
  const answer = provider.callback()
  handler = (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return answer(request, response)
    const { sub, acr, amr } = self.who
    void provider.interactionFinished(request, response, { login: { accountId: sub, acr, amr } })
  }
  return Object.assign(self, { issuer, stop: () => stop(server) })
}

/** What a provider that lies would put into the token. */
export interface Lie {
  claims?: JWTPayload
  unsigned?: boolean
  foreignKey?: boolean
  metadataIssuer?: string
  /** Parameters of the way back that differ. */
  back?: Record<string, string | null>
}
export interface LyingProvider extends IdentityProvider {
  lie: Lie
}

/** A provider of our own that can be told to lie about one thing at a time. */
export async function aLyingProvider(who: Identity, path = ''): Promise<LyingProvider> {
  const keys = await generateKeyPair('RS256', { extractable: true })
  const others = await generateKeyPair('RS256', { extractable: true })
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: '1', alg: 'RS256', use: 'sig' }
  const asked = new Map<string, { nonce: string; challenge: string }>()
  const self: { who: Identity; lie: Lie; issuer: string } = { who, lie: {}, issuer: '' }
  async function tokenFor(nonce: string): Promise<string> {
    const now = Math.floor(Date.now() / 1000)
    const claims = {
      ...self.who,
      iss: self.issuer,
      aud: CLIENT.id,
      iat: now,
      exp: now + 300,
      nonce,
      ...self.lie.claims,
    }
    const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')
    if (self.lie.unsigned) return `${encode({ alg: 'none' })}.${encode(claims)}.`
    const key = self.lie.foreignKey ? others.privateKey : keys.privateKey
    return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: '1' }).sign(key)
  }
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', self.issuer)
    const json = (body: object) => {
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify(body))
    }
    const base = new URL(self.issuer).origin
    if (url.pathname === `${path.replace(/\/$/, '')}/.well-known/openid-configuration`)
      return json({
        issuer: self.lie.metadataIssuer ?? self.issuer,
        authorization_endpoint: `${base}/authorize`,
        token_endpoint: `${base}/token`,
        jwks_uri: `${base}/jwks`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
        authorization_response_iss_parameter_supported: true,
      })
    if (url.pathname === '/jwks') return json({ keys: [jwk] })
    if (url.pathname === '/authorize') {
      const code = `code-${asked.size}`
      asked.set(code, {
        nonce: url.searchParams.get('nonce') ?? '',
        challenge: url.searchParams.get('code_challenge') ?? '',
      })
      const back = new URL(url.searchParams.get('redirect_uri') ?? '')
      const given = { code, state: url.searchParams.get('state'), iss: self.issuer, ...self.lie.back }
      for (const [name, value] of Object.entries(given)) if (value !== null) back.searchParams.set(name, value)
      response.statusCode = 302
      response.setHeader('location', back.href)
      return response.end()
    }
    let body = ''
    for await (const part of request) body += part
    const form = new URLSearchParams(body)
    const known = asked.get(form.get('code') ?? '')
    const verifier = form.get('code_verifier') ?? ''
    const digest = Buffer.from(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier)))
    if (!known || digest.toString('base64url') !== known.challenge) {
      response.statusCode = 400
      return json({ error: 'invalid_grant' })
    }
    json({ access_token: 'x', token_type: 'Bearer', expires_in: 60, id_token: await tokenFor(known.nonce) })
  })
  self.issuer = `${await listen(server)}${path}`
  return Object.assign(self, { stop: () => stop(server) })
}

/** Follows a provider's redirects as a browser would, until one leads out of it. */
export async function throughProvider(issuer: string, start: string): Promise<string> {
  const cookies = new Map<string, string>()
  let url = start
  for (let hops = 0; hops < 10; hops++) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(url, { redirect: 'manual', headers: { cookie, accept: 'text/html' } })
    for (const line of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (line.split(';')[0] ?? '').split('=')
      cookies.set(name, value)
    }
    const location = answer.headers.get('location')
    if (!location) throw new Error(`The provider stopped with ${answer.status}: ${(await answer.text()).slice(0, 300)}`)
    url = new URL(location, url).href
    if (!url.startsWith(issuer)) return url
  }
  throw new Error('The provider goes round in circles')
}
