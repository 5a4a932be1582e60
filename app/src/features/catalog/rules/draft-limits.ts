import { fieldName } from './draft-places.ts'
import { achievementJsonSchema } from './json-schema.ts'

export interface Limits {
  readonly least?: number
  readonly most?: number
}
interface Shape {
  readonly properties?: Readonly<Record<string, Shape>>
  readonly items?: Shape
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly anyOf?: readonly Shape[]
  readonly oneOf?: readonly Shape[]
  readonly additionalProperties?: Shape | boolean
}

let root: Shape | undefined

/** How long or how great a field may be, from the one definition that forms, import and build share. */
export function limitsOf(path: string): Limits {
  root ??= achievementJsonSchema() as Shape
  const shape = fieldName(path).split('.').reduce<Shape | undefined>(inside, root)
  const leaf = shape && typeof shape.additionalProperties === 'object' ? shape.additionalProperties : shape
  return { least: leaf?.minLength ?? leaf?.minimum, most: leaf?.maxLength ?? leaf?.maximum }
}

function inside(shape: Shape | undefined, name: string): Shape | undefined {
  const own = shape?.items ?? shape
  const choices = [own, ...(own?.anyOf ?? own?.oneOf ?? [])]
  return choices.map((choice) => choice?.properties?.[name]).find((found) => found !== undefined)
}
