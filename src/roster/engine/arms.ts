/** One kind of move, with what it brought for what it took. */
export interface Arm<Kind> {
  readonly kind: Kind;
  gain: number;
  units: number;
}

const forgetting = 0.95;

/** Chooses among kinds of moves by what each brought lately per unit of work; none is ever given up. */
export class Arms<Kind> {
  readonly #arms: Arm<Kind>[];

  /** @param unitsOf work that a kind of move is expected to take, > 0 */
  constructor(kinds: readonly Kind[], unitsOf: (kind: Kind) => number) {
    this.#arms = kinds.map((kind) => ({ kind, gain: 1, units: unitsOf(kind) }));
  }

  /** Draws an arm. @param random in [0, 1) */
  draw(random: () => number): Arm<Kind> {
    const worths = this.#arms.map((arm) => (arm.gain + 0.2) / (arm.units + 1e6));
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
  }
}
