/**
 * Answers: made-up history, mailings and staff for the sample contract, the same on every run.
 * Assumes: a contract with a queue for bookings, at least one more after it, and the shift patterns of its people.
 * May import: calendar, contract, the types of forecast and of cases, and js-joda; only `write.ts` touches the file system.
 */
export { type SampleCasesInput, sampleCases, takersOf } from './cases.ts';
export { type DayDemand, responseKernel, sampleDemand } from './demand.ts';
export { historyCsv, sampleFiles } from './files.ts';
export { sampleMailings } from './mailings.ts';
export { parameters } from './parameters.ts';
