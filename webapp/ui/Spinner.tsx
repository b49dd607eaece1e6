import LoaderCircle from 'lucide-react/icons/loader-circle';
import { Icon, type IconProps } from './Icon.tsx';

/** Turns while something is under way; the words beside it say what. */
export function Spinner({ size = 20 }: Pick<IconProps, 'size'>) {
  return <Icon icon={LoaderCircle} size={size ?? 20} className="spin" />;
}
