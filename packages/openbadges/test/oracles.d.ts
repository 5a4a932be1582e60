// The parts of the independent implementations that the tests call; they ship no types of their own.
interface Multikey {
  readonly id?: string
  readonly controller?: string
  readonly publicKeyMultibase: string
  signer(): { readonly id?: string; readonly algorithm: string; sign(input: { data: Uint8Array }): Promise<Uint8Array> }
  verifier(): { verify(input: { data: Uint8Array; signature: Uint8Array }): Promise<boolean> }
  export(options: object): Promise<import('../src/index.ts').JsonObject>
}

declare module '@digitalbazaar/data-integrity' {
  export class DataIntegrityProof {
    constructor(options: { cryptosuite: object; signer?: object; date?: Date | null; legacyContext?: boolean })
  }
}
declare module '@digitalbazaar/ecdsa-multikey' {
  type Curve = 'P-256' | 'P-384' | 'P-521'
  export function from(key: object): Promise<Multikey>
  export function fromJwk(options: {
    jwk: object
    secretKey?: boolean
    id?: string
    controller?: string
  }): Promise<Multikey>
  export function fromRaw(options: { curve: Curve; secretKey?: Uint8Array; publicKey: Uint8Array }): Promise<Multikey>
  export function generate(options: { curve: Curve; id?: string; controller?: string }): Promise<Multikey>
}
declare module '@digitalbazaar/ecdsa-rdfc-2019-cryptosuite' {
  export const cryptosuite: object
}
declare module '@digitalbazaar/ecdsa-sd-2023-cryptosuite' {
  export function createConfirmCryptosuite(): object
  export function createDiscloseCryptosuite(options: {
    proofId?: string
    selectivePointers?: readonly string[]
  }): object
  export function createSignCryptosuite(options?: { mandatoryPointers?: readonly string[] }): object
  export function createVerifyCryptosuite(): object
}
declare module '@digitalbazaar/ed25519-multikey' {
  export function from(key: object): Promise<Multikey>
}
declare module '@digitalbazaar/ed25519-signature-2020' {
  export class Ed25519Signature2020 {
    constructor(options?: { key?: object; signer?: object; date?: string | Date })
  }
  export const suiteContext: { readonly contexts: ReadonlyMap<string, object> }
}
declare module '@digitalbazaar/eddsa-rdfc-2022-cryptosuite' {
  export const cryptosuite: object
}
declare module '@digitalbazaar/vc' {
  type Document = import('../src/index.ts').JsonObject
  interface Answer {
    readonly verified: boolean
    readonly error?: unknown
  }
  export function verify(options: object): Promise<Answer>
  export function verifyCredential(options: object): Promise<Answer>
  export function issue(options: object): Promise<Document>
  export function derive(options: object): Promise<Document>
  export function createPresentation(options: object): Document
  export function signPresentation(options: object): Promise<Document>
}
declare module '@digitalbazaar/vc-bitstring-status-list' {
  interface List {
    readonly length: number
    setStatus(index: number, status: boolean): void
    getStatus(index: number): boolean
    encode(): Promise<string>
  }
  export function checkStatus(
    options: object,
  ): Promise<{ verified: boolean; error?: unknown; results?: readonly { readonly status: boolean }[] }>
  export function createCredential(options: {
    id: string
    list: List
    statusPurpose: string
    context?: readonly string[]
  }): Promise<import('../src/index.ts').JsonObject>
  export function createList(options: { length: number }): Promise<List>
  export function decodeList(options: { encodedList: string }): Promise<List>
}
