import { expect } from 'chai';
import { responseKernel } from '../../src/sample/demand.ts';

describe('responseKernel', () => {
  it('is the printed curve of calls per business day after posting', () => {
    // From the study that chose the delivery and response shares, which convolved them on its own; rounded to 0.001.
    const printed = [
      0.005, 0.059, 0.124, 0.14, 0.127, 0.107, 0.088, 0.072, 0.059, 0.048, 0.04, 0.032, 0.027, 0.022, 0.018,
      0.015, 0.012, 0.005,
    ];
    const kernel = responseKernel();
    for (const [index, share] of printed.entries()) expect(kernel[index]).to.be.closeTo(share, 0.0006);
    expect(kernel.reduce((sum, share) => sum + share, 0)).to.be.closeTo(1, 1e-12);
  });
});
