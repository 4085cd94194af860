import { expect } from 'chai';
import { nameMask } from '../../src/plan/name-mask.ts';

describe('nameMask', () => {
  const operators = [
    { id: 'OP01', name: '髙橋 美咲' },
    { id: 'OP02', name: '中村 健太' },
    { id: 'OP03', name: '岡 千尋' },
    { id: 'OP04', name: '藤原 彩' },
  ];
  const mask = nameMask(operators, [{ id: 'SV01', name: '藤原 誠' }]);

  it('finds whole names, with, without and with full-width spaces', () => {
    expect(mask('髙橋 美咲、髙橋美咲、髙橋　美咲')).to.equal('OP01、OP01、OP01');
  });

  it('finds a family name alone', () => {
    expect(mask('中村さんが休むため')).to.equal('OP02さんが休むため');
  });

  it('leaves a family name of one character and one that a supervisor bears', () => {
    expect(mask('岡山から藤原が来る、岡千尋と藤原彩')).to.equal('岡山から藤原が来る、OP03とOP04');
  });

  it('changes nothing when nobody is hidden', () => {
    expect(nameMask([], operators)('髙橋 美咲')).to.equal('髙橋 美咲');
  });
});
