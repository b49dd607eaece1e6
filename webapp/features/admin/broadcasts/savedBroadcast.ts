/** A broadcast as it is stored. */
export interface SavedBroadcast {
  id: string;
  version: number;
}

/** Props of actions on a saved broadcast. */
export interface SavingProps {
  /** Whether nothing is missing. */
  enabled: boolean;
  save: () => Promise<SavedBroadcast | null>;
  /** Called when the action on the saved broadcast is finished. */
  settle: (saved: SavedBroadcast | null) => void;
}
