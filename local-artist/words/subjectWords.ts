import type { Forms } from './match.ts';

/** The Russian and English words for each subject that the artist can draw. */
export const subjectWords = {
  // Animals
  fox: 'лис лиса лисы лису лисе лисой лисиц* лисен* лисич* fox*',
  wolf: 'волк* волч* wolf wolves husky хаски',
  cat: 'кот кота коту котом коты котов коте котик* котен* котят* кошк* кошеч* кошач* cat kitten* kitty',
  dog: 'собак* собач* пес пса псом щен* корги лабрадор* dog pupp* corgi labrador',
  bear: 'медвед* медвеж* мишк* bear',
  panda: 'панд* panda',
  tiger: 'тигр* tiger*',
  lion: 'лев льва льву львом львиц* львы львен* lion*',
  rabbit: 'кролик* кролич* заяц зайц* зайч* зайка bunny bunnies rabbit hare',
  deer: 'олен* олени косул* deer stag reindeer elk',
  owl: 'сова совы сову совой сове совен* филин* owl owlet',
  dragon: 'дракон* dragon*',
  penguin: 'пингвин* penguin',
  bird: 'птиц* птич* птах* воробе* попуга* колибри чайк* bird* parrot sparrow hummingbird seagull',
  fish: 'рыб* fish* карп* koi goldfish',
  whale: 'кит кита киты китов китом whale',
  jellyfish: 'медуз* jellyfish',
  butterfly: 'бабочк* butterfl* мотыл* moth',
  turtle: 'черепах* turtle tortoise',
  // People and other heroes
  portrait:
    'портрет* девушк* женщин* лицо лица девочк* принцесс* королев* дама мам* portrait woman women girl face lady princess queen model',
  man: 'мужчин* парень парня юнош* мальчик* дед король man men boy guy king gentleman',
  child: 'мальчишк* девчушк* младен* baby babies boy_child',
  astronaut: 'космонавт* астронавт* astronaut* cosmonaut*',
  robot: 'робот* андроид* киборг* robot* android* cyborg*',
  // Food and things on a table
  coffee: 'кофе* капучино латте эспрессо чашк* кружк* coffee cappuccino latte espresso cup mug',
  tea: 'чай чая чаем чаепит* чайник* tea teapot',
  bottle:
    'духи духов парфюм* аромат* флакон* бутыл* perfume parfum fragrance bottle cosmetic* косметик* крем',
  wine: 'вино вина вином бокал* wine champagne шампанск*',
  orange: 'апельсин* мандарин* цитрус* лимон* orange_fruit oranges citrus tangerine* lemon',
  apple: 'яблок* яблоч* apple',
  fruit: 'фрукт* ягод* клубник* fruit* berry berries strawberr*',
  cake: 'торт* пирожн* кекс* десерт* cake cupcake dessert',
  icecream: 'мороженое мороженого icecream ice_cream gelato',
  pizza: 'пицц* pizza',
  book: 'книг* книж* book',
  candle: 'свеч* свеча candle*',
  gift: 'подар* gift present',
  diamond: 'алмаз* бриллиант* кристалл* драгоцен* diamond crystal gem jewel*',
  crown: 'корон* crown',
  coins: 'монет* деньг* деньги золото coin coins money treasure',
  heart: 'сердц* сердеч* любов* heart love valentine*',
  headphones: 'наушник* музык* headphone* music',
  sneaker: 'кроссов* кед* ботин* обувь sneaker shoe shoes boots',
  laptop: 'laptop_alone',
  balloons: 'шарик* воздушн*_шарик* party_balloon*',
  camera: 'фотоаппарат* камер* camera',
  lamp: 'ламп* фонар* lamp lantern',
  // Plants
  flower:
    'цветок цветк* цветы цветов цветам цветами цветах цветочн* ромашк* пион* flower* blossom* daisy daisies peony peonies',
  rose: 'роза розы розу розой роз rose roses',
  tulip: 'тюльпан* tulip',
  sunflower: 'подсолнух* подсолнеч* sunflower*',
  bouquet: 'букет* ваза вазе вазой bouquet vase',
  tree: 'дерево дерева дереву деревом деревья деревьев деревце* дуб дуба дерево ель елка елки сакур* tree oak sakura cherry_blossom',
  palm: 'пальм* palm',
  cactus: 'кактус* cactus cacti',
  mushroom: 'гриб* мухомор* mushroom*',
  leaves: 'лист листья листьев листва листьями лист* leaf leaves foliage monstera монстер*',
  // Vehicles
  car: 'машин* автомоб* авто тачк* car cars sportscar автомобиль porsche ferrari',
  boat: 'лодк* парус* яхт* кораб* судно boat* sail* yacht* ship*',
  plane: 'самолет* plane airplane aircraft',
  rocket: 'ракет* rocket* spaceship* starship* звездолет*',
  balloon: 'воздушн*_шар* шар шары шаров аэростат* balloon* hot_air_balloon',
  bicycle: 'велосипед* bicycle bike',
  train: 'поезд* паровоз* train locomotive',
  ufo: 'нло пришел* инопланет* ufo alien*',
  // Buildings
  house: 'дом дома дому домик* домом дач* изб* хижин* коттедж* house cottage cabin hut home',
  castle: 'замок замк* крепост* дворец дворц* castle palace fortress',
  lighthouse: 'маяк* lighthouse',
  church: 'церк* храм* собор* часовн* church cathedral temple',
  windmill: 'мельниц* windmill mill',
  // In the sky
  sun: 'солнц* солнеч* sun sunny',
  moon: 'лун* месяц* moon* crescent',
  planet: 'планет* сатурн* юпитер* марс planet* saturn jupiter mars',
  rainbow: 'радуг* rainbow',
  cloud: 'облак* облач* туч* cloud* clouds cloudy',
  comet: 'комет* метеор* comet* meteor* shooting_star',
  fireworks: 'фейерверк* салют* firework*',
  aurora: 'северн*_сиян* сияни* aurora* northern_light northern_lights',
} as const satisfies Record<string, Forms>;

