/** One kind of move, with what it brought for what it took. */
export interface Arm<Kind> {
  readonly kind: Kind;
  gain: number;
  units: number;
  draws: number;
}

const forgetting = 0.95;

/** Chooses among kinds of moves by what each brought lately per unit of work; none is ever given up. */
export class Arms<Kind> {
  readonly #arms: Arm<Kind>[];

  /** @param unitsOf work that a kind of move is expected to take, > 0 */
  constructor(kinds: readonly Kind[], unitsOf: (kind: Kind) => number) {
    this.#arms = kinds.map((kind) => ({ kind, gain: 1, units: unitsOf(kind), draws: 1 }));
  }

  /** Draws an arm. @param random in [0, 1) */
  draw(random: () => number): Arm<Kind> {
    // Twice the gain per unit gets four times the work, and long moves are drawn less often than short ones.
    const worths = this.#arms.map(
      ({ gain, units, draws }) => ((gain + 0.2) / (units + 1e6)) ** 2 / ((units + 1e6) / draws),
    );
    let left = random() * worths.reduce((sum, worth) => sum + worth, 0);
    const found = worths.findIndex((worth) => {
      left -= worth;
      return left <= 0;
    });
    return this.#arms[Math.max(0, found)]!;
  }

  /** Notes what a draw brought. */
  note(arm: Arm<Kind>, gain: number, units: number): void {
    arm.gain = arm.gain * forgetting + gain;
    arm.units = arm.units * forgetting + units;
    arm.draws = arm.draws * forgetting + 1;
  }
}
