/** What a person says who is asked to help out: telephoned and not decided, yes, no, or nobody took the call. */
export type DeskAnswer = 'asked' | 'yes' | 'no' | 'noAnswer';

/** A duty that somebody is asked for. */
export interface AskedDuty {
  readonly staffId: string;
  /** `YYYY-MM-DD`. */
  readonly date: string;
  /** `HH:mm`. */
  readonly start: string;
  readonly end: string;
}

/** A way to cover a case, as it was when it was chosen. */
export interface ChosenWay {
  /** Id within its proposal. */
  readonly optionId: string;
  /** What is done, in words of the screens' keys. */
  readonly kinds: readonly string[];
  /** Version that it was proposed on. */
  readonly version: number;
  /** Minute of the day at which it was proposed: the same minute gives the same way again. */
  readonly nowMinute: number;
  readonly askedIds: readonly string[];
  /** People whose day changes, asked ones included. */
  readonly changedIds: readonly string[];
  readonly duties: readonly AskedDuty[];
  readonly dayAnswerRate: number;
  readonly monthAnswerRate: number;
  readonly shortMinutes: number;
}

/** What can be done about a case. Why anybody is absent has no place here. */
export type DeskAct =
  | { readonly kind: 'reported'; readonly absenceId: number; readonly staffId: string }
  | { readonly kind: 'cancelled'; readonly absenceId: number; readonly staffId: string }
  | { readonly kind: 'chosen'; readonly way: ChosenWay }
  | { readonly kind: 'answered'; readonly staffId: string; readonly answer: DeskAnswer }
  /** The chosen way cannot be taken any more: time has passed, or what it rests on has changed. */
  | { readonly kind: 'givenUp' }
  /** A version covers the case. */
  | { readonly kind: 'covered'; readonly version: number }
  /** A version has the day as it was before the case was covered. */
  | { readonly kind: 'restored'; readonly version: number };

/** The newest word of a person who was asked. */
export interface GivenAnswer {
  readonly staffId: string;
  readonly answer: DeskAnswer;
  /** What they were last asked for before it. */
  readonly duties: readonly AskedDuty[];
}

/** Where a case stands. */
export interface DeskState {
  /** The way whose people are being asked, or null while none is chosen. */
  readonly way: ChosenWay | null;
  /** Everybody who has been asked, in the order in which they first answered. */
  readonly answers: readonly GivenAnswer[];
  /** Who said no or did not answer: not asked again. */
  readonly declinedIds: readonly string[];
  /** Everybody whom a chosen way of this case has asked for something. */
  readonly askedIds: readonly string[];
}

/** Where a case stands after everything that was done about it; of several answers of a person the newest counts. */
export function deskStateOf(acts: readonly DeskAct[]): DeskState {
  let way: ChosenWay | null = null;
  const asked = new Map<string, readonly AskedDuty[]>();
  const answers = new Map<string, GivenAnswer>();
  for (const act of acts) {
    if (act.kind === 'chosen') {
      way = act.way;
      for (const staffId of act.way.askedIds) asked.set(staffId, dutiesOf(act.way, staffId));
    } else if (act.kind === 'answered') {
      const { staffId, answer } = act;
      answers.set(staffId, { staffId, answer, duties: asked.get(staffId) ?? [] });
      if (isRefusal(answer) && way?.askedIds.includes(staffId)) way = null;
    } else {
      way = null;
    }
  }
  const all = [...answers.values()];
  return {
    way,
    answers: all,
    declinedIds: all.filter(({ answer }) => isRefusal(answer)).map(({ staffId }) => staffId),
    askedIds: [...asked.keys()],
  };
}

/** Whether a person has said yes to what a way asks of them: to the same hours, or to more. */
export function hasAgreed(state: DeskState, way: Pick<ChosenWay, 'duties'>, staffId: string): boolean {
  const given = state.answers.find((entry) => entry.staffId === staffId);
  return (
    given?.answer === 'yes' &&
    dutiesOf(way, staffId).every((duty) =>
      given.duties.some(
        (agreed) => agreed.date === duty.date && agreed.start <= duty.start && agreed.end >= duty.end,
      ),
    )
  );
}

/** Whether everybody whom a way asks has agreed; true when it asks nobody. */
export function isSettled(state: DeskState, way: ChosenWay): boolean {
  return way.askedIds.every((staffId) => hasAgreed(state, way, staffId));
}

function dutiesOf(way: Pick<ChosenWay, 'duties'>, staffId: string): readonly AskedDuty[] {
  return way.duties.filter((duty) => duty.staffId === staffId);
}

function isRefusal(answer: DeskAnswer): boolean {
  return answer === 'no' || answer === 'noAnswer';
}