export type Subject = keyof typeof subjectWords;

/** The landscapes and rooms of scenes. */
export const placeWords = {
  mountains:
    'гор гора горы горе горн* горах горами альп* вершин* скал* mountain* alps peak hill* hills cliff*',
  volcano: 'вулкан* volcano*',
  sea: 'море моря морем морск* океан* ocean* sea seaside seascape',
  lake: 'озер* пруд* река реки реку реке lake pond river',
  waves: 'волн* wave waves surf серф* tsunami цунами',
  beach: 'пляж* остров* тропик* тропич* beach* island* tropic*',
  forest:
    'лес леса лесу лесом лесн* леса тайг* джунгл* роща парк парке forest* wood woods jungle taiga park',
  desert: 'пустын* дюн* барх* сахар* desert* dune* sahara',
  city: 'город* мегаполис* небоскреб* улиц* москв* петербург* нью_йорк токио париж* city cityscape cities town skyline skyscraper* street* urban tokyo new_york moscow paris',
  village: 'деревн* село village* countryside',
  field:
    'поле поля полях луг луга лугу лугов* сад сада саду лаванд* field* meadow* garden* lavender',
  space:
    'космос* космич* галактик* вселен* туманност* невесомост* space cosmos cosmic galax* nebula* universe',
  underwater: 'подводн* под_водой аквариум* коралл* underwater aquarium coral* reef',
  sky: 'небо неба небес* небе sky skies heaven*',
  room: 'комнат* интерьер* окно окна окне окном кресл* диван* room interior* window* armchair sofa',
  abstract:
    'абстракт* абстракц* узор* орнамент* фон паттерн* геометри* abstract* pattern* background* wallpaper* texture* gradient* градиент* mandala мандал*',
} as const satisfies Record<string, Forms>;

export type Place = keyof typeof placeWords;
