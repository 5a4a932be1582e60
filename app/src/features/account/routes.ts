import type { Area, Panel, Route } from '../../platform/route.ts'

/** The door of the feature. */
export const routes = [] as const satisfies readonly Route[]
export const areas = [] as const satisfies readonly Area[]
export const panels = [] as const satisfies readonly Panel[]
