import type { Forms } from './match.ts';

/** Colour words. What each does to a picture is in `scene/grades.ts`. */
export const colourWords = {
  red: 'красн* ал алый алая алые алого багр* бордов* red scarlet crimson ruby burgundy',
  orange: 'оранж* рыж* orange ginger',
  yellow: 'желт* yellow',
  gold: 'золот* золотист* gold golden',
  green: 'зелен* изумруд* green emerald',
  teal: 'бирюз* мятн* teal turquoise mint cyan',
  blue: 'син синий синяя синее синие синего синей синим синих голуб* лазур* blue azure navy',
  purple: 'фиолет* лилов* сиренев* пурпур* лаванд* purple violet lilac lavender',
  pink: 'розов* pink rosy fuchsia magenta',
  brown: 'коричн* brown beige бежев* шоколадн*',
  white: 'бел белый белая белое белые белого белой белым белых белоснежн* white',
  black: 'черн черный черная черное черные черного черной черным черных black',
  grey: 'сер серый серая серое серые серого серой серым серебр* gray grey silver*',
} as const satisfies Record<string, Forms>;
export type ColourWord = keyof typeof colourWords;

export const moodWords = {
  warm: 'тепл* уютн* warm* cozy cosy',
  cold: 'холод* прохладн* ледян* cold cool icy frozen',
  pastel:
    'пастел* нежн* светл* pastel* delicate soft_colour* soft_color* soft_tones light_colour* light_color* light_tones',
  neon: 'неон* киберпанк* яркий_неон neon cyberpunk synthwave vaporwave',
  monochrome: 'черно_бел* чб монохром* black_and_white monochrome noir нуар grayscale',
  dark: 'темн* мрачн* dark gloomy moody',
  vivid: 'ярк* сочн* насыщен* vivid bright colorful colourful vibrant разноцвет* красочн*',
  sepia: 'сепи* винтаж* ретро старинн* sepia vintage retro',
} as const satisfies Record<string, Forms>;
export type Mood = keyof typeof moodWords;

export const hourWords = {
  night: 'ноч* полноч* ночн* ночью night* midnight',
  sunset: 'закат* вечер* sunset* evening dusk golden_hour',
  dawn: 'рассвет* восход* утр* утренн* dawn sunrise morning',
  day: 'день днем дневн* полдень day daylight noon',
} as const satisfies Record<string, Forms>;
export type Hour = keyof typeof hourWords;

export const seasonWords = {
  autumn: 'осен* октябр* листопад* autumn* fall october november',
  winter: 'зим* снеж* снег* рождеств* новогодн* январ* winter* snowy christmas',
  spring: 'весн* весен* spring* апрел* april',
  summer: 'лет летн* лето летом лете summer* июль july',
} as const satisfies Record<string, Forms>;
export type Season = keyof typeof seasonWords;

export const weatherWords = {
  rain: 'дожд* ливень ливн* rain* rainy',
  snow: 'снег* снегопад* снежинк* метел* snow* snowfall blizzard',
  fog: 'туман* дымк* мгла fog* mist* haze hazy',
  stars: 'звезд* star stars starry stellar звездн*',
  reflection: 'отражен* отража* reflection* mirror* reflected',
} as const satisfies Record<string, Forms>;
export type Weather = keyof typeof weatherWords;

export const styleWords = {
  watercolour: 'акварел* watercolor* watercolour* aquarelle',
  oil: 'масл* маслян* импрессион* живопис* ван_гог* oil impressionis* painting painted painterly van_gogh monet',
  poster: 'плакат* постер* плоск* флэт flat poster* vector вектор* minimalis* минимал*',
  line: 'лайн* лайнарт линейн* контур* набросок скетч* карандаш* рисунок_линиями line_art lineart line_drawing outline* sketch* pencil ink тушь тушью',
  pixel: 'пиксел* pixel* 8_bit 8bit 8_бит',
  lowpoly: 'геометрич* полигон* лоу_поли lowpoly low_poly polygon* geometric* facet*',
  engraving: 'гравюр* engrav* etching woodcut ксилограф* офорт*',
  paper: 'бумаг* бумаж* аппликац* оригами paper papercut origami cutout collage_paper',
  isometric: 'изометри* isometric* диорам* diorama',
  deco: 'ар_деко арт_деко артдеко art_deco deco gatsby',
  glass: 'витраж* stained_glass mosaic мозаик*',
  sticker: 'sticker* стикер* наклейк*',
  pop: 'поп_арт попарт pop_art popart комикс* comic halftone warhol',
} as const satisfies Record<string, Forms>;
export type Style = keyof typeof styleWords;

export const shotWords = {
  close: 'крупн*_план* крупным_планом макро вблизи close_up closeup macro',
  far: 'далек* вдали издал* общий_план панорам* far distant wide_shot panorama* wide aerial',
} as const satisfies Record<string, Forms>;
export type Shot = keyof typeof shotWords;

export const countWords = {
  '2': 'два две двое двух пара пару two pair couple 2',
  '3': 'три трое трех three 3',
  '4': 'четыре четверо four 4',
  '5': 'пять пятеро five 5',
  '6': 'много множеств* стая стаи толп* несколько many several lots flock group flocks 6 7 8 9 10',
} as const satisfies Record<string, Forms>;
export type CountWord = keyof typeof countWords;
