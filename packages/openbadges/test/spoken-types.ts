import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import ts from 'typescript'

interface Declared {
  readonly file: string
  readonly name: string
}
interface Declarations {
  readonly nodes: ReadonlyMap<string, ts.Node>
  readonly imported: ReadonlyMap<string, Declared>
}

/** What the declarations of exported things name and `index.d.ts` does not export: `signEmbedded: SignInput`. */
export function unexported(folder: string): readonly string[] {
  const files = new Map<string, Declarations>()
  const read = (file: string) => {
    const known = files.get(file) ?? declarationsOf(folder, file)
    files.set(file, known)
    return known
  }
  const exports = exportsOf(folder)
  const open = new Set(exports.map(({ file, name }) => `${file} ${name}`))
  return exports.flatMap(({ file, name }) => {
    const { nodes, imported } = read(file)
    const node = nodes.get(name)
    if (!node) throw new Error(`${file} does not declare ${name}`)
    return [...new Set(typesIn(node))]
      .map((type) => imported.get(type) ?? { file, name: type })
      .filter((type) => read(type.file).nodes.has(type.name) && !open.has(`${type.file} ${type.name}`))
      .map((type) => `${name}: ${type.name}`)
  })
}

function sourceOf(folder: string, file: string): ts.SourceFile {
  return ts.createSourceFile(file, readFileSync(join(folder, file), 'utf8'), ts.ScriptTarget.Latest, true)
}

/** `./did/key.js` as spoken of in a file is another file of the folder. */
function targetOf(file: string, one: ts.Statement): string {
  const specifier = ts.isImportDeclaration(one) || ts.isExportDeclaration(one) ? one.moduleSpecifier : undefined
  const path = specifier && ts.isStringLiteral(specifier) ? specifier.text : ''
  return join(dirname(file), path.replace(/\.js$/, '.d.ts'))
}

function exportsOf(folder: string): readonly Declared[] {
  return sourceOf(folder, 'index.d.ts').statements.flatMap((one) => {
    if (!ts.isExportDeclaration(one) || !one.exportClause || !ts.isNamedExports(one.exportClause)) return []
    const file = targetOf('index.d.ts', one)
    return one.exportClause.elements.map(({ name }) => ({ file, name: name.text }))
  })
}

function declarationsOf(folder: string, file: string): Declarations {
  const nodes = new Map<string, ts.Node>()
  const imported = new Map<string, Declared>()
  for (const one of sourceOf(folder, file).statements) {
    if (ts.isVariableStatement(one))
      for (const each of one.declarationList.declarations) nodes.set(each.name.getText(), each)
    else if (isNamed(one)) nodes.set(one.name.text, one)
    for (const { name } of namesIn(one)) imported.set(name.text, { file: targetOf(file, one), name: name.text })
  }
  return { nodes, imported }
}

function namesIn(one: ts.Statement): readonly ts.ImportSpecifier[] {
  const bindings = ts.isImportDeclaration(one) ? one.importClause?.namedBindings : undefined
  return bindings && ts.isNamedImports(bindings) ? bindings.elements : []
}

function isNamed(node: ts.Statement): node is ts.Statement & { readonly name: ts.Identifier } {
  return 'name' in node && ts.isIdentifier(node.name as ts.Node)
}

function typesIn(node: ts.Node): readonly string[] {
  const within: string[] = []
  ts.forEachChild(node, (child) => {
    within.push(...typesIn(child))
  })
  return [...nameIn(node), ...within]
}

function nameIn(node: ts.Node): readonly string[] {
  if (ts.isTypeReferenceNode(node)) return [node.typeName.getText()]
  if (ts.isExpressionWithTypeArguments(node)) return [node.expression.getText()]
  return ts.isTypeQueryNode(node) ? [node.exprName.getText()] : []
}
