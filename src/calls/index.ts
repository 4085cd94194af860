/**
 * Answers: how long callers wait before they hang up and how long calls take, from records of single calls.
 * Assumes: a call that is answered would have waited longer (censoring), and callers decide independently of each other.
 * May import: errors, calendar, contract, erlang, and js-joda.
 */
export type { CallRecord, Sentence } from './call-record.ts';
export { type ContractFigures, contractFigures } from './contract-figures.ts';
export { type Handling, type HandlingByPart, handlingByPart, summarizeHandling } from './handling.ts';
export { hazardByWait, type WaitHazard } from './hazard.ts';
export { restrictedMean, type SurvivalCurve, survivalAt, survivalCurve, type Wait } from './kaplan-meier.ts';
export { estimatePatience, type Patience } from './patience.ts';
export { comparePatience, type PatienceFit } from './patience-fit.ts';
