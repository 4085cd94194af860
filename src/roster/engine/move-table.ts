import type { PersonRules } from './person-rules.ts';

/** Moves that differ in nothing but their price: duties of one class, length and count. */
export interface MoveGroup {
  readonly duties: readonly number[];
  readonly units: number;
}

/** Moves of a person, as far as the counted limits tell them apart. */
export interface MoveTable {
  readonly groups: readonly MoveGroup[];
  /** Per state: groups that may follow, and the state that each leads to. */
  readonly next: readonly Int32Array[];
  readonly target: readonly Int32Array[];
}

/** The moves of a person when some limits (by place in `rules.limits`) are counted. */
export function moveTable(rules: PersonRules, counted: readonly number[]): MoveTable {
  const dutyCount = rules.classOf.length;
  const byKey = new Map<string, { duties: number[]; units: number }>();
  for (let duty = 0; duty < dutyCount; duty += 1) {
    const cls = rules.classOf[duty]!;
    if (!rules.isUsed[duty]) continue;
    let before = '';
    for (let other = 0; other < rules.classCount; other += 1)
      before += rules.blocks[other * dutyCount + duty];
    const units = rules.units[duty]!;
    const amounts = counted.map((limit) => rules.limits[limit]!.amounts[duty]);
    const key = `${cls}|${before}|${units}|${amounts.join()}`;
    const known = byKey.get(key);
    if (known === undefined) byKey.set(key, { duties: [duty], units });
    else known.duties.push(duty);
  }
  const groups = [...byKey.values()];
  const next: Int32Array[] = [];
  const target: Int32Array[] = [];
  for (let state = 0; state < rules.stateCount; state += 1) {
    const isOff = state < rules.offStates;
    const cls = isOff ? -1 : Math.floor((state - rules.offStates) / rules.maximumRun);
    const run = isOff ? 0 : ((state - rules.offStates) % rules.maximumRun) + 1;
    const allowed = groups.flatMap((group, index) =>
      run < rules.maximumRun &&
      (isOff ? state === rules.offStates - 1 : rules.blocks[cls * dutyCount + group.duties[0]!] === 0)
        ? [index]
        : [],
    );
    next.push(Int32Array.from(allowed));
    target.push(
      Int32Array.from(
        allowed,
        (index) => rules.offStates + rules.classOf[groups[index]!.duties[0]!]! * rules.maximumRun + run,
      ),
    );
  }
  return { groups, next, target };
}
