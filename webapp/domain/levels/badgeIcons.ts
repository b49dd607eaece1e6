import CalendarDays from 'lucide-react/icons/calendar-days';
import Clapperboard from 'lucide-react/icons/clapperboard';
import Coins from 'lucide-react/icons/coins';
import Compass from 'lucide-react/icons/compass';
import Crown from 'lucide-react/icons/crown';
import Dumbbell from 'lucide-react/icons/dumbbell';
import Eye from 'lucide-react/icons/eye';
import Flag from 'lucide-react/icons/flag';
import Flame from 'lucide-react/icons/flame';
import Gem from 'lucide-react/icons/gem';
import GraduationCap from 'lucide-react/icons/graduation-cap';
import Heart from 'lucide-react/icons/heart';
import ImageIcon from 'lucide-react/icons/image';
import Images from 'lucide-react/icons/images';
import Layers from 'lucide-react/icons/layers';
import Library from 'lucide-react/icons/library';
import Medal from 'lucide-react/icons/medal';
import Rocket from 'lucide-react/icons/rocket';
import Send from 'lucide-react/icons/send';
import Star from 'lucide-react/icons/star';
import UserPlus from 'lucide-react/icons/user-plus';
import Users from 'lucide-react/icons/users';
import Video from 'lucide-react/icons/video';
import Wrench from 'lucide-react/icons/wrench';
import type { BadgeIcon } from '../../../shared/catalog/badges.ts';
import type { IconType } from '../../ui/Icon.tsx';

const icons = {
  'calendar-days': CalendarDays,
  clapperboard: Clapperboard,
  coins: Coins,
  compass: Compass,
  crown: Crown,
  dumbbell: Dumbbell,
  eye: Eye,
  flag: Flag,
  flame: Flame,
  gem: Gem,
  'graduation-cap': GraduationCap,
  heart: Heart,
  image: ImageIcon,
  images: Images,
  layers: Layers,
  library: Library,
  medal: Medal,
  rocket: Rocket,
  send: Send,
  star: Star,
  'user-plus': UserPlus,
  users: Users,
  video: Video,
  wrench: Wrench,
} satisfies Record<BadgeIcon, IconType>;

/** The icons that badges may have; an unknown name falls back to a plain award. */
export const badgeIcons: Partial<Record<string, IconType>> = icons;
