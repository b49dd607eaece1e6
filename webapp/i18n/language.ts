export {
  isLanguage,
  type Language,
  type Localized,
  languageFor,
  languages,
  locales,
} from '../../shared/language.ts';
