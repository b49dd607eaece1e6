import { lazyPart } from './lazyPart.ts';

/** The table of sheets: `useSheet(name)` opens one with its own props. */
export const sheets = {
  topup: lazyPart(async () => (await import('./topup/TopUpSheet.tsx')).TopUpSheet),
  payment: lazyPart(async () => (await import('./payments/PaymentSheet.tsx')).PaymentSheet),
  plans: lazyPart(async () => (await import('./plans/PlansSheet.tsx')).PlansSheet),
  planTerms: lazyPart(async () => (await import('./plans/PlanTermsSheet.tsx')).PlanTermsSheet),
  promo: lazyPart(async () => (await import('./promo/PromoSheet.tsx')).PromoSheet),
  short: lazyPart(async () => (await import('./short/ShortSheet.tsx')).ShortSheet),
  picker: lazyPart(async () => (await import('./picker/PickerSheet.tsx')).PickerSheet),
  galleryFilter: lazyPart(async () => (await import('./gallery/FilterSheet.tsx')).FilterSheet),
  share: lazyPart(async () => (await import('./viewer/ShareSheet.tsx')).ShareSheet),
  picture: lazyPart(
    async () => (await import('./picker/PicturePickerSheet.tsx')).PicturePickerSheet,
  ),
  badge: lazyPart(async () => (await import('./badges/BadgeSheet.tsx')).BadgeSheet),
  register: lazyPart(async () => (await import('./events/RegisterSheet.tsx')).RegisterSheet),
  qr: lazyPart(async () => (await import('./invite/QrSheet.tsx')).QrSheet),
  document: lazyPart(async () => (await import('./settings/DocumentSheet.tsx')).DocumentSheet),
  admin: lazyPart(async () => (await import('./admin/forms/AdminSheet.tsx')).AdminSheet),
  celebration: lazyPart(
    async () => (await import('./celebration/CelebrationSheet.tsx')).CelebrationSheet,
  ),
};
