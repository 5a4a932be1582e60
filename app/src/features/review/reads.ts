export {
  findCurrentDecision,
  findOwnDecision,
  getDecision,
  listDecisions,
  listReaderIds,
  type OwnDecision,
} from './reads/decisions.ts'
