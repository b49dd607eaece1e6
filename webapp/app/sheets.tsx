import { lazyPart } from './lazyPart.ts';

/** The table of sheets: `useSheet(name)` opens one with its own props. */
export const sheets = {
  topup: lazyPart(async () => (await import('../features/checkout/TopUpSheet.tsx')).TopUpSheet),
  payment: lazyPart(
    async () => (await import('../features/payments/PaymentSheet.tsx')).PaymentSheet,
  ),
  plans: lazyPart(async () => (await import('../features/plans/PlansSheet.tsx')).PlansSheet),
  planTerms: lazyPart(
    async () => (await import('../features/plans/PlanTermsSheet.tsx')).PlanTermsSheet,
  ),
  promo: lazyPart(async () => (await import('../features/promo/PromoSheet.tsx')).PromoSheet),
  insufficientFunds: lazyPart(
    async () =>
      (await import('../features/insufficientFunds/InsufficientFundsSheet.tsx'))
        .InsufficientFundsSheet,
  ),
  picker: lazyPart(async () => (await import('../features/picker/PickerSheet.tsx')).PickerSheet),
  galleryFilter: lazyPart(
    async () => (await import('../features/gallery/FilterSheet.tsx')).FilterSheet,
  ),
  share: lazyPart(async () => (await import('../features/viewer/ShareSheet.tsx')).ShareSheet),
  picture: lazyPart(
    async () => (await import('../features/picker/PicturePickerSheet.tsx')).PicturePickerSheet,
  ),
  badge: lazyPart(async () => (await import('../features/badges/BadgeSheet.tsx')).BadgeSheet),
  register: lazyPart(
    async () => (await import('../features/events/RegisterSheet.tsx')).RegisterSheet,
  ),
  qr: lazyPart(async () => (await import('../features/invite/QrSheet.tsx')).QrSheet),
  document: lazyPart(
    async () => (await import('../features/settings/DocumentSheet.tsx')).DocumentSheet,
  ),
  deleteAccount: lazyPart(
    async () => (await import('../features/settings/account/DeleteSheet.tsx')).DeleteSheet,
  ),
  admin: lazyPart(async () => (await import('../features/admin/forms/AdminSheet.tsx')).AdminSheet),
  celebration: lazyPart(
    async () => (await import('../features/celebration/CelebrationSheet.tsx')).CelebrationSheet,
  ),
};

declare module '../ui/navigation/sheets.ts' {
  interface SheetRegister {
    sheets: typeof sheets;
  }
}
