import { LocalDateTime } from '@js-joda/core';
import type { CallRecord } from '../../src/calls/index.ts';

/** A record with sensible defaults: answered at once on a Monday morning, handled for 180 s. */
export function callRecord(parts: Partial<CallRecord> = {}): CallRecord {
  const outcome = parts.outcome ?? 'answered';
  return {
    arrivesAt: LocalDateTime.of(2024, 5, 13, 9, 0),
    waitSeconds: 0,
    outcome,
    serviceSeconds: outcome === 'answered' ? 180 : null,
    queueId: null,
    ...parts,
  };
}
