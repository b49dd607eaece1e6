import qrcode from 'qrcode-generator';
import './qr.css';
import { CoinShape } from './Coin.tsx';

/** A QR code with our coin in its middle, which high error correction allows. */
export function QrCode({ text, label }: { text: string; label: string }) {
  const code = qrcode(0, 'H');
  code.addData(text);
  code.make();
  const size = code.getModuleCount();
  const hole = Math.floor(size * 0.26) | 1;
  const from = (size - hole) / 2;
  const inHole = (i: number) => i >= from && i < from + hole;
  let path = '';
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      if (code.isDark(row, column) && !(inHole(row) && inHole(column))) {
        path += `M${column} ${row}h1v1h-1z`;
      }
    }
  }
  const scale = (hole - 1) / 24;
  return (
    <div className="qr">
      <svg viewBox={`-1 -1 ${size + 2} ${size + 2}`} role="img" aria-label={label}>
        <rect x="-1" y="-1" width={size + 2} height={size + 2} fill="#fff" />
        <path d={path} fill="#0d1318" />
        <g transform={`translate(${from + 0.5} ${from + 0.5}) scale(${scale})`}>
          <CoinShape />
        </g>
      </svg>
    </div>
  );
}
