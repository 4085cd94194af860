/**
 * The two ratios of incomplete gamma functions behind Erlang A, B and C where load and seats are about equal, in a time that
 * does not depend on their size. For whole s they are sums over states: 1/B - 1 = Σ_{k>=1} s(s-1)…(s-k+1)/y^k and
 * D = Σ_{j>=0} y^j/((s+1)…(s+j)); for real s they are y^{-s} e^y Γ(s+1, y) - 1 and s y^{-s} e^y γ(s, y).
 *
 * Source: N. M. Temme, "The asymptotic expansion of the incomplete gamma functions" (1979); NIST Digital Library of
 * Mathematical Functions, 8.12.
 */

/** Least s for which the functions of this file are made: past it six corrections are exact to a double. */
export const leastBalanced = 100;

/** Most standard deviations of s between load and seats for which `sumOfFree` and `sumOfQueue` are made. */
export const mostDeviations = 4;

/** 1/B(s, s + excess) - 1: states with a free seat over the state without; s >= 100 (real), |excess| <= 4·sqrt(s). Relative error 3e-15. */
export function sumOfFree(s: number, excess: number): number {
  const drift = deviation(s, excess);
  const eta = Math.sign(excess) * Math.sqrt((2 * drift) / s);
  const root = Math.sqrt(drift);
  const half = Math.sqrt(Math.PI * 0.5 * s);
  const tail = excess >= 0 ? scaledErfc(root) : 2 * Math.exp(drift) - scaledErfc(root);
  return stirlingFactor(s) * (half * tail + correction(s, eta));
}

/** D(s, s + excess): states without a free seat over the one without a queue. Bounds as in `sumOfFree`. */
export function sumOfQueue(s: number, excess: number): number {
  const drift = deviation(s, excess);
  const eta = Math.sign(excess) * Math.sqrt((2 * drift) / s);
  const root = Math.sqrt(drift);
  const half = Math.sqrt(Math.PI * 0.5 * s);
  const tail = excess <= 0 ? scaledErfc(root) : 2 * Math.exp(drift) - scaledErfc(root);
  return stirlingFactor(s) * (half * tail - correction(s, eta));
}

/** 1/(y^s e^-y / Γ(s+1)) for y = s + excess > 0 and s >= 100 (real); Infinity above the double range. */
export function inverseWeight(s: number, excess: number): number {
  return Math.exp(deviation(s, excess)) * Math.sqrt(2 * Math.PI * s) * stirlingFactor(s);
}

/** y - s - s·ln(y/s) for y = s + excess, which is >= 0, without cancellation. */
export function deviation(s: number, excess: number): number {
  const r = excess / (s + s + excess);
  if (Math.abs(r) > 0.26) return excess - s * Math.log1p(excess / s);
  const q = r * r;
  let sum = 0;
  // ln(y/s) = 2 artanh r, of which the first term is taken off by hand.
  for (let k = 29; k >= 3; k -= 2) sum = sum * q + 1 / k;
  return r * (excess - 2 * s * q * sum);
}

/** Γ(s+1) / (√(2πs) s^s e^-s). */
function stirlingFactor(s: number): number {
  const q = 1 / s;
  const far = q * (163879 / 209018880 + (q * 5246819) / 75246796800);
  return 1 + q * (1 / 12 + q * (1 / 288 + q * (-139 / 51840 + q * (-571 / 2488320 + far))));
}

/** Σ c_k(η) s^-k. */
function correction(s: number, eta: number): number {
  const q = 1 / s;
  let sum = 0;
  for (let k = coefficients.length - 1; k >= 0; k--) {
    const row = coefficients[k]!;
    let value = 0;
    for (let i = row.length - 1; i >= 0; i--) value = value * eta + row[i]!;
    sum = sum * q + value;
  }
  return sum;
}

/** e^{z²} erfc(z) for 0 <= z <= 3.6, by a minimax polynomial of (1 + 2z) times it; relative error 2e-16. */
function scaledErfc(z: number): number {
  const t = (z - 3.75) / (z + 3.75);
  let value = 0;
  for (let i = erfcPolynomial.length - 1; i >= 0; i--) value = value * t + erfcPolynomial[i]!;
  return value / (1 + 2 * z);
}

