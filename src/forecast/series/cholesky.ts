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
    for (let j = 0; j <= i; j += 4) {
      const a = j * size;
      const b = a + size;
      const c = b + size;
      const d = c + size;
      const last = Math.min(j + 3, i);
      // Four columns at once: each number of the row is read once for all, and no sum waits for another.
      let sumA = 0;
      let sumB = 0;
      let sumC = 0;
      let sumD = 0;
      if (last === j + 3) {
        for (let k = 0; k < j; k++) {
          const own = values[row + k]!;
          sumA += own * values[a + k]!;
          sumB += own * values[b + k]!;
          sumC += own * values[c + k]!;
          sumD += own * values[d + k]!;
        }
      } else {
        sumA = dot(values, row, values, a, j);
        if (last > j) sumB = dot(values, row, values, b, j);
        if (last > j + 1) sumC = dot(values, row, values, c, j);
      }
      for (let column = j; column <= last; column++) {
        const other = column * size;
        let sum = column === j ? sumA : column === j + 1 ? sumB : column === j + 2 ? sumC : sumD;
        for (let k = j; k < column; k++) sum += values[row + k]! * values[other + k]!;
        const left = values[row + column]! - sum;
        if (column < i) values[row + column] = left / values[other + column]!;
        else if (left > 0) values[row + i] = Math.sqrt(left);
        else return null;
      }
    }
  }
  return { size, values };
}

/** L⁻¹ b: the innovations of b, each divided by its standard deviation. */
export function solveLower(factor: Factor, right: ArrayLike<number>): Float64Array {
  const { size, values } = factor;
  const solved = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    solved[i] = (right[i]! - dot(values, i * size, solved, 0, i)) / values[i * size + i]!;
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
      column[i] = -dot(values, i * size + j, column, j, i - j) / values[i * size + i]!;
      squares += column[i]! ** 2;
    }
    diagonal[j] = squares;
  }
  return diagonal;
}

/** Sum of products of two runs of numbers; four sums at once, since each addition waits for the one before. */
function dot(
  one: Float64Array,
  oneStart: number,
  other: Float64Array,
  otherStart: number,
  length: number,
): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let k = 0;
  for (; k + 3 < length; k += 4) {
    a += one[oneStart + k]! * other[otherStart + k]!;
    b += one[oneStart + k + 1]! * other[otherStart + k + 1]!;
    c += one[oneStart + k + 2]! * other[otherStart + k + 2]!;
    d += one[oneStart + k + 3]! * other[otherStart + k + 3]!;
  }
  for (; k < length; k++) a += one[oneStart + k]! * other[otherStart + k]!;
  return a + b + (c + d);
}
