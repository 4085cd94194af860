/** The generator's numbers are 32 bits; half a step keeps 0 and 1 out. */
const step = 2 ** -32;

/**
 * The ziggurat of the exponential density: 256 layers of one area. Edge 0 is the width of a box with the area of the
 * base layer and its tail, edge 1 where the tail begins; the constants are those of the paper, table 1.
 */
const tailBegins = 7.69711747013105;
const layerArea = 0.003949659822581557;
const layerEdges = new Float64Array(257);
layerEdges[0] = layerArea / Math.exp(-tailBegins);
layerEdges[1] = tailBegins;
for (let layer = 2; layer < 256; layer++) {
  const below = layerEdges[layer - 1]!;
  layerEdges[layer] = -Math.log(layerArea / below + Math.exp(-below));
}
const layerHeights = layerEdges.map((edge) => Math.exp(-edge));

/**
 * A stream of pseudo-random numbers: sfc32 (C. Doty-Humphrey, PractRand, 2010), seeded from a key of whole numbers.
 * Equal keys give equal streams on every machine; different keys give streams that have nothing to do with each other.
 */
export class RandomStream {
  private a = 0;
  private b = 0;
  private c = 0;
  private counter = 0;
  private spareNormal = 0;
  private hasSpare = false;

  /**
   * Starts the stream of a key. The seed's two halves and each part pass through three lanes of murmur3's mixing
   * (A. Appleby, public domain), so that keys of neighbours share no bits; the first numbers are thrown away.
   * @param seed whole, 0 to 2^53 - 1 @param parts whole, 32 bits each
   */
  start(seed: number, first: number, second = 0, third = 0, fourth = 0): void {
    this.a = mixed(0x9e3779b9, seed, first, second, third, fourth);
    this.b = mixed(0x243f6a88, seed, first, second, third, fourth);
    this.c = mixed(0xb7e15162, seed, first, second, third, fourth);
    this.counter = 1;
    this.hasSpare = false;
    for (let round = 0; round < 12; round++) this.bits();
  }

  /** 32 random bits as a signed number. */
  bits(): number {
    const { a, b, c } = this;
    const sum = (((a + b) | 0) + this.counter) | 0;
    this.counter = (this.counter + 1) | 0;
    this.a = b ^ (b >>> 9);
    this.b = (c + (c << 3)) | 0;
    this.c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum;
  }

  /** Uniform between 0 and 1, neither included: odd multiples of 2^-33. */
  uniform(): number {
    return ((this.bits() >>> 0) + 0.5) * step;
  }

  /** Exponential of mean 1 (ziggurat of G. Marsaglia and W. W. Tsang 2000, with a number of its own for the layer). */
  exponential(): number {
    for (;;) {
      const layer = this.bits() & 255;
      const x = this.uniform() * layerEdges[layer]!;
      if (x < layerEdges[layer + 1]!) return x;
      // Beyond the base layer lies the tail, which is exponential again.
      if (layer === 0) return layerEdges[1]! - Math.log(this.uniform());
      const low = layerHeights[layer]!;
      if (low + this.uniform() * (layerHeights[layer + 1]! - low) < Math.exp(-x)) return x;
    }
  }

  /** Standard normal, in pairs (G. Marsaglia's polar method, 1964). */
  normal(): number {
    if (this.hasSpare) {
      this.hasSpare = false;
      return this.spareNormal;
    }
    for (;;) {
      const x = 2 * this.uniform() - 1;
      const y = 2 * this.uniform() - 1;
      const square = x * x + y * y;
      if (square >= 1 || square === 0) continue;
      const scale = Math.sqrt((-2 * Math.log(square)) / square);
      this.spareNormal = y * scale;
      this.hasSpare = true;
      return x * scale;
    }
  }

  /** Gamma of a shape > 0 and scale 1 (G. Marsaglia and W. W. Tsang 2000; below shape 1 with their boost). */
  gamma(shape: number): number {
    if (shape < 1) return this.gamma(shape + 1) * this.uniform() ** (1 / shape);
    const d = shape - 1 / 3;
    const c = 1 / Math.sqrt(9 * d);
    for (;;) {
      const x = this.normal();
      const v = (1 + c * x) ** 3;
      if (v > 0 && Math.log(this.uniform()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
    }
  }

  /** A gamma factor of mean 1; always 1 without variation. @param cvFraction standard deviation over mean, >= 0 */
  factor(cvFraction: number): number {
    if (cvFraction === 0) return 1;
    const shape = 1 / (cvFraction * cvFraction);
    return this.gamma(shape) / shape;
  }
}

/** One lane of a key's hash: murmur3 over the seed's halves and the parts. */
function mixed(
  lane: number,
  seed: number,
  first: number,
  second: number,
  third: number,
  fourth: number,
): number {
  let hash = absorbed(lane | 0, seed | 0);
  hash = absorbed(hash, (seed / 4_294_967_296) | 0);
  hash = absorbed(hash, first | 0);
  hash = absorbed(hash, second | 0);
  hash = absorbed(hash, third | 0);
  hash = absorbed(hash, fourth | 0);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

function absorbed(hash: number, word: number): number {
  let bits = Math.imul(word, 0xcc9e2d51);
  bits = Math.imul((bits << 15) | (bits >>> 17), 0x1b873593);
  const turned = hash ^ bits;
  return (Math.imul((turned << 13) | (turned >>> 19), 5) + 0xe6546b64) | 0;
}
