declare module 'jsonld' {
  interface Loaded {
    contextUrl: null
    documentUrl: string
    document: object
  }
  const jsonld: {
    toRDF(
      input: object,
      options: { documentLoader: (url: string) => Promise<Loaded>; [option: string]: unknown },
    ): Promise<object[]>
  }
  export = jsonld
}
declare module 'rdf-canonize' {
  export function canonize(
    dataset: object[],
    options: { algorithm: 'RDFC-1.0'; format: 'application/n-quads'; maxDeepIterations?: number },
  ): Promise<string>
}
