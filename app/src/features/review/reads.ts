export {
  findOwnDecision,
  getDecision,
  listOwnDecisions,
  listReaderIds,
} from './reads/decisions.ts'
