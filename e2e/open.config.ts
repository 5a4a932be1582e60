import { configFor } from './shared.config.ts'

// Journeys that are being made to pass; they join the others when they do.
export default configFor('**/*.open.ts')
