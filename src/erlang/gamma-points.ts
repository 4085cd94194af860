import { requireNonNegative, requireWhole } from './preconditions.ts';

/** One point of a quadrature: a factor on the load and the weight it has; the weights add up to 1. */
export interface WeightedFactor {
  readonly factor: number;
  readonly weight: number;
}

/**
 * Points that stand for a gamma variable of mean 1: the mean of any polynomial of degree below 2·count is exact. With
 * them a load that varies from day to day is a sum over loads that do not.
 *
 * Gauss–Laguerre rule as eigenvalues of its Jacobi matrix; G. H. Golub and J. H. Welsch, "Calculation of Gauss
 * quadrature rules" (1969). One point of weight 1 when nothing varies.
 * @param cvFraction standard deviation ÷ mean, 0 to 2 @param count of points, 1 to 20 @throws number.out-of-range
 */
export function gammaPoints(cvFraction: number, count: number): WeightedFactor[] {
  requireWhole('count', count, 1);
  if (requireNonNegative('cvFraction', cvFraction) < 1e-6) return [{ factor: 1, weight: 1 }];
  const shape = 1 / cvFraction ** 2;
  const size = count;
  const matrix = Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (_, column) => {
      if (row === column) return 2 * row + shape;
      if (Math.abs(row - column) !== 1) return 0;
      const step = Math.max(row, column);
      return Math.sqrt(step * (step + shape - 1));
    }),
  );
  const { values, firstComponents } = eigenOf(matrix);
  return values
    .map((value, index) => ({ factor: Math.max(0, value / shape), weight: firstComponents[index]! ** 2 }))
    .toSorted((one, other) => one.factor - other.factor);
}

/** Eigenvalues of a symmetric matrix and the first component of each unit eigenvector, by Jacobi's rotations. */
function eigenOf(matrix: number[][]): { readonly values: number[]; readonly firstComponents: number[] } {
  const size = matrix.length;
  const first = Array.from({ length: size }, (_, index) => (index === 0 ? 1 : 0));
  for (let sweep = 0; sweep < 50; sweep++) {
    let off = 0;
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) off += matrix[p]![q]! ** 2;
    if (off < 1e-28 * matrix[0]![0]! ** 2) break;
    for (let p = 0; p < size; p++) {
      for (let q = p + 1; q < size; q++) rotate(matrix, first, p, q);
    }
  }
  return { values: matrix.map((row, index) => row[index]!), firstComponents: first };
}

function rotate(matrix: number[][], first: number[], p: number, q: number): void {
  const coupling = matrix[p]![q]!;
  if (coupling === 0) return;
  const half = (matrix[q]![q]! - matrix[p]![p]!) / (2 * coupling);
  const tangent = (half >= 0 ? 1 : -1) / (Math.abs(half) + Math.sqrt(half * half + 1));
  const cosine = 1 / Math.sqrt(tangent * tangent + 1);
  const sine = tangent * cosine;
  for (let k = 0; k < matrix.length; k++) {
    const left = matrix[k]![p]!;
    const right = matrix[k]![q]!;
    matrix[k]![p] = cosine * left - sine * right;
    matrix[k]![q] = sine * left + cosine * right;
  }
  for (let k = 0; k < matrix.length; k++) {
    const upper = matrix[p]![k]!;
    const lower = matrix[q]![k]!;
    matrix[p]![k] = cosine * upper - sine * lower;
    matrix[q]![k] = sine * upper + cosine * lower;
  }
  const left = first[p]!;
  first[p] = cosine * left - sine * first[q]!;
  first[q] = sine * left + cosine * first[q]!;
}
