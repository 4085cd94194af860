import type { Contract, Role } from '../contract/index.ts';
import type { RestrictionKind } from '../roster/personal-labour.ts';

/** Japanese words for roles in files; a contract's own labels are understood too. */
export const roleNames: Readonly<Record<Role, string>> = {
  operator: 'オペレーター',
  supervisor: '業務責任者',
  manager: '総括管理責任者',
};

/** Japanese words for restrictions in files. */
export const restrictionNames: Readonly<Record<RestrictionKind, string>> = {
  pregnant: '妊産婦',
  nursing: '育児時間',
  noOvertime: '所定外免除',
  overtimeCap: '時間外制限',
  noNight: '深夜制限',
  shortHours: '短時間勤務',
  absent: '休業',
};

/** Japanese words for kinds of wishes in files; a pin is what a planner fixes, `none` that nothing is wished for. */
export const wishNames = { off: '休み', on: '出勤', pattern: '勤務', pin: '固定', none: 'なし' } as const;

/** yes and no in files. */
export const yesNoNames = { yes: 'はい', no: 'いいえ' } as const;

/** Words for yes and no. */
export const yesNoWords: ReadonlyMap<string, boolean> = new Map([
  ['yes', true],
  ['no', false],
  [yesNoNames.yes, true],
  [yesNoNames.no, false],
]);

/** Words for the kind of employment. */
export const employmentWords: ReadonlyMap<string, 'full' | 'part'> = new Map([
  ['full', 'full'],
  ['part', 'part'],
  ['常勤', 'full'],
  ['フルタイム', 'full'],
  ['非常勤', 'part'],
  ['パート', 'part'],
]);

/** ISO weekday, 1 (Monday) to 7 (Sunday), by `MON` or 月. */
export const weekdayWords: ReadonlyMap<string, number> = new Map(
  ['MON 月', 'TUE 火', 'WED 水', 'THU 木', 'FRI 金', 'SAT 土', 'SUN 日'].flatMap((pair, index) =>
    pair.split(' ').map((word): [string, number] => [word, index + 1]),
  ),
);

/** Words for roles: the code, the Japanese word and the contract's label. */
export function roleWords(contract: Contract): ReadonlyMap<string, Role> {
  const roles: readonly Role[] = ['operator', 'supervisor', 'manager'];
  return new Map(
    roles.flatMap((role): [string, Role][] => [
      [role, role],
      [roleNames[role], role],
      [contract.roles.labels[role].ja, role],
    ]),
  );
}

/** Queue ids by the id itself and by the queue's Japanese name. */
export function queueWords(contract: Contract): ReadonlyMap<string, string> {
  return new Map(
    contract.queues.flatMap((queue): [string, string][] => [
      [queue.id, queue.id],
      [queue.name.ja, queue.id],
    ]),
  );
}
