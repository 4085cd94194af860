import { expect } from 'chai';
import { parseOutboundCsv } from '../../src/files/outbound.ts';

const parse = (text: string) => parseOutboundCsv(new TextEncoder().encode(text), 'outbound.csv');

describe('parseOutboundCsv', () => {
  it('reads attempts with Japanese or English words', () => {
    const attempts = parse(
      '日時,担当,架電先,結果,内容,緊急\n2024-05-20 10:05,OP01,松寿園,承諾,6月に訪問,はい\n2024/5/20 9:40,OP02,港商会,notReached,,\n',
    );
    expect(attempts.map(({ date, ...rest }) => ({ date: date.toString(), ...rest }))).to.deep.equal([
      {
        date: '2024-05-20',
        minute: 605,
        staffId: 'OP01',
        organisation: '松寿園',
        outcome: 'agreed',
        note: '6月に訪問',
        isUrgent: true,
      },
      {
        date: '2024-05-20',
        minute: 580,
        staffId: 'OP02',
        organisation: '港商会',
        outcome: 'notReached',
        note: null,
        isUrgent: false,
      },
    ]);
  });

  it('names the line and column of what it does not know', () => {
    const header = 'called_at,staff,organisation,outcome\n';
    const code = (text: string): unknown => {
      try {
        return parse(text);
      } catch (error) {
        const { line, column } = (error as { details: Record<string, unknown> }).details;
        return [line, column];
      }
    };
    expect(code(`${header}2024-05-20 10:05,OP01,松寿園,つながった\n`)).to.deep.equal([2, 'outcome']);
    expect(code(`${header}2024-05-20 10:05,OP01,,応答\n`)).to.deep.equal([2, 'organisation']);
    expect(code(`${header}2024-05-20,OP01,松寿園,応答\n`)).to.deep.equal([2, 'called_at']);
    expect(parse(header)).to.deep.equal([]);
  });
});
