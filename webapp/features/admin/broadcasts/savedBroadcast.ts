/** A broadcast as it is stored. */
export interface SavedBroadcast {
  id: string;
  version: number;
}

/** For what is done with a broadcast once it has been saved. */
export interface SavingProps {
  /** Nothing is missing. */
  enabled: boolean;
  save: () => Promise<SavedBroadcast | null>;
  /** Called when all is done with what has been saved. */
  settle: (saved: SavedBroadcast | null) => void;
}
