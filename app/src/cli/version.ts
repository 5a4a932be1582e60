import list from '../../../package.json' with { type: 'json' }

export const VERSION: string = list.version