const erfcPolynomial = Float64Array.of(
  1.2375126308378275,
  -0.1402405985855482,
  0.003585415485401682,
  0.0822767384883708,
  -0.10880393017312853,
  0.09230432079350491,
  -0.05869340155458518,
  0.028362260332464556,
  -0.009746650885925086,
  0.0017554105269069857,
  0.00029325773347276186,
  -0.0002907579006323785,
  5.142947197237959e-5,
  2.3396524733531902e-5,
  -8.78612821513109e-6,
  2.6122349803292112e-6,
  4.819809742300398e-6,
  1.5809093154496724e-6,
  1.7872753325151898e-7,
);

/** Taylor series of c_0 to c_6 around η = 0: c_0 = 1/μ - 1/η with η²/2 = μ - ln(1+μ), c_k = c'_{k-1}/η + (-1)^k g_k/μ (DLMF 8.12.10 ff.). */
const coefficients: readonly Float64Array[] = [
  Float64Array.of(
    -0.3333333333333333,
    0.08333333333333333,
    -0.014814814814814815,
    0.0011574074074074073,
    0.0003527336860670194,
    -0.0001787551440329218,
    3.919263178522438e-5,
    -2.185448510679992e-6,
    -1.85406221071516e-6,
    8.296711340953087e-7,
    -1.7665952736826078e-7,
    6.707853543401498e-9,
    1.0261809784240309e-8,
    -4.382036018453353e-9,
    9.14769958223679e-10,
    -2.5514193994946248e-11,
    -5.830772132550426e-11,
    2.4361948020667415e-11,
  ),
  Float64Array.of(
    -0.001851851851851852,
    -0.003472222222222222,
    0.0026455026455026454,
    -0.0009902263374485596,
    0.00020576131687242798,
    -4.018775720164609e-7,
    -1.8098550334489977e-5,
    7.64916091608111e-6,
    -1.6120900894563446e-6,
    4.647127802807434e-9,
    1.378633446915721e-7,
    -5.752545603517705e-8,
    1.1951628599778148e-8,
    -1.7543241719747647e-11,
    -1.0091543710600413e-9,
    4.162792991842583e-10,
  ),
  Float64Array.of(
    0.004133597883597883,
    -0.0026813271604938273,
    0.0007716049382716049,
    2.0093878600823047e-6,
    -0.0001073665322636516,
    5.2923448829120125e-5,
    -1.2760635188618728e-5,
    3.423578734096138e-8,
    1.3721957309062934e-6,
    -6.298992138380055e-7,
    1.4280614206064242e-7,
    -2.0477098421990866e-10,
    -1.409252991086752e-8,
    6.228974084922022e-9,
  ),
  Float64Array.of(
    0.0006494341563786008,
    0.00022947209362139917,
    -0.0004691894943952557,
    0.00026772063206283885,
    -7.561801671883977e-5,
    -2.396505113867297e-7,
    1.1082654115347302e-5,
    -5.6749528269915965e-6,
    1.4230900732435883e-6,
    -2.7861080291528143e-11,
    -1.6958404091930278e-7,
    8.099464905388083e-8,
  ),
  Float64Array.of(
    -0.0008618882909167117,
    0.0007840392217200666,
    -0.0002990724803031902,
    -1.4638452578843418e-6,
    6.641498215465122e-5,
    -3.968365047179435e-5,
    1.1375726970678419e-5,
    2.507497226237533e-10,
    -1.6954149536558305e-6,
  ),
  Float64Array.of(
    -0.00033679855336635813,
    -6.972813758365857e-5,
    0.0002772753244959392,
    -0.00019932570516188847,
    6.797780477937208e-5,
    1.419062920643967e-7,
    -1.3594048189768693e-5,
  ),
  Float64Array.of(0.0005313079364639922, -0.0005921664373536939, 0.0002708782096718045),
];
