import { expect } from 'chai';
import { planSummary } from '../../src/cli/plan-summary.ts';
import { buildPlan } from '../build/plan.ts';
import { simulationFor } from '../build/simulation.ts';

describe('planSummary', () => {
  const plan = buildPlan();

  it('tells the simulated rate and in how many months the target was reached', () => {
    expect(planSummary({ ...plan, simulation: simulationFor(plan) }, 'out')).to.include(
      '96.0 %（達成確率 97.3 %、1000回のうち973回）',
    );
  });

  it('does without a simulation', () => {
    expect(planSummary(plan, 'out')).to.include('expected answer rate').and.not.to.include('simulated');
  });
});
