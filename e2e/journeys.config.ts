import { configFor } from './shared.config.ts'

export default configFor('e2e')
