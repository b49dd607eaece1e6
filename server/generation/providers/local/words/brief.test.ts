import { describe, expect, it } from 'vitest';
import { drawings } from '../subjects/index.ts';
import { readPrompt } from './brief.ts';
import { placeWords, subjectWords } from './subjectWords.ts';

const subjectsOf = (prompt: string) => readPrompt(prompt).subjects.map(({ subject }) => subject);

describe('readPrompt', () => {
  it.each([
    ['Рыжая лисица у маяка', ['fox', 'lighthouse']],
    ['Two cats and a dog', ['cat', 'dog']],
    ['который день', []],
    ['carpet and catalogue', []],
    ['дом без машины', ['house']],
    ['сверхновые духи на камне', ['bottle']],
  ])('finds the subjects of %j', (prompt, expected) => {
    expect(subjectsOf(prompt)).toEqual(expected);
  });

  it('gives a colour and a number to the thing they stand before', () => {
    const { subjects, colours } = readPrompt('две синие машины и дом');
    expect(subjects).toEqual([
      { subject: 'car', count: 2, colour: 'blue' },
      { subject: 'house', count: 1, colour: null },
    ]);
    expect(colours).toEqual([]);
    expect(readPrompt('красный').colours).toEqual(['red']);
  });

  it('reads light, season, weather, style and shot in both languages', () => {
    const expected = { hour: 'night', season: 'winter', style: 'watercolour', shot: 'close' };
    expect(readPrompt('Зимняя ночь, акварель, крупный план')).toMatchObject(expected);
    expect(readPrompt('Winter night, watercolor, close-up')).toMatchObject(expected);
    expect(readPrompt('туманный лес, дождь').weather).toEqual(['fog', 'rain']);
    expect(readPrompt('чёрно-белый портрет').moods).toEqual(['monochrome']);
  });

  it('knows more than forty subjects, each with a drawing', () => {
    expect(Object.keys(subjectWords).length + Object.keys(placeWords).length).toBeGreaterThan(70);
    expect(Object.keys(drawings).sort()).toEqual(Object.keys(subjectWords).sort());
  });
});
