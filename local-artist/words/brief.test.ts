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

  it('applies a colour and a number to the noun they stand before', () => {
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

describe('the meaning of a word in its context', () => {
  it.each([
    ['The camera circles slowly around a perfume bottle', ['bottle']],
    ['Камера медленно облетает флакон духов', ['bottle']],
    ['An old camera on a table', ['camera']],
    ['Portrait of a man by a window, he turns to the camera and smiles', ['man']],
    ['Портрет лисы', ['fox']],
    ['плоские цвета, крупные формы', []],
    ['красные цветы', ['flower']],
  ])('%j shows %j', (prompt, expected) => {
    expect(subjectsOf(prompt)).toEqual(expected);
  });

  it('paints clothes and backgrounds, and not everything, in their colours', () => {
    const said = 'Portrait of a woman in a red sweater, dark green background';
    const wanted = { clothes: 'red', backdrop: 'green', colours: [], moods: [], places: [] };
    expect(readPrompt(said)).toMatchObject(wanted);
    expect(readPrompt('Портрет женщины в красном свитере, тёмно-зелёный фон')).toMatchObject(
      wanted,
    );
  });

  it.each([
    ['a red sports car on the road', 'red'],
    ['The car is red', 'red'],
    ['машина красного цвета', 'red'],
    ['красная машина, синее небо', 'red'],
    ['машина синяя', 'blue'],
  ])('%j has a car in its colour, and nothing else', (prompt, colour) => {
    const { subjects, colours } = readPrompt(prompt);
    expect(subjects).toContainEqual({ subject: 'car', count: 1, colour });
    expect(colours).toEqual([]);
  });

  it.each([
    ['a woman in glasses', ['portrait'], ['glasses']],
    ['улыбающаяся девушка в солнечных очках', ['portrait'], ['smile', 'sunglasses']],
    ['a man at a laptop', ['man', 'laptop'], ['laptop']],
    ['happy birthday', ['cake', 'balloons', 'gift'], ['smile']],
    ['с днём рождения', ['cake', 'balloons', 'gift'], []],
    ['люди в парке', ['portrait', 'man'], []],
    ['a person in a park', ['portrait'], []],
    ['человек у окна', ['portrait'], []],
    ['a family with children', ['portrait', 'man'], []],
    ['happy children', ['child'], ['smile']],
    ['a woman without glasses', ['portrait'], []],
  ])('%j shows %j with %j', (prompt, subjects, details) => {
    const brief = readPrompt(prompt);
    expect(brief.subjects.map(({ subject }) => subject)).toEqual(subjects);
    expect(brief.details).toEqual(details);
    expect(brief.hour).toBeNull();
  });

  it.each([
    ['two people in a park', [1, 1]],
    ['five happy friends', [3, 2]],
    ['двое друзей и собака', [1, 1, 1]],
    ['две собаки и люди', [2, 2, 2]],
    ['трое детей', [3]],
    ['a child', [1]],
    ['ребёнок', [1]],
    ['дети', [2]],
  ])('%j shows as many of each: %j', (prompt, expected) => {
    const counts = readPrompt(prompt).subjects.map(({ count }) => count);
    expect(counts.toSorted()).toEqual(expected.toSorted());
  });

  it('cuts out a sticker with any kind of edge', () => {
    const { style, colours } = readPrompt('A fox sticker with a thick white outline');
    expect({ style, colours }).toEqual({ style: 'sticker', colours: [] });
  });
});
