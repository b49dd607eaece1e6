import type { Localized } from '../language.ts';
import type { OperationCode } from './operations.ts';

/** A template is a whole prompt; a style is text that is added to one. */
export const presetKinds = ['template', 'style'] as const;
export type PresetKind = (typeof presetKinds)[number];

/** Ready texts that the Studio offers under the prompt. */
export interface CatalogPreset {
  code: string;
  kind: PresetKind;
  operation: OperationCode;
  name: Localized;
  text: Localized;
}

const template = (
  operation: OperationCode,
  code: string,
  name: Localized,
  text: Localized,
): CatalogPreset => ({ code, kind: 'template', operation, name, text });

const style = (code: string, name: Localized, text: Localized): CatalogPreset => ({
  code: `style-${code}`,
  kind: 'style',
  operation: 'create',
  name,
  text,
});

/** The first content of the table of presets; admins edit it afterwards. */
export const defaultPresets: CatalogPreset[] = [
  template(
    'create',
    'create-product-on-stone',
    { ru: 'Товар на камне', en: 'Product on stone' },
    {
      ru: 'Флакон духов на мокром камне, вокруг мох, мягкий утренний свет, малая глубина резкости',
      en: 'A perfume bottle on a wet stone, moss around, soft morning light, shallow depth of field',
    },
  ),
  template(
    'create',
    'create-studio-portrait',
    { ru: 'Студийный портрет', en: 'Studio portrait' },
    {
      ru: 'Студийный портрет женщины в красном свитере, тёмно-зелёный фон, мягкий боковой свет',
      en: 'Studio portrait of a woman in a red sweater, dark green background, soft side light',
    },
  ),
  template(
    'create',
    'create-poster',
    { ru: 'Постер', en: 'Poster' },
    {
      ru: 'Туристический постер с горным озером, плоские цвета, крупные формы, много неба',
      en: 'A travel poster of a mountain lake, flat colours, bold shapes, plenty of sky',
    },
  ),
  template(
    'create',
    'create-sticker',
    { ru: 'Стикер', en: 'Sticker' },
    {
      ru: 'Весёлая лиса, стикер с толстой белой обводкой, ровный фон',
      en: 'A cheerful fox sticker with a thick white outline, plain background',
    },
  ),
  template(
    'video',
    'video-around-a-product',
    { ru: 'Облёт товара', en: 'Around a product' },
    {
      ru: 'Камера медленно облетает флакон духов на камне, тёплый свет',
      en: 'The camera circles slowly around a perfume bottle on a stone, warm light',
    },
  ),
  template(
    'video',
    'video-city-at-night',
    { ru: 'Город ночью', en: 'City at night' },
    {
      ru: 'Ночной город сверху, огни машин текут по широким проспектам, медленный полёт вперёд',
      en: 'A city at night from above, car lights flow along wide avenues, slow flight forward',
    },
  ),
  template(
    'video',
    'video-waves',
    { ru: 'Волны', en: 'Waves' },
    {
      ru: 'Большие волны накатывают на скалистый берег на закате, брызги, замедленная съёмка',
      en: 'Large waves roll onto a rocky shore at sunset, spray in the air, slow motion',
    },
  ),
  template(
    'video',
    'video-portrait',
    { ru: 'Портрет', en: 'Portrait' },
    {
      ru: 'Портрет мужчины у окна, он поворачивается к камере и улыбается, мягкий дневной свет',
      en: 'Portrait of a man by a window, he turns to the camera and smiles, soft daylight',
    },
  ),
  template(
    'edit',
    'edit-new-background',
    { ru: 'Новый фон', en: 'New background' },
    {
      ru: 'Замени фон на ровную светло-серую стену студии',
      en: 'Replace the background with a plain light grey studio wall',
    },
  ),
  template(
    'edit',
    'edit-autumn',
    { ru: 'Осень', en: 'Autumn' },
    {
      ru: 'Сделай осень: золотые листья, низкое тёплое солнце',
      en: 'Make it autumn: golden leaves, low warm sun',
    },
  ),
  template(
    'edit',
    'edit-watercolour',
    { ru: 'Акварель', en: 'Watercolour' },
    {
      ru: 'Преврати картинку в акварельный рисунок',
      en: 'Turn the image into a watercolour painting',
    },
  ),
  template(
    'edit',
    'edit-remove-people',
    { ru: 'Убрать людей', en: 'Remove people' },
    { ru: 'Убери людей на заднем плане', en: 'Remove the people in the background' },
  ),
  template(
    'merge',
    'merge-put-object-into-scene',
    { ru: 'Предмет в сцену', en: 'Put object into scene' },
    {
      ru: 'Помести предмет в сцену с верным масштабом',
      en: 'Put the object into the scene, in proportion',
    },
  ),
  template(
    'merge',
    'merge-keep-the-light',
    { ru: 'Сохранить свет', en: 'Keep the light' },
    {
      ru: 'Сохрани свет сцены, добавь мягкую тень',
      en: 'Keep the light of the scene, add a soft shadow',
    },
  ),
  template(
    'merge',
    'merge-match-style',
    { ru: 'Один стиль', en: 'Match style' },
    {
      ru: 'Приведи обе картинки к одному стилю и палитре',
      en: 'Bring both images to one style and palette',
    },
  ),
  template(
    'merge',
    'merge-side-by-side',
    { ru: 'Рядом', en: 'Side by side' },
    {
      ru: 'Поставь картинки рядом с тонким отступом',
      en: 'Put the images side by side with a thin margin',
    },
  ),
  template(
    'retouch',
    'retouch-clean-skin',
    { ru: 'Чистая кожа', en: 'Clean skin' },
    { ru: 'Очисти кожу, но сохрани её текстуру', en: 'Clean the skin but keep its texture' },
  ),
  template(
    'retouch',
    'retouch-more-light',
    { ru: 'Больше света', en: 'More light' },
    { ru: 'Сделай картинку светлее и чище', en: 'Make the image lighter and clearer' },
  ),
  template(
    'retouch',
    'retouch-sharper',
    { ru: 'Резче', en: 'Sharper' },
    { ru: 'Сделай картинку резче, убери шум', en: 'Make the image sharper and remove noise' },
  ),
  template(
    'retouch',
    'retouch-old-photo',
    { ru: 'Старое фото', en: 'Old photo' },
    {
      ru: 'Восстанови старое фото: царапины, выцветшие цвета',
      en: 'Restore an old photo: scratches, faded colours',
    },
  ),
  template(
    'add_text',
    'add-text-sale',
    { ru: 'Скидка', en: 'Sale' },
    { ru: 'Скидка −30%', en: 'Sale −30%' },
  ),
  template(
    'add_text',
    'add-text-new',
    { ru: 'Новинка', en: 'New' },
    { ru: 'Новинка', en: 'New in store' },
  ),
  template(
    'add_text',
    'add-text-birthday',
    { ru: 'День рождения', en: 'Birthday' },
    { ru: 'С днём рождения', en: 'Happy birthday' },
  ),
  template(
    'add_text',
    'add-text-thank-you',
    { ru: 'Спасибо', en: 'Thank you' },
    { ru: 'Спасибо', en: 'Thank you' },
  ),
  style(
    'photo',
    { ru: 'Фото', en: 'Photo' },
    { ru: 'реалистичная фотография, естественный свет', en: 'a realistic photo, natural light' },
  ),
  style(
    'watercolour',
    { ru: 'Акварель', en: 'Watercolour' },
    { ru: 'акварель на фактурной бумаге', en: 'watercolour on textured paper' },
  ),
  style(
    'oil',
    { ru: 'Масло', en: 'Oil' },
    { ru: 'картина маслом, видны мазки', en: 'an oil painting with visible brush strokes' },
  ),
  style(
    'poster',
    { ru: 'Плакат', en: 'Poster' },
    { ru: 'плоский плакат, крупные формы', en: 'a flat poster with bold shapes' },
  ),
  style(
    'line',
    { ru: 'Линии', en: 'Line art' },
    { ru: 'рисунок тонкими линиями тушью', en: 'fine ink line art' },
  ),
  style('pixel', { ru: 'Пиксели', en: 'Pixel art' }, { ru: 'пиксельная графика', en: 'pixel art' }),
  style(
    'low-poly',
    { ru: 'Лоу-поли', en: 'Low poly' },
    { ru: 'лоу-поли, крупные грани', en: 'low poly, large facets' },
  ),
  style(
    'paper',
    { ru: 'Из бумаги', en: 'Papercut' },
    { ru: 'аппликация из цветной бумаги', en: 'a papercut of coloured paper' },
  ),
  style(
    'pop',
    { ru: 'Комикс', en: 'Comic' },
    { ru: 'комикс, поп-арт, растровые точки', en: 'a comic, pop art with halftone dots' },
  ),
  style(
    'glass',
    { ru: 'Витраж', en: 'Stained glass' },
    { ru: 'витраж, яркие стёкла', en: 'stained glass in bright colours' },
  ),
];
