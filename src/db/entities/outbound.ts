import { defineEntity, p } from '@mikro-orm/core';

const OutboundAgreementSchema = defineEntity({
  name: 'OutboundAgreementRow',
  tableName: 'outbound_agreement',
  properties: {
    id: p.integer().primary(),
    /** `YYYY-MM`. */
    month: p.text().index('outbound_agreement_month'),
    kind: p.enum(['start', 'stop']),
    agreedOn: p.date(),
    cityPerson: p.text(),
    contractorPerson: p.text(),
    terms: p.text(),
    startsOn: p.date(),
    endsOn: p.date().strictNullable(),
    reading: p.enum(['projection', 'cumulative']).strictNullable(),
    middle: p.enum(['openDay', 'fifteenth']).strictNullable(),
    /** The figures as they stood when it was recorded. */
    evidence: p.json<unknown>(),
    note: p.text().strictNullable(),
    reference: p.text().strictNullable(),
    recordedBy: p.text(),
    recordedAt: p.datetime(),
    undoneBy: p.text().strictNullable(),
    undoneAt: p.datetime().strictNullable(),
  },
});
/** A consultation with the city on outbound work; one that was entered wrong stays as taken back. */
export class OutboundAgreementRow extends OutboundAgreementSchema.class {}
OutboundAgreementSchema.setClass(OutboundAgreementRow);

const OutboundAttemptSchema = defineEntity({
  name: 'OutboundAttemptRow',
  tableName: 'outbound_attempt',
  uniques: [{ name: 'outbound_attempt_date_number', properties: ['date', 'number'] }],
  properties: {
    id: p.integer().primary(),
    date: p.date(),
    /** 1 to the day's most, each once: no two people can make the last attempt. Null of one taken back. */
    number: p.integer().strictNullable(),
    minute: p.integer(),
    staffId: p.text(),
    organisation: p.text(),
    outcome: p.enum(['reached', 'notReached', 'refused', 'agreed', 'callBack']),
    note: p.text().strictNullable(),
    isUrgent: p.boolean(),
    reportedTo: p.text().strictNullable(),
    reportedBy: p.text().strictNullable(),
    reportedAt: p.datetime().strictNullable(),
    recordedBy: p.text(),
    recordedAt: p.datetime(),
    undoneBy: p.text().strictNullable(),
    undoneAt: p.datetime().strictNullable(),
  },
});
/** One outbound call that was made; one that was entered wrong stays as taken back. */
export class OutboundAttemptRow extends OutboundAttemptSchema.class {}
OutboundAttemptSchema.setClass(OutboundAttemptRow);
