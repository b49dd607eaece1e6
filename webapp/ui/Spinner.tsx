import LoaderCircle from 'lucide-react/icons/loader-circle';
import { Icon, type IconProps } from './Icon.tsx';

/** Spins during work; the text beside it says what is happening. */
export function Spinner({ size = 20 }: Pick<IconProps, 'size'>) {
  return <Icon icon={LoaderCircle} size={size ?? 20} className="spin" />;
}
