import { LocalDate } from '@js-joda/core';
import { expect } from 'chai';
import fc from 'fast-check';
import { SekisuError } from '../../src/errors.ts';
import { forecastMonth } from '../../src/forecast/index.ts';
import type { MakePlanInput, PlanStage } from '../../src/plan/index.ts';
import { sizeForecast } from '../../src/plan/size-forecast.ts';
import { openPlanner, type PlanTask } from '../../src/solver/planner.ts';
import { fromWire, toWire } from '../../src/solver/wire.ts';
import { fiscalYear, sampleContractJson, sampleInput } from '../build/sample.ts';
import { samplePlan } from '../build/sample-plan.ts';

const taskOf = ({ contract: _, ...input }: MakePlanInput, contractJson: unknown): PlanTask => ({
  ...input,
  contractJson,
});

describe('openPlanner', () => {
  it('makes in its thread the very plan that is made here, and tells how far it is', async () => {
    const stages: PlanStage[] = [];
    const task = taskOf(sampleInput(fiscalYear[3]!), sampleContractJson());
    const { simulation, ...content } = await openPlanner().makePlan(task, (stage) => stages.push(stage));
    expect(JSON.stringify(content)).to.equal(JSON.stringify(await samplePlan()));
    expect([...new Set(stages)]).to.deep.equal(['forecast', 'sizing', 'roster', 'checking', 'simulating']);
    const again = await openPlanner().simulatePlan(content, sampleContractJson());
    expect(again).to.deep.equal(simulation);
  });

  it('makes in its thread the very forecast and seats that are made here, and keeps them', async () => {
    const { staff: _, daysBefore: __, seed: ___, contract, ...input } = sampleInput(fiscalYear[3]!);
    const planner = openPlanner();
    const task = { ...input, contractJson: sampleContractJson() };
    const first = planner.forecast(task);
    expect(planner.forecast({ ...task })).to.equal(first);
    expect(planner.forecast({ ...task, month: fiscalYear[4]! })).not.to.equal(first);
    const forecast = await first;
    const here = forecastMonth({ ...input, contract });
    expect(toWire({ ...forecast, month: '' })).to.equal(toWire({ ...here, month: '' }));
    expect(forecast.month.equals(input.month)).to.equal(true);
    const sized = await planner.sizeForecast(forecast, sampleContractJson());
    expect(sized).to.deep.equal(sizeForecast(contract, here));
  });

  it('tells a failed forecast to all who wait for it, and tries again afterwards', async () => {
    const { staff: _, daysBefore: __, seed: ___, contract: ____, ...input } = sampleInput(fiscalYear[3]!);
    const planner = openPlanner();
    const task = { ...input, contractJson: { ...sampleContractJson(), minimumOperators: -1 } };
    const codeOf = (failing: Promise<unknown>): Promise<unknown> =>
      failing.then(
        () => null,
        (error: SekisuError) => error.code,
      );
    const [first, second] = [planner.forecast(task), planner.forecast(task)];
    expect(await Promise.all([codeOf(first), codeOf(second)])).to.deep.equal([
      'contract.invalid',
      'contract.invalid',
    ]);
    // The page that waited asks once more and is told; whoever comes later starts anew.
    expect(planner.forecast(task)).to.equal(first);
    const again = planner.forecast(task);
    expect(again).not.to.equal(first);
    expect(await codeOf(again)).to.equal('contract.invalid');
  });

  it('hands a registered error over with its code and details', async () => {
    const task = taskOf(sampleInput(fiscalYear[3]!), { ...sampleContractJson(), minimumOperators: -1 });
    const error = await openPlanner()
      .makePlan(task)
      .then(
        () => null,
        (reason: unknown) => reason,
      );
    expect(error).to.be.instanceOf(SekisuError);
    expect(error).to.deep.include({ code: 'contract.invalid' });
    expect((error as SekisuError).details['path']).to.equal('minimumOperators');
  });
});

describe('fromWire', () => {
  it('gives back what toWire was given, days as days and maps as maps', () => {
    const anyDay = fc.integer({ min: 0, max: 40_000 }).map((epochDay) => LocalDate.ofEpochDay(epochDay));
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { maxDepth: 3 },
        fc.string(),
        fc.integer(),
        fc.boolean(),
        fc.constant(null),
        anyDay,
        fc.array(tie('tree'), { maxLength: 4 }),
        fc
          .array(fc.tuple(fc.oneof(fc.integer(), anyDay), tie('tree')), { maxLength: 3 })
          .map((entries) => new Map(entries)),
        fc.dictionary(fc.stringMatching(/^[a-z]{1,5}$/), tie('tree'), { maxKeys: 4, noNullPrototype: true }),
      ),
    }));
    fc.assert(
      fc.property(tree, (value) => {
        const back = fromWire<unknown>(toWire(value));
        expect(toWire(back)).to.equal(toWire(value));
        if (value instanceof LocalDate) expect(value.equals(back as LocalDate)).to.equal(true);
        if (value instanceof Map) expect(back).to.be.instanceOf(Map).and.have.property('size', value.size);
      }),
    );
    const input = {
      days: [LocalDate.of(2024, 2, 29)],
      note: '$day',
      nested: { on: LocalDate.of(2024, 4, 1) },
      values: new Map([[19_858, { on: LocalDate.of(2024, 5, 15), more: new Map([['$map', 0.1]]) }]]),
    };
    const back = fromWire<typeof input>(toWire(input));
    expect(back.nested.on).to.be.instanceOf(LocalDate);
    expect(back.days[0]!.toString()).to.equal('2024-02-29');
    expect(back.note).to.equal('$day');
    expect(back.values.get(19_858)?.on.toString()).to.equal('2024-05-15');
    expect([...back.values.get(19_858)!.more]).to.deep.equal([['$map', 0.1]]);
  });
});
