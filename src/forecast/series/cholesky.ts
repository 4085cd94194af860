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
  let i = 0;
  for (; i + 1 < size; i += 2) {
    const blocked = i - (i % 4);
    for (let j = 0; j < blocked; j += 4) twoRowsByFourColumns(values, size, i, j);
    if (!restOfRow(values, size, i, blocked) || !restOfRow(values, size, i + 1, blocked)) return null;
  }
  return i < size && !restOfRow(values, size, i, 0) ? null : { size, values };
}

/**
 * Elements (i, j) to (i + 1, j + 3) of the factor, all left of the diagonal: each number that is read serves at least two of
 * eight sums, none of which waits for another.
 */
function twoRowsByFourColumns(values: Float64Array, size: number, i: number, j: number): void {
  const top = i * size;
  const low = top + size;
  const a = j * size;
  const b = a + size;
  const c = b + size;
  const d = c + size;
  let topA = values[top + j]!;
  let topB = values[top + j + 1]!;
  let topC = values[top + j + 2]!;
  let topD = values[top + j + 3]!;
  let lowA = values[low + j]!;
  let lowB = values[low + j + 1]!;
  let lowC = values[low + j + 2]!;
  let lowD = values[low + j + 3]!;
  for (let k = 0; k < j; k++) {
    const one = values[top + k]!;
    const other = values[low + k]!;
    const ofA = values[a + k]!;
    const ofB = values[b + k]!;
    const ofC = values[c + k]!;
    const ofD = values[d + k]!;
    topA -= one * ofA;
    lowA -= other * ofA;
    topB -= one * ofB;
    lowB -= other * ofB;
    topC -= one * ofC;
    lowC -= other * ofC;
    topD -= one * ofD;
    lowD -= other * ofD;
  }
  topA /= values[a + j]!;
  lowA /= values[a + j]!;
  topB = (topB - topA * values[b + j]!) / values[b + j + 1]!;
  lowB = (lowB - lowA * values[b + j]!) / values[b + j + 1]!;
  topC = (topC - topA * values[c + j]! - topB * values[c + j + 1]!) / values[c + j + 2]!;
  lowC = (lowC - lowA * values[c + j]! - lowB * values[c + j + 1]!) / values[c + j + 2]!;
  const top3 = topA * values[d + j]! + topB * values[d + j + 1]! + topC * values[d + j + 2]!;
  const low3 = lowA * values[d + j]! + lowB * values[d + j + 1]! + lowC * values[d + j + 2]!;
  values[top + j] = topA;
  values[top + j + 1] = topB;
  values[top + j + 2] = topC;
  values[top + j + 3] = (topD - top3) / values[d + j + 3]!;
  values[low + j] = lowA;
  values[low + j + 1] = lowB;
  values[low + j + 2] = lowC;
  values[low + j + 3] = (lowD - low3) / values[d + j + 3]!;
}

/** Row i of the factor from a column on; the columns before it are done. @returns false when A is not positive definite */
function restOfRow(values: Float64Array, size: number, i: number, from: number): boolean {
  const row = i * size;
  for (let column = from; column < i; column++) {
    const left = values[row + column]! - dot(values, row, values, column * size, column);
    values[row + column] = left / values[column * size + column]!;
  }
  const left = values[row + i]! - dot(values, row, values, row, i);
  values[row + i] = Math.sqrt(left);
  return left > 0;
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
