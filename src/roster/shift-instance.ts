import { footprint, off, type Person, type RosterProblem, wantedCell } from './engine/index.ts';

/** A shift type of an instance. */
export interface InstanceShift {
  readonly id: string;
  readonly minutes: number;
  /** Ids of the types that may not follow on the next day. */
  readonly cannotBeFollowedBy: readonly string[];
}

/** A person of an instance. */
export interface InstancePerson {
  readonly id: string;
  /** Most shifts per type, by id; a type that is not named has no limit. */
  readonly maximumShifts: ReadonlyMap<string, number>;
  readonly maximumMinutes: number;
  readonly minimumMinutes: number;
  readonly maximumConsecutiveShifts: number;
  readonly minimumConsecutiveShifts: number;
  readonly minimumConsecutiveDaysOff: number;
  readonly maximumWeekends: number;
  /** Days that must be off, from 0. */
  readonly daysOff: readonly number[];
}

/** A wish: to have, or not to have, one shift type on one day. */
export interface InstanceRequest {
  readonly personId: string;
  readonly day: number;
  readonly shiftId: string;
  /** Cost when it is not granted. */
  readonly weight: number;
}

/** What one shift type needs on one day. */
export interface InstanceCover {
  readonly day: number;
  readonly shiftId: string;
  readonly required: number;
  readonly underWeight: number;
  readonly overWeight: number;
}

/** A shift-scheduling problem as Curtois and Qu published theirs (2014); day 0 is a Monday. */
export interface ShiftInstance {
  readonly dayCount: number;
  readonly shifts: readonly InstanceShift[];
  readonly people: readonly InstancePerson[];
  readonly onRequests: readonly InstanceRequest[];
  readonly offRequests: readonly InstanceRequest[];
  readonly cover: readonly InstanceCover[];
}

/** One assigned shift. */
export interface AssignedShift {
  readonly personId: string;
  readonly day: number;
  readonly shiftId: string;
}

/** An instance as a problem for the engine: a cell per day and shift type. */
export function instanceProblem(instance: ShiftInstance): RosterProblem {
  const { dayCount, shifts } = instance;
  const shiftAt = new Map(shifts.map(({ id }, index) => [id, index]));
  const people = instance.people.map((person) => emptyPerson(instance, person));
  const personAt = new Map(people.map((person) => [person.id, person]));
  const priceAt = (request: InstanceRequest): number =>
    request.day * shifts.length + shiftAt.get(request.shiftId)!;
  // Not granting a wish for a shift costs its weight: granting it gives back what is charged at the start.
  for (const request of instance.onRequests) {
    personAt.get(request.personId)!.dutyPrice[priceAt(request)]! -= request.weight;
  }
  for (const request of instance.offRequests) {
    personAt.get(request.personId)!.dutyPrice[priceAt(request)]! += request.weight;
  }
  const cover = [...instance.cover].sort((a, b) => a.day - b.day);
  const footprints = Array.from({ length: dayCount * shifts.length }, () => footprint([]));
  cover.forEach((line, cell) => {
    footprints[line.day * shifts.length + shiftAt.get(line.shiftId)!] = footprint([cell]);
  });
  return {
    dayCount,
    weekendOf: Array.from({ length: dayCount }, (_, day) => (day % 7 >= 5 ? Math.floor(day / 7) : -1)),
    duties: shifts.map(({ id, minutes, cannotBeFollowedBy }) => ({
      id,
      minutes,
      blocksNext: cannotBeFollowedBy.map((other) => shiftAt.get(other)!),
    })),
    people,
    cells: cover.map(({ day, required, underWeight, overWeight }) =>
      wantedCell({ day, required, underCost: underWeight, overCost: overWeight }),
    ),
    footprints: [footprints],
    constant: instance.onRequests.reduce((sum, { weight }) => sum + weight, 0),
    grain: 1,
  };
}

function emptyPerson({ dayCount, shifts }: ShiftInstance, person: InstancePerson): Person {
  const dutyPrice = new Float64Array(dayCount * shifts.length);
  const dutyLimits = shifts.map(({ id }) => person.maximumShifts.get(id) ?? dayCount);
  for (let day = 0; day < dayCount; day += 1) {
    shifts.forEach((_, shift) => {
      if (dutyLimits[shift] === 0 || person.daysOff.includes(day)) {
        dutyPrice[day * shifts.length + shift] = Infinity;
      }
    });
  }
  return {
    id: person.id,
    group: 0,
    dutyPrice,
    offPrice: new Float64Array(dayCount),
    minimumMinutes: person.minimumMinutes,
    maximumMinutes: person.maximumMinutes,
    minimumRun: person.minimumConsecutiveShifts,
    maximumRun: person.maximumConsecutiveShifts,
    minimumOff: person.minimumConsecutiveDaysOff,
    maximumWeekends: person.maximumWeekends,
    dutyLimits,
  };
}

/** A schedule of the engine as assigned shifts, person by person and day by day. */
export function assignedShifts(instance: ShiftInstance, schedule: Int16Array): AssignedShift[] {
  return instance.people.flatMap(({ id }, person) =>
    Array.from({ length: instance.dayCount }, (_, day) => day).flatMap((day): AssignedShift[] => {
      const duty = schedule[person * instance.dayCount + day]!;
      return duty === off ? [] : [{ personId: id, day, shiftId: instance.shifts[duty]!.id }];
    }),
  );
}
