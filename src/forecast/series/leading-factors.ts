/**
 * Leading eigenvectors of XᵀX, orthonormal, strongest first, by subspace iteration with Gram–Schmidt (Golub & Van Loan,
 * Matrix Computations, 4th ed., 8.2.4). The start is fixed, so the same rows give the same factors.
 * @param rows of equal length @param count factors wanted, cut to the length of a row
 */
export function leadingFactors(rows: readonly Float64Array[], count: number): Float64Array[] {
  const length = rows[0]?.length ?? 0;
  const product = new Float64Array(length * length);
  for (const row of rows) {
    for (let i = 0; i < length; i++) {
      const value = row[i]!;
      if (value === 0) continue;
      for (let j = 0; j <= i; j++) product[i * length + j]! += value * row[j]!;
    }
  }
  for (let i = 0; i < length; i++) {
    for (let j = i + 1; j < length; j++) product[i * length + j] = product[j * length + i]!;
  }
  let vectors: Float64Array[] = Array.from({ length: Math.min(count, length) }, (_, k) =>
    Float64Array.from(
      { length },
      (__, i) => Math.cos((Math.PI * (k + 1) * (i + 0.5)) / length) + 1e-3 * (i + k),
    ),
  );
  for (let round = 0; round < rounds; round++) {
    vectors = orthonormal(vectors);
    if (round === rounds - 1) break;
    vectors = vectors.map((vector) =>
      Float64Array.from({ length }, (_, i) => {
        let sum = 0;
        for (let j = 0; j < length; j++) sum += product[i * length + j]! * vector[j]!;
        return sum;
      }),
    );
  }
  return vectors;
}

const rounds = 40;

function orthonormal(vectors: readonly Float64Array[]): Float64Array[] {
  const done: Float64Array[] = [];
  for (const vector of vectors) {
    const own = Float64Array.from(vector);
    const before = Math.sqrt(dot(own, own));
    for (let again = 0; again < 2; again++) {
      for (const other of done) {
        const share = dot(own, other);
        for (let i = 0; i < own.length; i++) own[i]! -= share * other[i]!;
      }
    }
    const norm = Math.sqrt(dot(own, own));
    // What is left of a vector that the others already span is rounding.
    if (norm > 1e-10 * before && norm > 0) done.push(own.map((value) => value / norm));
  }
  return done;
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < one.length; i++) sum += one[i]! * other[i]!;
  return sum;
}
