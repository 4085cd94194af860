import type { CallersEstimate } from '../app/estimate-callers.ts';
import type { Handling, Patience } from '../calls/index.ts';

const none = '—';

/** What a file of single calls says, for the terminal: Japanese with the English words beside the numbers. */
export function callersSummary(estimate: CallersEstimate): string {
  const { patience, patienceApart, handling, contract } = estimate;
  const lines = [
    `呼ごとの記録 / records of single calls: ${estimate.file}`,
    `期間 / from, to                         ${moment(estimate.firstArrival)} – ${moment(estimate.lastArrival)}`,
    `呼 / calls                              ${estimate.calls}（放棄 / abandoned ${patience.abandoned}、待った呼 / had to wait ${patience.waited}）`,
    '',
    '待ち限度 / patience',
    ...patienceLines(patience),
    ...apartLines(patienceApart),
    '',
    '処理時間 / handling time',
    `  ${'範囲 / part'.padEnd(22)}呼 / calls   平均 / mean s (95 %)        中央 / median   CV     <10 s   対数正規 / log-normal μ, σ (95 %)`,
    ...(handling.all === null ? [`  ${none}`] : [handlingLine('全体 / all', handling.all)]),
    ...handling.queues
      .filter(({ queueId }) => queueId !== null)
      .map((part) => handlingLine(part.queueId!, part.handling)),
    ...handling.hours.map((part) =>
      handlingLine(`${String(part.hour).padStart(2, '0')}:00–${part.hour + 1}:00`, part.handling),
    ),
    '',
    'contract.json に書く値 / for contract.json',
    `  assumptions.patienceSeconds    ${contract.patienceSeconds ?? none}`,
    `  assumptions.handlingCvFraction ${contract.handlingCvFraction ?? none}`,
    ...contract.queues.map(
      ({ id, ahtSeconds }) =>
        `  queues[].ahtSeconds            ${ahtSeconds}（${id ?? '全キュー / every queue'}）`,
    ),
    ...(contract.patienceSeconds === null
      ? [
          '  放棄がないため待ち限度は決まりません。今の値のままにしてください / nobody hung up: keep the patience you have',
        ]
      : []),
  ];
  return `${lines.join('\n')}\n`;
}

function patienceLines(patience: Patience): string[] {
  const { restrictedMean, fit } = patience;
  return [
    `  平均（指数分布） / mean, exponential   ${meanText(patience)}`,
    `  中央値 / median                       ${patience.medianSeconds === null ? none : `${rounded(patience.medianSeconds)} s`}`,
    `  ${rounded(restrictedMean.untilSeconds)}秒までの平均 / mean up to it       ${rounded(restrictedMean.meanSeconds)} s ± ${rounded(1.96 * restrictedMean.standardErrorSeconds)}`,
    ...fit.marks.map(
      (mark) =>
        `  ${String(mark.seconds).padStart(3)}秒後も待つ / still waiting         ${percent(mark.kaplanMeier)}（95 %: ${percent(mark.low95)}–${percent(mark.high95)}）、指数分布 / exponential ${percent(mark.exponential)}`,
    ),
    `  ${fit.sentence.ja}`,
    `  ${fit.sentence.en}`,
    `  1分あたりに切る率 / hang-ups per minute of waiting`,
    ...patience.hazard
      .filter((part) => part.perMinute !== null)
      .map(({ fromSeconds, toSeconds, abandoned, perMinute }) => {
        const { rate, low95, high95 } = perMinute!;
        const bounds = `（95 %: ${low95.toFixed(3)}–${high95.toFixed(3)}）`;
        return `    ${`${fromSeconds}–${toSeconds ?? ''} s`.padEnd(12)}${rate.toFixed(3)}${bounds} ${abandoned}`;
      }),
  ];
}

function apartLines(apart: Patience): string[] {
  const { withinSeconds, abandoned, fraction } = apart.atOnce;
  return [
    `  ${withinSeconds}秒以内の放棄 / hung up within       ${abandoned}（待った呼の / of calls that waited ${percent(fraction)}）`,
    `    除いた平均 / mean without them      ${meanText(apart)}`,
    `    ${apart.fit.sentence.ja} / ${apart.fit.sentence.en}`,
    '    契約の値には含めます：アーランAは待つ人すべてを一つの待ち限度で表します / they belong in the contract’s figure: Erlang A has one patience for all who wait',
  ];
}

function meanText(patience: Patience): string {
  const { meanSeconds, low95Seconds, high95Seconds, events } = patience;
  if (meanSeconds === null || high95Seconds === null) return `${none}（> ${rounded(low95Seconds)} s）`;
  return `${rounded(meanSeconds)} s（95 %: ${rounded(low95Seconds)}–${rounded(high95Seconds)}）、放棄 / hang-ups ${events}`;
}

function handlingLine(name: string, handling: Handling): string {
  const { meanSeconds: mean, logNormal } = handling;
  const bounds = mean.low95 === null ? none : `${rounded(mean.low95)}–${rounded(mean.high95!)}`;
  const sd = logNormal?.logSd ?? null;
  const spread =
    sd === null ? none : `${sd.value.toFixed(2)} (${sd.low95!.toFixed(2)}–${sd.high95!.toFixed(2)})`;
  return [
    `  ${name.padEnd(22)}`,
    String(handling.calls).padEnd(12),
    `${rounded(mean.value)} (${bounds})`.padEnd(28),
    rounded(handling.medianSeconds).padEnd(16),
    (handling.cv === null ? none : handling.cv.toFixed(2)).padEnd(7),
    String(handling.shortCalls).padEnd(8),
    logNormal === null ? none : `${logNormal.logMean.value.toFixed(2)}, ${spread}`,
  ].join('');
}

function moment(at: CallersEstimate['firstArrival']): string {
  return at.toString().replace('T', ' ');
}

function rounded(seconds: number): string {
  return seconds.toFixed(seconds < 100 ? 1 : 0);
}

function percent(fraction: number): string {
  return `${(fraction * 100).toFixed(1)} %`;
}
