/** What other features use of this one. */
export { buttonPrice, PriceLineOf, quotedMaker } from './PriceLineOf.tsx';
export {
  fillForPicture,
  fillFromGeneration,
  fillFromMedia,
  fillWithSeed,
  isOfWords,
  orderAgain,
} from './sentRequests.ts';
export { startIdea } from './startIdea.ts';
export { changeStudio, withInputs } from './studio.ts';
export { useCreate } from './useCreate.ts';
