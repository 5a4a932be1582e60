declare module 'jsonld' {
  interface Loaded {
    contextUrl: null
    documentUrl: string
    document: object
  }
  interface Options {
    readonly documentLoader: (url: string) => Promise<Loaded>
    readonly [option: string]: unknown
  }
  const jsonld: {
    expand(input: object, options: Options): Promise<object[]>
    toRDF(input: object, options: Options): Promise<object[]>
  }
  export = jsonld
}
declare module 'rdf-canonize' {
  export function canonize(
    dataset: object[],
    options: { algorithm: 'RDFC-1.0'; format: 'application/n-quads'; maxDeepIterations?: number },
  ): Promise<string>
}
