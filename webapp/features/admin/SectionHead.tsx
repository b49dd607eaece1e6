import type { ReactNode } from 'react';
import { useDesktop } from './useDesktop.ts';

/** A section's heading, which the chips already show on a phone, and its controls. */
export function SectionHead({ title, children }: { title: string; children?: ReactNode }) {
  const desktop = useDesktop();
  if (!desktop) {
    return (
      <>
        <h1 className="vh">{title}</h1>
        {children}
      </>
    );
  }
  return (
    <div className="admin-head">
      <h1>{title}</h1>
      {children}
    </div>
  );
}
