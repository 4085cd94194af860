/**
 * Lower triangular factors of symmetric positive definite matrices, by rows: element (i, j) at i × size + j, j ≤ i.
 * Plain Cholesky–Banachiewicz; stable without pivoting (Higham, Accuracy and Stability, 2nd ed., thm. 10.3).
 */
export interface Factor {
  readonly size: number;
  readonly values: Float64Array;
}

/**
 * The factor L of a matrix A = L Lᵀ, computed in place.
 * @param values lower triangle of A by rows, overwritten @returns null when A is not positive definite
 */
export function factorise(values: Float64Array, size: number): Factor | null {
  for (let i = 0; i < size; i++) {
    const row = i * size;
    for (let j = 0; j <= i; j++) {
      const other = j * size;
      let sum = values[row + j]!;
      for (let k = 0; k < j; k++) sum -= values[row + k]! * values[other + k]!;
      if (j < i) values[row + j] = sum / values[other + j]!;
      else if (sum > 0) values[row + i] = Math.sqrt(sum);
      else return null;
    }
  }
  return { size, values };
}

/** L⁻¹ b: the innovations of b, each divided by its standard deviation. */
export function solveLower(factor: Factor, right: ArrayLike<number>): Float64Array {
  const { size, values } = factor;
  const solved = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    let sum = right[i]!;
    for (let k = 0; k < i; k++) sum -= values[i * size + k]! * solved[k]!;
    solved[i] = sum / values[i * size + i]!;
  }
  return solved;
}

/** L⁻ᵀ b. */
export function solveUpper(factor: Factor, right: ArrayLike<number>): Float64Array {
  const { size, values } = factor;
  const solved = Float64Array.from(right);
  for (let i = size - 1; i >= 0; i--) {
    const own = solved[i]! / values[i * size + i]!;
    solved[i] = own;
    for (let k = 0; k < i; k++) solved[k]! -= values[i * size + k]! * own;
  }
  return solved;
}

/** Sum of the logarithms of the diagonal: half the logarithm of the determinant of A. */
export function logDiagonal(factor: Factor): number {
  let sum = 0;
  for (let i = 0; i < factor.size; i++) sum += Math.log(factor.values[i * factor.size + i]!);
  return sum;
}

/** Diagonal of A⁻¹. */
export function inverseDiagonal(factor: Factor): Float64Array {
  const { size, values } = factor;
  const diagonal = new Float64Array(size);
  const column = new Float64Array(size);
  for (let j = 0; j < size; j++) {
    column[j] = 1 / values[j * size + j]!;
    let squares = column[j]! ** 2;
    for (let i = j + 1; i < size; i++) {
      let sum = 0;
      for (let k = j; k < i; k++) sum -= values[i * size + k]! * column[k]!;
      column[i] = sum / values[i * size + i]!;
      squares += column[i]! ** 2;
    }
    diagonal[j] = squares;
  }
  return diagonal;
}
