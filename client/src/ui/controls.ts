import type { Player } from "../player/player";

/** What keys and buttons outside the deck may do to it. */
export interface DeckControls {
  go: (step: number) => void;
  favorite: () => void;
  currentId: () => string | undefined;
  player: Player;
}
