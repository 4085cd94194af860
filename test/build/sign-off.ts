import { LocalDateTime } from '@js-joda/core';
import type { SignOffEvent } from '../../src/report/index.ts';

/** One sign-off event; the contractor's first step on 22 April 2024 unless told otherwise. */
export function signOff(
  event: Partial<Omit<SignOffEvent, 'at'>> & { readonly at?: string } = {},
): SignOffEvent {
  return {
    side: 'contractor',
    stepIndex: 0,
    action: 'approved',
    name: '佐々木 誠',
    role: '業務責任者',
    comment: null,
    ...event,
    at: LocalDateTime.parse(event.at ?? '2024-04-22T10:15'),
  };
}

/** Every step of both sides approved, the city's last on 24 April 2024 at 16:05. */
export const confirmedEvents: readonly SignOffEvent[] = [
  signOff(),
  signOff({ stepIndex: 1, name: '松本 彩', at: '2024-04-22T13:02' }),
  signOff({ stepIndex: 2, name: '見本 花子', role: '総括管理責任者', at: '2024-04-22T15:40' }),
  signOff({ side: 'city', name: '山田 一郎', role: '主事', at: '2024-04-23T09:12' }),
  signOff({
    side: 'city',
    stepIndex: 1,
    name: '鈴木 次郎',
    role: '係長',
    at: '2024-04-23T11:30',
    comment: '連休明けの体制を確認しました。',
  }),
  signOff({ side: 'city', stepIndex: 2, name: '佐藤 三郎', role: '課長', at: '2024-04-24T16:05' }),
];
