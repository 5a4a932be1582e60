export * from './reads/decisions.ts'
