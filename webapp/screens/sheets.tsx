import { lazy } from 'react';

/** The table of sheets: `useSheet(name)` opens one with its own props. */
export const sheets = {
  topup: lazy(async () => ({ default: (await import('./topup/TopUpSheet.tsx')).TopUpSheet })),
  payment: lazy(async () => ({
    default: (await import('./payments/PaymentSheet.tsx')).PaymentSheet,
  })),
  plans: lazy(async () => ({ default: (await import('./plans/PlansSheet.tsx')).PlansSheet })),
  planTerms: lazy(async () => ({
    default: (await import('./plans/PlanTermsSheet.tsx')).PlanTermsSheet,
  })),
  promo: lazy(async () => ({ default: (await import('./promo/PromoSheet.tsx')).PromoSheet })),
  short: lazy(async () => ({ default: (await import('./short/ShortSheet.tsx')).ShortSheet })),
  picker: lazy(async () => ({ default: (await import('./picker/PickerSheet.tsx')).PickerSheet })),
  galleryFilter: lazy(async () => ({
    default: (await import('./gallery/FilterSheet.tsx')).FilterSheet,
  })),
  share: lazy(async () => ({ default: (await import('./viewer/ShareSheet.tsx')).ShareSheet })),
  picture: lazy(async () => ({
    default: (await import('./picker/PicturePickerSheet.tsx')).PicturePickerSheet,
  })),
  badge: lazy(async () => ({ default: (await import('./badges/BadgeSheet.tsx')).BadgeSheet })),
  register: lazy(async () => ({
    default: (await import('./events/RegisterSheet.tsx')).RegisterSheet,
  })),
  qr: lazy(async () => ({ default: (await import('./invite/QrSheet.tsx')).QrSheet })),
  document: lazy(async () => ({
    default: (await import('./settings/DocumentSheet.tsx')).DocumentSheet,
  })),
  admin: lazy(async () => ({ default: (await import('./admin/forms/AdminSheet.tsx')).AdminSheet })),
  celebration: lazy(async () => ({
    default: (await import('./celebration/CelebrationSheet.tsx')).CelebrationSheet,
  })),
};
