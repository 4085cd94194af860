import { expect } from 'chai';
import { parseContract } from '../../src/contract/index.ts';
import { type PlanContent, planContentFormat, type Simulate, simulatePlan } from '../../src/plan/index.ts';
import { simulationOf } from '../../src/plan/simulation-input.ts';
import { type SimulationInput, simulateMonths, summarise } from '../../src/simulate/index.ts';
import { sampleContract, sampleContractJson } from '../build/sample.ts';
import { samplePlan } from '../build/sample-plan.ts';

const simulate: Simulate = async (input, { replications, seed }) =>
  summarise(simulateMonths({ ...input, seed }, 0, replications));

describe('simulatePlan', () => {
  let content: PlanContent;
  before(async () => {
    content = await samplePlan();
  });

  it('comes near the formulas, and says the same again', async () => {
    const simulation = await simulatePlan(content, sampleContract, simulate);
    const { answerRate, steps } = simulation;
    expect(answerRate.low95).to.be.below(answerRate.mean);
    expect(answerRate.mean).to.be.closeTo(content.monthAnswerRate, 0.01);
    expect(simulation.probabilityTargetMet.mean).to.be.closeTo(content.probabilityTargetMet, 0.01);
    expect(steps.map(({ adds }) => adds)).to.deep.equal([
      'formula',
      'wholeDay',
      'breaks',
      'handling',
      'volume',
      'attendance',
    ]);
    expect(steps[0]!.answerRate).to.equal(content.monthAnswerRate);
    // Breaks take seats only while they last, not for the whole of an interval.
    expect(steps[2]!.answerRate).to.be.above(steps[1]!.answerRate);
    // Absence costs calls.
    expect(steps[5]!.answerRate).to.be.below(steps[2]!.answerRate);
    expect(simulation.days.map((day) => day.intervals.length)).to.deep.equal(
      content.days.map((day) => day.intervals.length),
    );
    expect(await simulatePlan(content, sampleContract, simulate)).to.deep.equal(simulation);
    planContentFormat.parse({ ...content, simulation });
  });

  it('offers the calls that were forecast', async () => {
    const { offeredCalls, answeredCalls, abandonedCalls, automaticCalls } = await simulatePlan(
      content,
      sampleContract,
      simulate,
    );
    expect(offeredCalls / content.monthForecastCalls).to.be.closeTo(1, 0.03);
    expect(answeredCalls + abandonedCalls + automaticCalls).to.be.closeTo(offeredCalls, 0.05);
  });
});

describe('simulationOf', () => {
  let input: Omit<SimulationInput, 'seed'>;
  let content: PlanContent;
  before(async () => {
    content = await samplePlan();
    input = simulationOf(content, sampleContract);
  });

  it('has as many operators at the phone at every minute as the roster', () => {
    content.days.forEach((day, index) => {
      day.intervals.forEach((interval) => {
        const [hour = 0, minute = 0] = interval.start.split(':').map(Number);
        const start = (hour * 60 + minute) * 60;
        const least = Math.min(
          ...Array.from({ length: 15 }, (_, offset) => start + offset * 60).map(
            (second) =>
              input.days[index]!.people.filter(
                (person) =>
                  person.kind === 'operator' &&
                  person.windows.some(
                    ({ startSecond, endSecond }) => startSecond <= second && second < endSecond,
                  ),
              ).length,
          ),
        );
        expect(least).to.equal(interval.scheduledSeats);
      });
    });
  });

  it('splits every interval over the queues without losing a call', () => {
    content.days.forEach((day, index) => {
      day.intervals.forEach(({ calls }, interval) => {
        const split = input.days[index]!.callsPerInterval.reduce((sum, queue) => sum + queue[interval]!, 0);
        expect(split).to.be.closeTo(calls, 1e-9);
      });
    });
  });

  it('lets supervisors take calls only where the contract says so', () => {
    const kinds = (of: Omit<SimulationInput, 'seed'>): Set<string> =>
      new Set(of.days.flatMap((day) => day.people.map(({ kind }) => kind)));
    expect([...kinds(input)].toSorted()).to.deep.equal(['operator', 'standby']);
    const overflow = { supervisorAfterSeconds: 30, automaticAfterSeconds: 90, waitingLimit: null };
    const contract = parseContract({ ...sampleContractJson(), overflow }, 'contract.json');
    const withSupervisors = simulationOf(content, contract);
    expect([...kinds(withSupervisors)].toSorted()).to.deep.equal(['operator', 'standby', 'supervisor']);
    const rate = (of: Omit<SimulationInput, 'seed'>) =>
      summarise(simulateMonths({ ...of, seed: 1 }, 0, 50)).figures;
    expect(rate(withSupervisors).supervisorCalls).to.be.above(0);
    expect(rate(input).supervisorCalls).to.equal(0);
  });

  it('has a standby at the phone at the earliest after the time to arrive', () => {
    const standbys = input.days.flatMap((day) => day.people.filter((person) => person.kind === 'standby'));
    expect(standbys).to.have.lengthOf(content.days.length);
    const earliest = (sampleContract.standby.start + sampleContract.standby.arrivalMinutes) * 60;
    for (const person of standbys) expect(person.availableFromSecond).to.equal(earliest);
  });
});
